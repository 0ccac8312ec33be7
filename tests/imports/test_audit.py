"""What an import writes into the audit: a line of counts, and beside it one for each row new or changed."""

import json
from datetime import date

from app.accounts.models import Person
from app.audit.models import AuditLine
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.imports.importing import applied
from tests.imports.workbooks import a_person_row, a_unit_row, a_workbook
from tests.page import PageClient


def lines() -> list[tuple[str, int | None, int | None, dict[str, object], dict[str, object]]]:
    """Event, person, unit, before and after of each line, the oldest first."""
    found = db.session.query(AuditLine).order_by(AuditLine.id)
    return [
        (line.event, line.person_id, line.unit_id, json.loads(line.before), json.loads(line.after)) for line in found
    ]


def test_new_units_each_have_a_line(ward: Unit):
    applied(ward, a_workbook(units=[a_unit_row("TDP01", parent="KHU1"), a_unit_row("KHU1", closed=date(2027, 1, 1))]))

    below, above = factories.unit_with("TDP01"), factories.unit_with("KHU1")
    facts = {"kind": "tdp", "households": 120, "opened_on": "2025-07-01"}
    first = facts | {"code": "TDP01", "name": "Tổ dân phố TDP01", "parent": above.id}
    second = facts | {"code": "KHU1", "name": "Tổ dân phố KHU1", "parent": ward.id, "closed_on": "2027-01-01"}
    assert lines()[:2] == [
        ("unit-added", None, below.id, {}, first),
        ("unit-added", None, above.id, {}, second),
    ]


def test_a_changed_unit_says_what_was_and_its_closing_has_a_line_of_its_own(ward: Unit, unit: Unit):
    above = factories.a_unit(ward, code="KHU1")

    applied(ward, a_workbook(units=[a_unit_row("TDP07", name="Tổ bảy", parent="KHU1", closed=date(2027, 1, 1))]))

    before = {"name": "Tổ dân phố số 7", "parent": ward.id, "households": None, "opened_on": None}
    after = {"name": "Tổ bảy", "parent": above.id, "households": 120, "opened_on": "2025-07-01"}
    assert lines()[:-1] == [
        ("unit-changed", None, unit.id, before, after),
        ("unit-closed", None, unit.id, {"closed_on": None}, {"closed_on": "2027-01-01"}),
    ]


def test_a_unit_that_is_only_closed_was_not_changed_otherwise(ward: Unit, unit: Unit):
    applied(ward, a_workbook(units=[["TDP07", "tdp", "Tổ dân phố số 7", "", None, None, date(2027, 1, 1)]]))

    assert [event for event, *_ in lines()] == ["unit-closed", "imported"]


def test_new_people_and_what_they_do_each_have_a_line(ward: Unit, unit: Unit):
    applied(ward, a_workbook(people=[a_person_row(1), a_person_row(1, role="observer", title=None)]))

    person = db.session.query(Person).one()
    assert lines()[:-1] == [
        ("person-added", person.id, None, {}, {"name": "Người 1", "phone": "0517000001"}),
        ("membership-added", person.id, unit.id, {}, {"role": "reporter", "title": "Tổ trưởng"}),
        ("membership-added", person.id, unit.id, {}, {"role": "observer", "title": ""}),
    ]


def test_another_name_and_another_title_are_told(ward: Unit, unit: Unit):
    person = factories.a_person(unit)
    was = person.name

    applied(ward, a_workbook(people=[a_person_row(name="Tên Mới", phone=person.phone, title="Tổ phó")]))

    assert lines()[:-1] == [
        ("person-changed", person.id, None, {"name": was}, {"name": "Tên Mới"}),
        ("person-changed", person.id, unit.id, {"title": "Tổ trưởng"}, {"title": "Tổ phó"}),
    ]


def test_what_stays_has_no_line_and_each_says_who_and_from_where(ward: Unit, unit: Unit):
    person = factories.a_person(unit)
    same = a_person_row(name=person.name, phone=person.phone)

    applied(ward, a_workbook(people=[same, a_person_row(2)]))

    told = db.session.query(AuditLine).order_by(AuditLine.id).all()
    assert [line.event for line in told] == ["person-added", "membership-added", "imported"]
    assert {(line.by_id, line.address, line.ward_id) for line in told} == {(None, "192.0.2.7", ward.id)}
    assert len({line.at for line in told}) == 1


def test_the_audits_page_names_them(admin: PageClient, ward: Unit, unit: Unit):
    applied(ward, a_workbook(units=[a_unit_row("TDP08")], people=[a_person_row(1)]))

    page = admin.get("oversight.show_audit").text

    assert "Người 1" in page
    assert "Tổ dân phố TDP08" in page
