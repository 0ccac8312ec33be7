"""Somebody of another ward: what this ward, where there was work once, sees of the account and does to it."""

import pytest
from flask import Flask

from app.accounts.models import Membership, Person, SignIn
from app.accounts.people import browsers_of
from app.clock import now, today
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.directory.conftest import held, number_of
from tests.house.world import everything
from tests.page import PageClient

JOIN = "/quan-tri/don-vi/TDP07/them-nguoi"
ADMIN = {"unit": "TDP07", "role": "admin", "title": ""}


def worked_in(unit: Unit, person: Person) -> None:
    """The person left the unit today."""
    _add(unit, person, ended_on=today())


def works_in(unit: Unit, person: Person) -> None:
    _add(unit, person, ended_on=None)


def _add(unit: Unit, person: Person, **more: object) -> None:
    new = {"person_id": person.id, "unit_id": unit.id, "role": "reporter", "title": "", "started_on": today()}
    db.session.add(Membership(**new | more))
    db.session.commit()


def locked(person: Person) -> None:
    """Locked, and without work anywhere."""
    db.session.query(Membership).filter_by(person_id=person.id).update({"ended_on": today()})
    person.disabled_at = now()
    db.session.commit()


@pytest.fixture
def gone(ward: Unit, unit: Unit, far: Person) -> Person:
    """Who worked in TDP07 once and is another ward's admin."""
    worked_in(unit, far)
    factories.a_person(db.session.query(Unit).filter_by(code="XA01").one(), Role.ADMIN)
    db.session.query(Membership).filter_by(person_id=far.id, ended_on=None).update({"role": "admin"})
    db.session.commit()
    return far


def test_their_browsers_and_cards_are_nobodys_to_see(app: Flask, admin: PageClient, gone: Person):
    PageClient(app).signed_in_as(gone)
    gone.factor_since = now()
    db.session.commit()

    page = admin.get("people.show_person", number=gone.id)

    assert "phường khác" in page.get_text()
    assert [title.get_text() for title in page.main.select("h2")] == ["Việc được giao"]
    assert page.main.find("form") is None
    assert "Thêm việc" not in page.get_text()


def test_their_sign_ins_are_nobodys_to_end(app: Flask, admin: PageClient, gone: Person):
    client = PageClient(app).signed_in_as(gone)
    [browser] = browsers_of(gone.id, now())

    said = admin.post("people.end_browser", {"browser": browser.id}, number=gone.id, status=409)

    assert "phường khác" in said.get_text()
    assert db.session.get(SignIn, browser.id).ended_at is None
    client.get("/quan-tri/don-vi")


def test_they_are_given_no_work_here(app: Flask, admin: PageClient, gone: Person):
    client, before = PageClient(app).signed_in_as(gone), everything()

    page = admin.post("work.give_work", ADMIN, number=gone.id, status=422)

    assert "phường khác" in page.find(id="error-unit").get_text()
    assert everything() == before | {"sign_ins": everything()["sign_ins"]}
    assert held(gone) == [("XA01", "admin")]
    client.get("/quan-tri/don-vi")


def test_work_in_a_closed_unit_here_opens_no_way_round(admin: PageClient, ward: Unit, unit: Unit, far: Person):
    shut = factories.a_unit(ward, code="CU", closed_on=factories.date(2026, 1, 1))
    works_in(shut, far)
    number = db.session.query(Membership.id).filter_by(person_id=far.id, unit_id=shut.id).scalar()
    before = everything()

    admin.post("work.give_work", ADMIN, number=far.id, status=422)
    admin.post("work.change_work", ADMIN | {"viec": number}, number=far.id, status=422)
    admin.post(JOIN, ADMIN | {"name": far.name, "phone": far.phone}, status=422)

    assert everything() == before


def test_who_works_here_too_is_given_more_and_changed(admin: PageClient, ward: Unit, unit: Unit, far: Person):
    factories.a_unit(ward, code="TDP08")
    works_in(unit, far)
    number = db.session.query(Membership.id).filter_by(person_id=far.id, unit_id=unit.id).scalar()

    admin.post("work.give_work", {"unit": "TDP08", "role": "reporter", "title": ""}, number=far.id)
    admin.post(
        "work.change_work", {"unit": "TDP07", "role": "reporter", "title": "Tổ phó", "viec": number}, number=far.id
    )

    assert sorted(held(far)) == [("TDP07", "reporter"), ("TDP08", "reporter"), ("XA01", "reporter")]
    assert number_of(far) != number


def test_who_is_locked_is_named_to_a_ward_that_knew_them_alone(admin: PageClient, unit: Unit, far: Person):
    locked(far)
    typed = ADMIN | {"name": "Trần Thị Mới", "phone": far.phone}

    page = admin.post(JOIN, typed, status=422)
    assert "khóa" in page.find(id="error-phone").get_text()
    assert far.name not in page.get_text()

    worked_in(unit, far)
    assert far.name in admin.post(JOIN, typed, status=422).find(id="error-phone").get_text()
