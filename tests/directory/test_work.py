"""People in units: added by number, given more, changed, ended; an admin always stays."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Membership, Person
from app.audit.models import Event
from app.clock import now, today
from app.directory.commands.changing import Doing, Refused
from app.directory.commands.memberships import end_work
from app.extensions import db
from app.permissions import Role
from app.scope import CONSOLE
from app.units.models import Unit
from tests import factories
from tests.directory.conftest import Said, held, number_of
from tests.house.world import everything
from tests.page import PageClient

JOIN = "/quan-tri/don-vi/TDP07/them-nguoi"
NEW = {"name": "Trần Thị Mới", "phone": "0510009010", "role": "reporter", "title": "Tổ phó"}


@pytest.fixture
def other(ward: Unit) -> Unit:
    return factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")


def path(person: Person, act: str) -> str:
    return f"/quan-tri/nguoi/{person.id}/{act}"


def test_somebody_new_is_added_and_a_card_offered(admin: PageClient, unit: Unit, said: Said):
    admin.post(JOIN, NEW)

    page = admin.get(admin.location)
    assert page.h1.get_text() == "Trần Thị Mới"
    assert "In thẻ mới" in page.get_text()
    assert said(Event.PERSON_ADDED) == [({}, {"name": "Trần Thị Mới", "phone": "0510009010"})]
    assert said(Event.MEMBERSHIP_ADDED) == [({}, {"role": "reporter", "title": "Tổ phó"})]


def test_a_known_number_is_the_same_person(admin: PageClient, unit: Unit, other: Unit):
    known = factories.a_person(other, phone="0510009010")

    page = admin.post(JOIN, NEW, status=422)
    assert known.name in page.find(id="error-phone").get_text()
    admin.post(JOIN, NEW | {"same": "0510009010"})

    assert held(known) == [("TDP08", "reporter"), ("TDP07", "reporter")]
    assert "đã có trong danh sách" in admin.get(admin.location).get_text()


def test_the_confirmation_is_for_that_number_alone(admin: PageClient, unit: Unit, other: Unit):
    factories.a_person(other, phone="0510009010")

    admin.post(JOIN, NEW | {"same": "0510009011"}, status=422)


@pytest.mark.parametrize(
    ("more", "box"),
    [
        ({"name": " "}, "name"),
        ({"name": "A\x07"}, "name"),
        ({"phone": "0210000009"}, "phone"),
        ({"phone": "0510009003"}, "phone"),
        ({"phone": "0510009002", "name": "Người 0510009002"}, "role"),
        ({"role": "king"}, "role"),
        ({"title": "A" * 81}, "title"),
    ],
)
def test_what_cannot_be_is_said_at_its_box(
    admin: PageClient, unit: Unit, leader: Person, far: Person, more: dict[str, str], box: str
):
    before = everything()

    page = admin.post(JOIN, NEW | more, status=422)

    assert page.find(id=f"error-{box}")
    assert far.name not in page.get_text()
    assert everything() == before


def test_nobody_joins_a_closed_unit_and_nobody_locked_joins(admin: PageClient, unit: Unit, other: Unit):
    locked = factories.a_person(other, phone="0510009010")
    locked.disabled_at, unit.closed_on = now(), factories.date(2026, 1, 1)
    db.session.commit()

    assert "đã đóng" in admin.post(JOIN, NEW | {"phone": "0510009011"}, status=422).get_text()
    unit.closed_on = None
    db.session.commit()
    assert "đang khóa" in admin.post(JOIN, NEW | {"name": locked.name}, status=422).get_text()


def test_who_left_another_ward_may_come_here(admin: PageClient, unit: Unit, far: Person):
    db.session.query(Membership).filter_by(person_id=far.id).one().ended_on = today()
    db.session.commit()

    admin.post(JOIN, NEW | {"phone": far.phone})

    assert held(far) == [("TDP07", "reporter")]


def test_further_work_is_given_once(admin: PageClient, other: Unit, leader: Person):
    more = {"unit": "TDP08", "role": "reporter", "title": ""}
    admin.post(path(leader, "them-viec"), more)

    page = admin.post(path(leader, "them-viec"), more, status=422)

    assert "rồi" in page.find(id="error-role").get_text()
    assert held(leader) == [("TDP07", "reporter"), ("TDP08", "reporter")]


def test_a_move_ends_here_and_begins_there(app: Flask, admin: PageClient, other: Unit, leader: Person, said: Said):
    client, number = PageClient(app).signed_in_as(leader), number_of(leader)

    admin.post(path(leader, "doi-viec"), {"viec": number, "unit": "TDP08", "role": "reporter", "title": "Tổ trưởng"})

    assert held(leader) == [("TDP08", "reporter")]
    assert client.get("/").h1.get_text() == "Tổ dân phố số 8"
    client.get("/don-vi/TDP07", status=404)
    assert said(Event.MEMBERSHIP_ENDED) == [
        ({"role": "reporter", "title": "Tổ trưởng"}, {"ended_on": today().isoformat()})
    ]
    assert said(Event.MEMBERSHIP_ADDED)[0][1]["title"] == "Tổ trưởng"


def test_another_role_signs_out_who_becomes_an_official(app: Flask, admin: PageClient, leader: Person):
    client = PageClient(app).signed_in_as(leader)

    admin.post(path(leader, "doi-viec"), {"viec": number_of(leader), "unit": "TDP07", "role": "reviewer", "title": ""})

    assert held(leader) == [("TDP07", "reviewer")]
    client.get("/", status=303)


def test_no_change_is_no_change(admin: PageClient, leader: Person):
    before, same = everything(), {"unit": "TDP07", "role": "reporter", "title": "Tổ trưởng"}

    admin.post(path(leader, "doi-viec"), same | {"viec": number_of(leader)}, status=422)
    admin.post(path(leader, "doi-viec"), same | {"viec": number_of(leader), "unit": "XA01"}, status=422)

    assert everything() == before


def test_ending_work_shuts_the_door_at_once_and_keeps_the_history(app: Flask, admin: PageClient, leader: Person):
    client, number = PageClient(app).signed_in_as(leader), number_of(leader)

    assert admin.get(path(leader, f"thoi-viec?viec={number}")).h1.get_text() == f"{leader.name} thôi phụ trách"
    admin.post(path(leader, "thoi-viec"), {"viec": number})

    client.get("/", status=303)
    assert db.session.scalars(select(Membership.ended_on).filter_by(id=number)).one() == today()
    assert leader.name in admin.get("directory.show_unit", code="TDP07").select_one("[aria-labelledby=past]").get_text()
    admin.post(path(leader, "thoi-viec"), {"viec": number}, status=404)


def test_the_last_admin_stays_until_there_is_another(admin: PageClient, ward: Unit, boss: Person):
    number, before = number_of(boss), everything()
    less = {"viec": number, "unit": "09568", "role": "reviewer", "title": ""}

    assert "cuối cùng" in admin.post(path(boss, "thoi-viec"), {"viec": number}, status=409).get_text()
    assert "cuối cùng" in admin.post(path(boss, "doi-viec"), less, status=422).get_text()
    assert "cuối cùng" in admin.post(path(boss, "khoa"), status=409).get_text()
    assert everything() == before

    factories.a_person(ward, Role.ADMIN)
    admin.post(path(boss, "thoi-viec"), {"viec": number})
    assert held(boss) == []


def test_another_wards_admin_does_not_count(admin: PageClient, boss: Person, far: Person):
    elsewhere = db.session.query(Unit).filter_by(code="XA01").one()
    factories.a_person(elsewhere, Role.ADMIN)

    admin.post(path(boss, "khoa"), status=409)


def test_work_of_another_ward_is_not_there(admin: PageClient, leader: Person, far: Person):
    before = everything()

    for act in ("them-viec", "doi-viec", "thoi-viec"):
        admin.get(path(far, act), status=404)
        admin.post(path(far, act), {"viec": number_of(far), "unit": "TDP07", "role": "reporter"}, status=404)
    for act in ("doi-viec", "thoi-viec"):
        admin.post(path(leader, act), {"viec": number_of(far), "unit": "TDP07", "role": "reporter"}, status=404)

    assert everything() == before


def test_a_command_of_this_ward_ends_nothing_of_another(app: Flask, ward: Unit, far: Person):
    number = number_of(far)

    with pytest.raises(Refused):
        end_work(far.id, number, Doing(ward.id, CONSOLE, now(), today()))

    assert held(far) == [("XA01", "reporter")]
