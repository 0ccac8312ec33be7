"""Somebody who never worked in the ward is neither shown nor renamed by its file."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Membership, Person
from app.database import read
from app.extensions import db
from app.imports.applying import put_units
from app.imports.commands import Busy, receive_workbook
from app.imports.known import known_to
from app.permissions import Role
from app.scope import Actor
from app.units.models import Unit
from tests import factories
from tests.imports.importing import applied, told, verdicts
from tests.imports.workbooks import a_person_row, a_workbook

SENTENCE = (
    "Số điện thoại này từng dùng ở phường khác nên chưa nhập bằng tệp được. "
    "Xem lại số và họ tên, hoặc thêm người này trên trang đơn vị."
)
HERE = "Số điện thoại này đang dùng ở phường khác."


@pytest.fixture
def away(ward: Unit, unit: Unit) -> Unit:
    """A unit of another ward."""
    return factories.a_unit(factories.a_ward("00001", "Phường Khác"), code="KHAC1")


def who_left(unit: Unit, role: Role = Role.REPORTER) -> Person:
    person = factories.a_person(unit, role)
    db.session.query(Membership).filter_by(person_id=person.id).update({"ended_on": date(2026, 6, 1)})
    db.session.commit()
    return person


def a_row(person: Person, name: str = "") -> bytes:
    return a_workbook(people=[a_person_row(name=name or person.name, phone=person.phone)])


def test_another_name_for_such_a_number_is_wrong_and_names_nobody(ward: Unit, away: Unit):
    person = who_left(away)

    found = told(ward, a_row(person, "Tên Mới"))

    assert [(row.verdict, row.notes) for row in found] == [("wrong", [SENTENCE])]
    assert person.name not in str(found)


def test_by_the_kept_name_such_a_person_joins(ward: Unit, away: Unit):
    person = who_left(away)

    assert [(row.verdict, row.notes) for row in told(ward, a_row(person))] == [("new", [])]
    applied(ward, a_row(person))

    assert verdicts(ward, a_row(person)) == {"same": 1}


def test_who_worked_here_once_may_be_renamed(ward: Unit, unit: Unit, away: Unit):
    person = who_left(unit)
    past = Membership(person_id=person.id, unit_id=away.id, role="reporter", title="", started_on=date(2025, 7, 1))
    past.ended_on = date(2026, 1, 1)
    db.session.add(past)
    db.session.commit()

    assert told(ward, a_row(person, "Tên Mới"))[0].notes == [f"Họ tên: {person.name} → Tên Mới"]


def lock(person: Person) -> None:
    person.disabled_at = clock.now()
    db.session.commit()


@pytest.mark.parametrize(
    ("somebody", "sentence"),
    [(who_left, SENTENCE), (factories.a_person, HERE), (lambda away: factories.a_person(away, Role.ADMIN), HERE)],
    ids=["who left", "who works there", "an admin there"],
)
def test_nothing_more_is_said_of_a_locked_one(
    ward: Unit, away: Unit, somebody: Callable[[Unit], Person], sentence: str
):
    person = somebody(away)
    lock(person)

    assert [row.notes for row in told(ward, a_row(person))] == [[sentence]]


def test_another_wards_import_keeps_nobody_waiting(app: Flask, ward: Unit):
    far = factories.a_ward("09998", "Phường Xa")
    now = clock.now()
    receive_workbook(b"x", "x.xlsx", by=Actor(None, "test", far.id), now=now)

    receive_workbook(b"x", "x.xlsx", by=Actor(None, "test", ward.id), now=now)

    with pytest.raises(Busy):
        receive_workbook(b"x", "x.xlsx", by=Actor(None, "test", ward.id), now=now)


def test_only_the_wards_own_units_are_named_to_its_people(app: Flask, ward: Unit):
    far = factories.a_unit(factories.a_ward("09998", "Phường Xa"), code="XA77")
    known = known_to(read, ward.id, today=clock.today())

    assert far.code not in put_units(db.session, [], known, {})


def test_what_is_held_in_another_ward_is_not_compared_with_a_file(ward: Unit, unit: Unit, away: Unit):
    here, far = factories.a_person(unit), factories.a_person(away)
    known = known_to(read, ward.id, today=clock.today())

    assert set(known.held) == {(here.phone, unit.code, Role.REPORTER)}
    assert known.elsewhere == {far.phone}
