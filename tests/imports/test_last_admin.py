"""No file takes a ward's last admin away."""

from datetime import date

from app import clock
from app.accounts.models import Membership, Person
from app.extensions import db
from app.imports.models import State
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.imports.importing import apply, checked, reasons, view
from tests.imports.workbooks import a_unit_row, a_workbook

LAST = ["Đóng đơn vị này thì phường không còn người quản trị. Giao quyền quản trị cho người ở đơn vị khác trước."]


def closing(*codes: str) -> bytes:
    return a_workbook(units=[a_unit_row(code, closed=date(2027, 6, 30)) for code in codes])


def test_the_unit_of_the_only_admin_is_not_closed(ward: Unit, unit: Unit):
    factories.a_person(unit, Role.ADMIN)

    assert reasons(ward, closing("TDP07")) == {2: LAST}


def test_nor_are_the_units_of_all_admins_at_once(ward: Unit, unit: Unit):
    factories.a_person(unit, Role.ADMIN)
    factories.a_person(factories.a_unit(ward, code="TDP08"), Role.ADMIN)
    factories.a_unit(ward, code="TDP09")

    assert reasons(ward, closing("TDP07", "TDP09")) == {}
    assert reasons(ward, closing("TDP07", "TDP08", "TDP09")) == {2: LAST, 3: LAST}


def test_only_an_admin_who_stays_counts(ward: Unit, unit: Unit):
    other = factories.a_ward("00001", "Phường Khác")
    shut = factories.a_unit(ward, code="TDP08", closed_on=date(2027, 1, 1))
    units = (unit, unit, ward, ward, other, shut)
    first, second, locked, gone, _, _ = (factories.a_person(each, Role.ADMIN) for each in units)
    db.session.query(Person).filter_by(id=locked.id).update({"disabled_at": clock.now()})
    db.session.query(Membership).filter_by(person_id=gone.id).update({"ended_on": clock.today()})
    db.session.commit()

    assert first.id != second.id
    assert reasons(ward, closing("TDP07", "TDP08")) == {2: LAST}


def test_a_ward_without_an_admin_closes_what_it_likes(ward: Unit, unit: Unit):
    factories.a_person(unit)

    assert reasons(ward, closing("TDP07")) == {}


def test_who_became_the_last_since_the_dry_run_stops_it(ward: Unit, unit: Unit):
    factories.a_person(unit, Role.ADMIN)
    other = factories.a_person(ward, Role.ADMIN)
    number = checked(ward, closing("TDP07"))
    db.session.query(Person).filter_by(id=other.id).update({"disabled_at": clock.now()})
    db.session.commit()

    apply(ward, number)

    found = view(ward, number)
    assert (found.state, found.result["again"]) == (State.CHECKED, True)
    assert [row.notes for row in found.rows(1)] == [LAST]
    assert factories.unit_with("TDP07").closed_on is None
