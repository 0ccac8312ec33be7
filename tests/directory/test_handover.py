"""A unit handed over in one form: the one out, the other in, a card printed; once, whatever is tapped."""

import unicodedata
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Membership, Person, SignIn
from app.activities.models import Activity
from app.activities.workflow import Status
from app.audit.models import Event
from app.cards.models import Card
from app.clock import today
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.directory.conftest import Said, held
from tests.house.world import everything
from tests.page import PageClient

PATH = "/quan-tri/don-vi/TDP07/ban-giao"


def sent(leader: Person, **more: str) -> dict[str, str]:
    new = {"name": "Trần Thị Mới", "phone": "051.000.9010", "title": "", "key": str(uuid4())}
    return new | {"leaver": str(leader.id)} | more


def newcomer() -> Person:
    return db.session.scalars(select(Person).filter_by(phone="0510009010")).one()


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_handover_through_the_pages(app: Flask, admin: PageClient, unit: Unit, leader: Person, said: Said):
    old, form = PageClient(app).signed_in_as(leader), admin.get(PATH).select_one("main form")
    entry = factories.an_activity(unit)
    typed = {box["name"]: box.get("value", "") for box in form.select("input[name]") if box.get("type") != "radio"}
    assert form.select_one("input[type=radio][checked]")["value"] == str(leader.id)
    assert typed["title"] == ""

    page = admin.post(
        PATH, typed | {"leaver": str(leader.id), "name": "Trần Thị Mới", "phone": "0510009010"}, status=200
    )

    assert "Trần Thị Mới, Tổ trưởng" in page.select_one(".sign-card").get_text()
    assert (held(leader), held(newcomer())) == ([], [("TDP07", "reporter")])
    old.get("/", status=303)
    assert db.session.get(Activity, entry.id).unit_id == unit.id
    assert said(Event.MEMBERSHIP_ENDED)[0][1] == {"ended_on": today().isoformat()}
    assert len(said(Event.CARD_ISSUED)) == 1


def test_the_card_lets_the_new_leader_in_and_the_units_drafts_are_there(app: Flask, admin, unit: Unit, leader: Person):
    draft = factories.an_activity(unit, note="Ghi dở")
    draft.status = Status.DRAFT
    db.session.commit()

    page = admin.post(PATH, sent(leader), status=200)
    new = PageClient(app)
    new.post("cards.use_card", {"code": page.select_one(".sign-card__code").get_text()})
    new.post("steps.choose_secret", {"secret": "481526", "again": "481526"})

    assert new.get("/").h1.get_text() == "Tổ dân phố số 7"
    assert "Ghi dở" in new.get(f"/nhat-ky/{draft.id}").get_text()


def test_sent_twice_makes_one_person_and_one_card(admin: PageClient, unit: Unit, leader: Person):
    twice = sent(leader)
    admin.post(PATH, twice, status=200)
    before = everything()

    page = admin.post(PATH, twice, status=409)

    assert page.h1.get_text() == "Đã bàn giao rồi"
    assert "Trần Thị Mới" in page.get_text()
    assert everything() == before
    assert count(Card) == 1


def test_who_leaves_everything_is_signed_out_in_the_table_too(app: Flask, admin, unit: Unit, leader: Person):
    PageClient(app).signed_in_as(leader)

    admin.post(PATH, sent(leader), status=200)

    ended = db.session.scalars(select(SignIn.ended_at).filter_by(person_id=leader.id)).one()
    assert ended is not None


def test_who_works_elsewhere_too_stays_signed_in_there(app: Flask, admin, ward: Unit, unit: Unit, leader: Person):
    more = factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
    new = Membership(person_id=leader.id, unit_id=more.id, role=Role.REPORTER, title="", started_on=today())
    db.session.add(new)
    db.session.commit()
    client = PageClient(app).signed_in_as(leader)

    admin.post(PATH, sent(leader), status=200)

    assert client.get("/").h1.get_text() == "Tổ dân phố số 8"
    client.get("/don-vi/TDP07", status=404)


def test_a_known_number_is_asked_about_once_and_keeps_its_name(
    admin: PageClient, ward: Unit, unit: Unit, leader: Person
):
    deputy = factories.a_person(factories.a_unit(ward, code="TDP08"), phone="0510009010")

    page = admin.post(PATH, sent(leader), status=422)
    assert f"Số này là của {deputy.name}" in page.find(id="error-phone").get_text()
    assert page.find(id="name")["value"] == "Trần Thị Mới"
    box = page.find("input", attrs={"name": "same"})

    admin.post(PATH, sent(leader, same=box["value"]), status=200)
    assert newcomer().name == deputy.name
    assert held(deputy) == [("TDP08", "reporter"), ("TDP07", "reporter")]


def test_the_same_name_in_nfd_is_the_same_name(admin: PageClient, ward: Unit, unit: Unit, leader: Person):
    deputy = factories.a_person(factories.a_unit(ward, code="TDP08"), phone="0510009010")

    admin.post(PATH, sent(leader, name=unicodedata.normalize("NFD", deputy.name)), status=200)

    assert held(deputy)[-1] == ("TDP07", "reporter")


def test_a_deputy_moves_up_with_the_new_title(admin: PageClient, unit: Unit, leader: Person):
    deputy = factories.a_person(unit, phone="0510009010")
    db.session.query(Membership).filter_by(person_id=deputy.id).one().title = "Tổ phó"
    db.session.commit()

    admin.post(PATH, sent(leader, name=deputy.name), status=200)

    titles = select(Membership.title).filter_by(person_id=deputy.id, ended_on=None)
    assert db.session.scalars(titles).all() == ["Tổ trưởng"]


@pytest.mark.parametrize(
    ("more", "box"),
    [
        ({"name": ""}, "name"),
        ({"name": "A" * 121}, "name"),
        ({"phone": "12345"}, "phone"),
        ({"phone": "0510009002"}, "phone"),
        ({"phone": "0510009003"}, "phone"),
        ({"leaver": ""}, "leaver"),
        ({"leaver": "999999999"}, "leaver"),
        ({"leaver": "chín"}, "leaver"),
        ({"title": "A" * 81}, "title"),
    ],
)
def test_what_cannot_be_is_said_and_everything_typed_stays(
    admin: PageClient, unit: Unit, leader: Person, far: Person, more: dict[str, str], box: str
):
    typed = sent(leader, title="Trưởng tổ") | more
    if typed["phone"] == leader.phone:
        typed["name"] = leader.name
    before = everything()

    page = admin.post(PATH, typed, status=422)

    assert page.find(id=f"error-{box}")
    assert far.name not in page.get_text()
    assert {name: page.find(id=name)["value"] for name in ("name", "phone", "title")} == {
        name: typed[name] for name in ("name", "phone", "title")
    }
    assert page.find("input", attrs={"name": "key"})["value"] == typed["key"]
    assert everything() == before


def test_whoever_another_ward_employs_too_gets_no_card_from_here(
    admin: PageClient, unit: Unit, leader: Person, far: Person
):
    db.session.add(Membership(person_id=far.id, unit_id=unit.id, role="reporter", title="", started_on=today()))
    db.session.commit()

    page = admin.post(PATH, sent(leader, phone=far.phone, name=far.name), status=422)

    assert "phường khác" in page.find(id="error-phone").get_text()
    assert count(Card) == 0


def test_the_last_admin_may_hand_over(app: Flask, admin: PageClient, ward: Unit, boss: Person):
    admin.post("/quan-tri/don-vi/09568/ban-giao", sent(boss), status=200)

    assert held(newcomer()) == [("09568", "admin")]
    admin.get("/", status=303)
