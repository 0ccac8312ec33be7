"""All or nothing; a second time nothing; what changed meanwhile stops it; one line in the audit."""

import json
from datetime import date, timedelta

from app import clock
from app.accounts.models import Membership, Person, SignIn
from app.audit.models import AuditLine
from app.extensions import db
from app.imports.commands import ask_to_apply
from app.imports.models import Import, State
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.house.world import everything
from tests.imports.importing import applied, apply, by, checked, verdicts, view
from tests.imports.workbooks import a_person_row, a_unit_row, a_workbook
from tests.page import PageClient

UNITS = [a_unit_row("TDP01", parent="KHU1"), a_unit_row("KHU1"), a_unit_row("TDP02", opened=None, households=None)]
PEOPLE = [a_person_row(1, unit="TDP01"), a_person_row(1, unit="TDP02"), a_person_row(2, unit="TDP02", role="observer")]
BOOK = a_workbook(units=UNITS, people=PEOPLE)


def test_units_are_stored_as_written_under_their_parents(ward: Unit):
    applied(ward, BOOK)

    stored = factories.unit_with("TDP01")
    assert (stored.name, stored.kind, stored.households) == ("Tổ dân phố TDP01", "tdp", 120)
    assert (stored.opened_on, stored.closed_on, stored.ward_id) == (date(2025, 7, 1), None, ward.id)
    assert stored.parent_id == factories.unit_with("KHU1").id
    assert factories.unit_with("KHU1").parent_id == ward.id
    assert stored.search == "to dan pho tdp01 tdp01"


def test_people_are_stored_once_with_each_of_their_roles(ward: Unit):
    applied(ward, BOOK)

    people = db.session.query(Person).order_by(Person.phone).all()
    held = db.session.query(Membership).order_by(Membership.id).all()
    assert [(p.name, p.phone, p.password_hash) for p in people] == [
        ("Người 1", "0517000001", ""),
        ("Người 2", "0517000002", ""),
    ]
    assert [(m.person_id, m.role, m.title, m.started_on) for m in held] == [
        (people[0].id, "reporter", "Tổ trưởng", clock.today()),
        (people[0].id, "reporter", "Tổ trưởng", clock.today()),
        (people[1].id, "observer", "Tổ trưởng", clock.today()),
    ]


def test_the_same_file_again_changes_nothing(ward: Unit):
    applied(ward, BOOK)
    before = everything()

    found = view(ward, checked(ward, BOOK))

    after = everything()
    assert found.counts == {"wrong": 0, "new": 0, "changed": 0, "same": 6}
    assert not found.can_be_applied
    assert {name: rows for name, rows in after.items() if name != "imports"} == {
        name: rows for name, rows in before.items() if name != "imports"
    }


def test_only_what_changed_is_changed(ward: Unit, unit: Unit):
    person = factories.a_person(unit)
    unit.households = 77
    db.session.commit()
    rows = [["TDP07", "tdp", "Tổ dân phố bảy"]]

    applied(ward, a_workbook(units=rows, people=[a_person_row(name="Tên Mới", phone=person.phone, title="Tổ phó")]))

    assert (unit.name, unit.households, unit.search) == ("Tổ dân phố bảy", 77, "to dan pho bay tdp07")
    assert (person.name, person.search, person.password_hash) == ("Tên Mới", f"ten moi {person.phone}", "none")
    assert [m.title for m in db.session.query(Membership)] == ["Tổ phó"]


def test_a_membership_that_ended_stays_ended(ward: Unit, unit: Unit):
    person = factories.a_person(unit)
    yesterday = clock.today() - timedelta(days=1)
    db.session.query(Membership).update({"ended_on": yesterday})
    db.session.commit()

    applied(ward, a_workbook(people=[a_person_row(name=person.name, phone=person.phone)]))

    held = db.session.query(Membership).order_by(Membership.id).all()
    assert [(m.started_on, m.ended_on) for m in held] == [(date(2026, 1, 1), yesterday), (clock.today(), None)]


def test_who_becomes_an_official_must_sign_in_anew(app, ward: Unit, unit: Unit):
    people = [factories.a_person(unit), factories.a_person(unit)]
    for person in people:
        PageClient(app).signed_in_as(person)
    rows = [
        a_person_row(name=p.name, phone=p.phone, role=r) for p, r in zip(people, ("reviewer", "observer"), strict=True)
    ]

    applied(ward, a_workbook(people=rows))

    ended = [s.ended_at is not None for s in db.session.query(SignIn).order_by(SignIn.id)]
    assert ended == [True, False]


def test_a_file_with_a_wrong_row_is_never_applied(ward: Unit):
    number = checked(ward, a_workbook(units=[a_unit_row("TDP01"), a_unit_row("TDP02", households=-1)]))

    assert ask_to_apply(number, by=by(ward), now=clock.now()) is None
    assert db.session.query(Unit).count() == 1


def test_an_import_of_another_ward_is_not_to_be_applied(ward: Unit):
    number = checked(ward, BOOK)
    other = factories.a_ward("00001", "Phường Khác")

    assert ask_to_apply(number, by=by(other), now=clock.now()) is None


def test_what_changed_since_the_dry_run_stops_it_and_is_shown(ward: Unit):
    number = checked(ward, BOOK)
    factories.a_unit(ward, code="KHU1", name="Khu một")

    apply(ward, number)

    found = view(ward, number)
    assert (found.state, found.result["again"]) == (State.CHECKED, True)
    assert found.counts["changed"] == 1
    assert db.session.query(Person).count() == 0


def test_after_that_it_can_be_applied(ward: Unit):
    number = checked(ward, BOOK)
    factories.a_unit(ward, code="KHU1", name="Khu một")
    apply(ward, number)

    apply(ward, number)

    assert view(ward, number).state is State.APPLIED
    assert factories.unit_with("KHU1").name == "Tổ dân phố KHU1"


def test_what_is_wrong_by_now_stops_it(ward: Unit):
    number = checked(ward, BOOK)
    factories.a_unit(factories.a_ward("00001", "Phường Khác"), code="TDP02")

    apply(ward, number)

    assert view(ward, number).counts["wrong"] == 3
    assert db.session.query(Person).count() == 0


def test_the_audit_says_who_imported_how_much(ward: Unit):
    number = applied(ward, BOOK)

    line = db.session.query(AuditLine).filter_by(event="imported").one()
    assert (line.address, line.ward_id) == ("192.0.2.7", ward.id)
    assert json.loads(line.after) == {"import": number, "new": 6, "changed": 0, "same": 0}


def test_the_file_is_not_kept_once_it_was_applied(ward: Unit):
    applied(ward, BOOK)

    assert db.session.query(Import.content).one() == (None,)


def test_another_ward_may_use_the_same_people_only_when_they_left(ward: Unit):
    applied(ward, BOOK)
    other = factories.a_ward("00001", "Phường Khác")
    rows = [a_person_row(1, unit="K1"), a_person_row(2, unit="K1")]
    db.session.query(Membership).filter_by(role=Role.OBSERVER).update({"ended_on": clock.today()})
    db.session.commit()

    assert verdicts(other, a_workbook(units=[a_unit_row("K1")], people=rows)) == {"wrong": 1, "new": 2}
