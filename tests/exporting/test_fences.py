"""What is taken out is the own ward's, and lines to retype are too."""

from datetime import date

from flask import Flask

from app import clock
from app.database import let_go
from app.exporting.entries import units_within
from app.exporting.retyping import Line, keep_lines, mark_of, own_lines
from app.exporting.runs import ask_for, export_of, exports_of
from app.exporting.wanted import Bounds, Wanted
from app.extensions import db
from app.periods.calendar import period
from app.permissions import Role
from app.units.models import Unit
from tests import factories

DAY, TWO = date(2026, 11, 5), [Line("Một", "luot_nguoi_du"), Line("Hai", "luot_nguoi_hd")]


def far_unit() -> Unit:
    return factories.a_unit(factories.a_ward("09999", "Phường Khác"), code="XA01", name="Xóm xa")


def test_entries_of_another_ward_do_not_leave(app: Flask, unit: Unit, lines):
    far = far_unit()
    factories.an_activity(unit, held_on=DAY, note="Của mình")
    factories.an_activity(far, held_on=DAY, note="Của phường khác")

    bounds = Bounds(unit.ward_id, None)
    assert [line["Ghi chú"] for line in lines(bounds)] == ["Của mình"]
    assert [each.code for each in units_within(bounds)] == [unit.code]


def test_lines_to_retype_are_changed_for_one_ward(app: Flask, unit: Unit):
    far = far_unit()
    for ward_id in (unit.ward_id, far.ward_id):
        keep_lines(ward_id, TWO, seen=mark_of([]))

    keep_lines(unit.ward_id, TWO[:1], seen=mark_of(TWO))

    let_go()
    assert (own_lines(unit.ward_id), own_lines(far.ward_id)) == (TWO[:1], TWO)


def test_a_file_of_another_ward_is_not_found_by_who_asked_for_it_there(app: Flask, unit: Unit):
    """Somebody may work for two wards: what he takes out of one is not shown in the other."""
    far, person = far_unit(), factories.a_person(unit, Role.REVIEWER)
    wanted, there = Wanted(period("2026-11")), Bounds(far.ward_id, None)
    number = ask_for(there, wanted, 1, by_id=person.id, now=clock.now())
    here, away = (factories.a_scope(each, Role.REVIEWER, person) for each in (unit, far))
    db.session.rollback()

    assert exports_of(here, Bounds(unit.ward_id, None), clock.now()) == []
    assert export_of(here, Bounds(unit.ward_id, None), number, clock.now()) is None
    assert [each.number for each in exports_of(away, there, clock.now())] == [number]
