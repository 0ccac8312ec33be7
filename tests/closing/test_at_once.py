"""Closing while others write, on both databases: each entry is in the snapshot or marked, never neither, never both."""

from collections.abc import Callable
from datetime import date
from threading import Event
from time import sleep
from uuid import uuid4

from flask import Flask

from app import clock
from app.activities.changing import Wish, change_activity
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.models import Activity, Measurement, Supplement
from app.activities.workflow import Step
from app.extensions import db
from app.periods.calendar import period
from app.periods.commands import Closed, NotClosed, close_period, reopen_period
from app.periods.models import Closure
from app.scope import Actor, Scope
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing, frozen, taken
from tests.together import at_once

THREADS, EACH = 8, 3
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")


def closing(ward_id: int, id: str, after: Event | None = None) -> Callable[[], int]:
    """Closes a month, once the first of the others is done where they are waited for."""
    of, by = period(id), Actor(None, "test", ward_id)

    def close() -> int:
        if after is not None:
            after.wait(30)
        return close_period(ward_id, of, due_on=of.last_on, take=lambda: taken(ward_id, of), by=by, now=clock.now())

    return close


def logging(by: Scope, on: date, powers: range, begun: Event) -> Callable[[], None]:
    """Logs an entry after the other, each with a power of two as its figure: a sum says which it is made of."""

    def log() -> None:
        for power in powers:
            entry = Entry("hop_tdp", on, {"luot_nguoi_du": 2**power})
            log_activities([entry], key=str(uuid4()), by=by, now=clock.now())
            begun.set()
            sleep(0.002)  # else who has the lock may keep it to the end, and nothing comes later

    return log


def held_by(number: int) -> set[int]:
    """The figures a closing's sum is made of."""
    total = frozen(number).total.get("luot_nguoi_du", 0)
    return {2**power for power in range(THREADS * EACH) if total & 2**power}


def marked(number: int) -> set[int]:
    found = db.session.query(Measurement.value).filter_by(measure="luot_nguoi_du")
    return {row[0] for row in found.join(Supplement, Supplement.activity_id == Measurement.activity_id).filter_by(closure_id=number)}  # fmt: skip


def test_every_entry_is_in_the_snapshot_or_marked_and_never_both(app: Flask, ward: Unit):
    ward_id, came_later = ward.id, 0
    leaders = [factories.a_scope(factories.a_unit(ward)) for _ in range(THREADS)]
    for id in MONTHS:
        on, begun = period(id).last_on, Event()
        tasks = [logging(by, on, range(n * EACH, (n + 1) * EACH), begun) for n, by in enumerate(leaders)]

        number = at_once(app, [*tasks, closing(ward_id, id, begun)])[-1]

        inside, after = held_by(number), marked(number)
        assert inside
        assert inside | after == {2**power for power in range(THREADS * EACH)}
        assert inside.isdisjoint(after)
        came_later += len(after)
    assert came_later


def test_every_withdrawal_is_before_the_snapshot_or_marked(app: Flask, ward: Unit, unit: Unit, officer: Scope):
    for id in MONTHS[:4]:
        on = period(id).last_on
        rows = {n: factories.an_activity(unit, held_on=on, figures={"luot_nguoi_du": 2**n}).id for n in range(THREADS)}

        def withdrawing(number: int) -> Callable[[], None]:
            return lambda: change_activity(number, Wish(Step.WITHDRAW, 1), by=officer, now=clock.now())

        number = at_once(app, [*map(withdrawing, rows.values()), closing(ward_id_of(unit), id)])[-1]

        assert held_by(number) == marked(number)
        assert db.session.query(Activity).filter_by(status="da_huy", held_on=on).count() == THREADS


def ward_id_of(unit: Unit) -> int:
    return db.session.get_one(Unit, unit.id).ward_id


def test_of_eight_officers_who_close_at_once_one_does_and_seven_are_told(app: Flask, ward: Unit):
    found = at_once(app, [closing(ward.id, "2026-01")] * THREADS, Closed)

    numbers = {each for each in found if isinstance(each, int)}
    assert len(numbers) == db.session.query(Closure).count() == 1
    assert {each.number for each in found if isinstance(each, Closed)} == numbers


def test_of_eight_who_reopen_at_once_one_reason_is_kept(app: Flask, ward: Unit):
    number, ward_id = a_closing(ward, "2026-01"), ward.id

    def reopening(reason: str) -> Callable[[], None]:
        return lambda: reopen_period(ward_id, number, reason, by=Actor(None, "test", ward_id), now=clock.now())

    found = at_once(app, [reopening(f"Lý do {n}") for n in range(THREADS)], NotClosed)

    assert [each for each in found if each is None] == [None]
    assert db.session.get_one(Closure, number).reason == f"Lý do {found.index(None)}"
