"""Officers and a unit with the same entries at the same instant: one outcome each, and no version lost."""

from collections.abc import Callable
from datetime import date

from flask import Flask

from app import clock
from app.activities.changing import NotNow, Stale, Wish, change_activity, confirm_activities
from app.activities.duplicates import WrongDuplicate
from app.activities.entry import Entry
from app.activities.models import Activity, Change
from app.activities.storing import stored_entry
from app.activities.workflow import Status, Step
from app.extensions import db
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.together import at_once

DAY = date(2026, 11, 10)
ENTRIES = 6
ROUNDS = 10


def confirming(seen: dict[int, int], by: Scope) -> Callable[[], list[int]]:
    return lambda: confirm_activities(seen, by=by, now=clock.now())


def correcting(number: int, figure: int, by: Scope) -> Callable[[], str]:
    entry = Entry("hop_tdp", DAY, {"luot_nguoi_du": figure})

    def correct() -> str:
        try:
            change_activity(number, Wish(Step.CORRECT, 1, entry=entry), by=by, now=clock.now())
        except Stale:
            return "stale"
        return "corrected"

    return correct


def test_two_officers_confirm_while_the_unit_corrects(app: Flask, ward: Unit, unit: Unit):
    numbers = [factories.an_activity(unit, held_on=DAY).id for _ in range(ENTRIES)]
    desk = factories.a_unit(ward, kind="phong_vhxh")
    officers = [factories.a_scope(desk, Role.REVIEWER) for _ in range(2)]
    tasks = [confirming(dict.fromkeys(numbers, 1), each) for each in officers]
    tasks += [correcting(each, 30 + each, factories.a_scope(unit)) for each in numbers]

    found = at_once(app, tasks)

    confirmed = [number for done in found[:2] for number in done]
    corrected = [number for number, each in zip(numbers, found[2:], strict=True) if each == "corrected"]
    assert sorted(confirmed + corrected) == sorted(numbers)
    for number in numbers:
        outcome_of(number, confirmed=number in confirmed)


def outcome_of(number: int, *, confirmed: bool) -> None:
    """One step was taken with the entry and kept, and what is stored is what it says."""
    row, (change,) = db.session.get_one(Activity, number), db.session.query(Change).filter_by(activity_id=number)
    assert (row.version, change.version) == (2, 2)
    assert row.status == (Status.CONFIRMED if confirmed else Status.SENT)
    assert change.step == (Step.CONFIRM if confirmed else Step.CORRECT)
    assert stored_entry(db.session, row).figures == {"luot_nguoi_du": 45 if confirmed else 30 + number}


def stepping(number: int, wish: Wish, by: Scope) -> Callable[[], str]:
    def step() -> str:
        try:
            change_activity(number, wish, by=by, now=clock.now())
        except (Stale, NotNow, WrongDuplicate):
            return "refused"
        return "done"

    return step


def test_an_entry_is_withdrawn_while_others_mark_what_repeats_it(app: Flask, unit: Unit):
    for _ in range(ROUNDS):
        first, second = (factories.an_activity(unit, held_on=DAY).id for _ in range(2))
        factories.mark_duplicate(first, of=second)
        again = Wish(Step.MARK_DUPLICATE, 2, duplicate_of=second)
        tasks = [stepping(first, again, factories.a_scope(unit)) for _ in range(3)]

        at_once(app, [*tasks, stepping(second, Wish(Step.WITHDRAW, 1), factories.a_scope(unit))])

        assert db.session.get_one(Activity, second).status == Status.WITHDRAWN
        assert db.session.get_one(Activity, first).duplicate_of_id is None


def test_of_eight_who_correct_one_entry_at_once_one_does(app: Flask, unit: Unit):
    number = factories.an_activity(unit, held_on=DAY).id
    people = [factories.a_scope(unit) for _ in range(8)]

    found = at_once(app, [correcting(number, 30 + place, by) for place, by in enumerate(people)])

    row = db.session.get_one(Activity, number)
    assert sorted(found) == ["corrected"] + ["stale"] * 7
    assert stored_entry(db.session, row).figures == {"luot_nguoi_du": 30 + found.index("corrected")}
    assert row.version == 2
