"""Closing and opening a unit again: who may come in afterwards, and what is said of the units under it."""

from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.models import Membership, Person, SignIn
from app.clock import today
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from app.wording import short_date
from tests import factories
from tests.page import PageClient


@pytest.fixture
def office(ward: Unit) -> Unit:
    """An office that closed yesterday."""
    return factories.a_unit(ward, code="VHXH", name="Phòng Văn hóa", closed_on=today() - timedelta(days=1))


def also_in(unit: Unit, person: Person, role: Role, **more: object) -> None:
    new = {"person_id": person.id, "unit_id": unit.id, "role": role, "title": "", "started_on": today()}
    db.session.add(Membership(**new | more))
    db.session.commit()


def ended(person: Person) -> list[bool]:
    return [row.ended_at is not None for row in db.session.query(SignIn).filter_by(person_id=person.id)]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMIN])
def test_a_reopened_units_officials_sign_in_anew(
    app: Flask, admin: PageClient, leader: Person, office: Unit, role: Role
):
    also_in(office, leader, role)
    client = PageClient(app).signed_in_as(leader)
    client.get("/")

    admin.post("directory.reopen_unit", code="VHXH")

    client.get("/", status=303)
    assert client.location.startswith("/dang-nhap")
    assert ended(leader) == [True]


def test_others_stay_signed_in_when_it_opens_again(app: Flask, admin: PageClient, leader: Person, office: Unit):
    also_in(office, leader, Role.REPORTER)
    also_in(office, leader, Role.REVIEWER, ended_on=today())
    client = PageClient(app).signed_in_as(leader)

    admin.post("directory.reopen_unit", code="VHXH")

    client.get("/")
    assert ended(leader) == [False]


def test_the_units_under_a_closing_one_are_named_and_stay_open(admin: PageClient, ward: Unit, unit: Unit):
    child = factories.a_unit(ward, code="CON", name="Chi hội cũ", closed_on=today() - timedelta(days=1))
    last = factories.a_unit(ward, code="CHAU", name="Câu lạc bộ hát")
    child.parent_id, last.parent_id = unit.id, child.id
    db.session.commit()

    said = admin.get("directory.close_unit", code="TDP07").main.get_text()
    admin.post("directory.close_unit", {"closed_on": short_date(today())}, code="TDP07")

    assert "1 đơn vị thuộc đơn vị này vẫn mở" in said
    assert "Câu lạc bộ hát" in said
    assert "Chi hội cũ" not in said
    db.session.refresh(last)
    assert last.closed_on is None


def test_a_unit_with_none_under_it_closes_without_a_word_of_them(admin: PageClient, ward: Unit, unit: Unit):
    factories.a_unit(ward, code="TDP08")

    assert "vẫn mở" not in admin.get("directory.close_unit", code="TDP07").main.get_text()
