"""Every step with an entry, in every status, by the unit and by the ward; what it keeps and what counts afterwards."""

from datetime import date

import pytest
from flask import Flask

from app import clock
from app.activities.changing import NotNow, NotThere, NotYours, PeriodClosed, Stale, Wish, change_activity
from app.activities.content import from_text
from app.activities.entry import Entry
from app.activities.models import Activity, Change, Measurement, Supplement
from app.activities.workflow import Party, Status, Step, counts
from app.extensions import db
from app.periods.models import Closure
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories

DAY = date(2026, 11, 10)
# step → the statuses it may start from, and where it leads; typed by hand from product.md, rules 4 and 6
ALLOWED = {
    Step.CORRECT: {"nhap": "da_gui", "da_gui": "da_gui", "tra_lai": "da_gui", "da_xac_nhan": "da_gui"},
    Step.WITHDRAW: dict.fromkeys(("nhap", "da_gui", "tra_lai", "da_xac_nhan"), "da_huy"),
    Step.RESTORE: {"da_huy": "da_gui"},
    Step.RETURN: {"da_gui": "tra_lai", "da_xac_nhan": "tra_lai"},
    Step.CONFIRM: {"da_gui": "da_xac_nhan"},
    Step.UNCONFIRM: {"da_xac_nhan": "da_gui"},
}
WARDS = {Step.RETURN, Step.CONFIRM, Step.UNCONFIRM}
OTHER = Entry("hop_tdp", DAY, {"luot_nguoi_du": 30})


def an_entry(unit: Unit, status: str = "da_gui") -> Activity:
    row = factories.an_activity(unit, held_on=DAY)
    row.status = status
    db.session.query(Measurement).filter_by(activity_id=row.id).update({"counts": counts(Status(status), None)})
    db.session.commit()
    return row


def someone(unit: Unit, party: Party) -> Scope:
    return factories.a_scope(unit, Role.REPORTER if party is Party.UNIT else Role.REVIEWER)


def taken(row: Activity, step: Step, by: Scope, **more: object) -> str:
    """Takes a step on what is there now; the status afterwards, or what refused it."""
    db.session.rollback()
    wish = Wish(step, row.version, entry=OTHER if step is Step.CORRECT else None, **more)  # type: ignore[arg-type]
    try:
        change_activity(row.id, wish, by=by, now=clock.now())
    except (NotNow, NotYours, PeriodClosed) as refused:
        return type(refused).__name__
    return str(db.session.get_one(Activity, row.id).status)


@pytest.mark.parametrize("step", ALLOWED)
@pytest.mark.parametrize("party", Party)
def test_every_step_leads_where_the_table_says(app: Flask, unit: Unit, step: Step, party: Party):
    by, expected = someone(unit, party), {}
    for status in Status:
        expected[status] = ALLOWED[step].get(status, "NotNow")
        if party is Party.UNIT and step in WARDS:
            expected[status] = "NotYours"

    assert {status: taken(an_entry(unit, status), step, by) for status in Status} == expected


@pytest.mark.parametrize("status", ["nhap", "da_gui", "tra_lai", "da_xac_nhan"])
def test_what_was_withdrawn_comes_back_as_it_was_but_never_confirmed(app: Flask, unit: Unit, status: str):
    row, by = an_entry(unit, status), someone(unit, Party.UNIT)

    taken(row, Step.WITHDRAW, by)

    assert taken(row, Step.RESTORE, by) == {"da_xac_nhan": "da_gui"}.get(status, status)


def test_a_correction_is_kept_with_both_versions(app: Flask, unit: Unit):
    row, by = an_entry(unit, "da_xac_nhan"), someone(unit, Party.UNIT)

    taken(row, Step.CORRECT, by)

    kept = db.session.query(Change).one()
    assert (kept.version, kept.by_id, kept.was, kept.party) == (2, by.person_id, "da_xac_nhan", "unit")
    assert from_text(kept.before).figures == {"luot_nguoi_du": 45}
    assert from_text(kept.after) == OTHER
    figures = {m.measure: (m.value, m.counts) for m in db.session.query(Measurement)}
    assert figures == {"luot_nguoi_du": (30, True), "so_hoat_dong": (1, True)}


def test_who_has_not_seen_the_last_change_changes_nothing(app: Flask, unit: Unit):
    row, by = an_entry(unit), someone(unit, Party.UNIT)
    taken(row, Step.CORRECT, by)

    with pytest.raises(Stale):
        change_activity(row.id, Wish(Step.WITHDRAW, seen=1), by=by, now=clock.now())

    assert db.session.get_one(Activity, row.id).status == "da_gui"


def test_the_same_step_sent_twice_is_taken_once(app: Flask, unit: Unit):
    row, by = an_entry(unit), someone(unit, Party.UNIT)

    for _ in range(2):
        change_activity(row.id, Wish(Step.CORRECT, 1, entry=OTHER), by=by, now=clock.now())

    assert db.session.query(Change).count() == 1


def test_another_units_and_another_wards_entry_are_not_there(app: Flask, unit: Unit):
    row = an_entry(unit)
    elsewhere = factories.a_unit(factories.a_ward("00002"))
    strangers = [
        factories.a_scope(factories.a_unit(db.session.get_one(Unit, unit.ward_id))),
        factories.a_scope(elsewhere, Role.REVIEWER),
    ]
    for stranger in strangers:
        with pytest.raises(NotThere):
            change_activity(row.id, Wish(Step.WITHDRAW, 1), by=stranger, now=clock.now())


def closed(unit: Unit) -> Closure:
    closure = Closure(ward_id=unit.ward_id, period="2026-11", kind="month", figures="{}", reason="")
    closure.first_on, closure.last_on, closure.closed_at = date(2026, 10, 15), date(2026, 11, 14), clock.now()
    db.session.add(closure)
    db.session.commit()
    return closure


@pytest.mark.parametrize("step", [Step.CORRECT, Step.WITHDRAW])
def test_a_closed_period_is_changed_by_the_ward_alone_and_marked(app: Flask, unit: Unit, step: Step):
    row = an_entry(unit)
    closure = closed(unit)

    assert taken(row, step, someone(unit, Party.UNIT)) == "PeriodClosed"
    assert taken(row, step, someone(unit, Party.WARD)) == ALLOWED[step]["da_gui"]

    assert [(s.closure_id, s.activity_id) for s in db.session.query(Supplement)] == [(closure.id, row.id)]


@pytest.mark.parametrize("status", ["nhap", "tra_lai"])
def test_what_a_closing_did_not_hold_is_still_mended_by_the_unit(app: Flask, unit: Unit, status: str):
    row = an_entry(unit, status)
    closed(unit)

    assert taken(row, Step.CORRECT, someone(unit, Party.UNIT)) == "da_gui"

    assert db.session.query(Supplement).count() == 1


def test_a_new_entry_of_a_closed_period_is_taken_and_marked(app: Flask, unit: Unit):
    closure = closed(unit)

    inside = factories.an_activity(unit, held_on=DAY)
    factories.an_activity(unit, held_on=date(2026, 11, 15))

    assert [(s.closure_id, s.activity_id) for s in db.session.query(Supplement)] == [(closure.id, inside.id)]


def test_what_repeated_a_withdrawn_entry_counts_again(app: Flask, unit: Unit):
    first, second = an_entry(unit), an_entry(unit)
    factories.mark_duplicate(second.id, of=first.id)

    taken(first, Step.WITHDRAW, someone(unit, Party.UNIT))

    counted = {m.activity_id for m in db.session.query(Measurement).filter_by(counts=True)}
    assert counted == {second.id}
