"""Bổ sung sau khi chốt số liệu: what came after a closing, what became of it, and which report carries it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask

from app.activities.changing import Wish, change_activity
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.models import Activity
from app.activities.supplements import SupplementView, count_of, supplements_of, supplements_since
from app.activities.workflow import Step
from app.closing.taking import differences, ward_now
from app.extensions import db
from app.periods.calendar import period
from app.permissions import Role
from app.plan import Plan
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing, frozen, noon, reopened
from tests.page import PageClient

DAY = date(2026, 11, 10)
BEFORE, LATER = noon("2026-11-10"), noon("2026-11-20")
Log = Callable[..., int]


@pytest.fixture
def log(unit: Unit) -> Log:
    """Logs an entry of the unit at an instant, with so many attending; its number."""

    def put(attending: int, at: datetime = BEFORE, on: date = DAY, by: Scope | None = None) -> int:
        entry = Entry("hop_tdp", on, {"luot_nguoi_du": attending})
        key = f"{attending:036d}"
        receipt = log_activities([entry], key=key, by=by or factories.a_scope(unit), now=at)
        return db.session.query(Activity.id).filter_by(submission_id=receipt.number).scalar()

    return put


def step(number: int, by: Scope, step: Step, at: datetime = LATER, **more: object) -> None:
    db.session.rollback()
    seen = db.session.get_one(Activity, number).version
    change_activity(number, Wish(step, seen, **more), by=by, now=at)  # type: ignore[arg-type]


def after(scope: Scope, closure: int, plan: Plan) -> dict[int, SupplementView]:
    db.session.rollback()
    return {each.number: each for each in supplements_of(scope, closure, plan)[0]}


def test_what_came_and_what_was_changed_is_told_apart(app: Flask, ward: Unit, officer: Scope, log: Log, plan: Plan):
    kept, corrected, withdrawn = (log(figure) for figure in (10, 20, 30))
    closure = a_closing(ward)
    new = log(40, LATER)
    step(corrected, officer, Step.CORRECT, entry=Entry("hop_tdp", DAY, {"luot_nguoi_du": 25}))
    step(corrected, officer, Step.CORRECT, entry=Entry("hop_tdp", DAY, {"luot_nguoi_du": 26}))
    step(withdrawn, officer, Step.WITHDRAW)

    found = after(officer, closure, plan)

    assert set(found) == {corrected, withdrawn, new}
    assert found[new].is_new
    assert [tuple(each) for each in found[corrected].changed] == [("Số lượt người dự", "20", "26")]
    assert found[withdrawn].steps == (Step.WITHDRAW,)
    assert kept not in found


def test_the_receipt_of_what_came_later_says_so(app: Flask, ward: Unit, unit: Unit, log: Log):
    client = PageClient(app).signed_in_as(factories.a_person(unit))
    before = db.session.get_one(Activity, log(40)).submission_id
    a_closing(ward)
    after = db.session.get_one(Activity, log(50, at=LATER)).submission_id

    said = [client.get(f"/nhat-ky/phieu/{number}").main.get_text() for number in (before, after)]

    assert ["bổ sung sau khi chốt số liệu" in each for each in said] == [False, True]


def test_what_had_been_done_before_the_closing_is_not_told(
    app: Flask, ward: Unit, officer: Scope, log: Log, plan: Plan
):
    number = log(20)
    step(number, officer, Step.CORRECT, noon("2026-11-11"), entry=Entry("hop_tdp", DAY, {"luot_nguoi_du": 21}))
    closure = a_closing(ward)
    step(number, officer, Step.RETURN, reason="Xem lại.")

    found = after(officer, closure, plan)[number]

    assert (found.steps, found.changed, found.is_new) == ((Step.RETURN,), (), False)


def test_an_entry_moved_out_of_a_closed_month_is_marked_there(
    app: Flask, ward: Unit, officer: Scope, log: Log, plan: Plan
):
    number = log(20)
    closure = a_closing(ward)

    step(number, officer, Step.CORRECT, entry=Entry("hop_tdp", date(2026, 11, 16), {"luot_nguoi_du": 20}))

    assert [each.label for each in after(officer, closure, plan)[number].changed] == ["Ngày hoạt động"]


def test_what_counts_again_because_another_was_withdrawn_is_marked_too(
    app: Flask, ward: Unit, unit: Unit, officer: Scope, log: Log, plan: Plan
):
    repeated, original = log(20), log(21, on=date(2026, 11, 15))
    factories.mark_duplicate(repeated, of=original)
    closure = a_closing(ward)

    step(original, factories.a_scope(unit), Step.WITHDRAW)

    assert set(after(officer, closure, plan)) == {repeated}


def test_the_difference_of_figures_is_what_the_marked_entries_make(
    app: Flask, ward: Unit, officer: Scope, log: Log, plan: Plan
):
    log(20)
    kept = frozen(a_closing(ward))
    log(40, LATER)

    found = differences(kept, kept.total, ward_now(officer.ward_id, period("2026-11"), plan), plan)

    assert [(each.measure, each.frozen, each.now, each.by) for each in found] == [
        ("so_hoat_dong", 1, 2, 1),
        ("luot_nguoi_du", 20, 60, 40),
    ]


def test_a_units_people_see_their_own_and_another_ward_nothing(
    app: Flask, ward: Unit, unit: Unit, officer: Scope, log: Log, plan: Plan
):
    neighbour = factories.a_unit(ward)
    closure = a_closing(ward)
    log(20, LATER)
    log(21, LATER, by=factories.a_scope(neighbour))
    elsewhere = factories.a_unit(factories.a_ward("00002"), kind="phong_vhxh")

    seen = {who: len(after(who, closure, plan)) for who in (officer, factories.a_scope(unit))}
    stranger = factories.a_scope(elsewhere, Role.REVIEWER)

    assert list(seen.values()) == [2, 1]
    assert after(stranger, closure, plan) == {}
    assert (count_of(officer, closure), count_of(stranger, closure)) == (2, 0)


@pytest.mark.parametrize(
    ("came", "report"),
    [("2026-11-20", "2026-12"), ("2026-12-14", "2026-12"), ("2026-12-15", "2027-01"), ("2027-03-01", "2027-03")],
)
def test_what_came_later_is_carried_by_the_report_of_the_period_it_came_in(
    ward: Unit, officer: Scope, log: Log, plan: Plan, came: str, report: str
):
    a_closing(ward)
    number = log(20, noon(came))

    found = {
        id: [each.number for each in supplements_since(officer, period(id), plan)[0]]
        for id in ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03")
    }

    assert {id for id, numbers in found.items() if numbers == [number]} == {report}


def test_the_year_that_holds_the_closed_month_carries_nothing_and_a_reopened_one_neither(
    app: Flask, ward: Unit, officer: Scope, log: Log, plan: Plan
):
    closure = a_closing(ward)
    log(20, LATER)

    assert supplements_since(officer, period("2026"), plan) == ([], False)

    reopened(ward, closure)
    assert supplements_since(officer, period("2026-12"), plan) == ([], False)


def test_what_a_report_carried_stays_in_it_and_a_later_change_is_carried_as_a_change(
    app: Flask, ward: Unit, officer: Scope, log: Log, plan: Plan
):
    closure = a_closing(ward)
    number = log(20, LATER)
    step(number, officer, Step.CORRECT, noon("2026-12-20"), entry=Entry("hop_tdp", DAY, {"luot_nguoi_du": 25}))

    db.session.rollback()
    [december], [january] = (supplements_since(officer, period(id), plan)[0] for id in ("2026-12", "2027-01"))

    assert (december.number, december.is_new, december.at, december.changed) == (number, True, LATER, ())
    assert (january.number, january.is_new) == (number, False)
    assert [tuple(each) for each in january.changed] == [("Số lượt người dự", "20", "25")]
    assert (len(after(officer, closure, plan)), count_of(officer, closure)) == (1, 1)
