"""Two units of a ward, four people, and months that close and open: what they may do at random, and what must become of it."""

import os
from datetime import date, datetime, timedelta

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)
from sqlalchemy import select

from app.activities.changing import NotNow, NotThere, NotYours, PeriodClosed, Stale, Wish, change_activity
from app.activities.duplicates import WrongDuplicate
from app.activities.entry import Entry
from app.activities.workflow import Step
from app.clock import HANOI
from app.closing.taking import snapshot_of
from app.extensions import db
from app.periods.calendar import Period, between, period
from app.periods.commands import Closed, close_period, reopen_period
from app.periods.models import Closure
from app.periods.snapshot import as_text
from app.permissions import Role
from app.plan import read_plan
from app.scope import CONSOLE
from app.status.updating import Expected
from app.units.models import Unit
from tests import factories
from tests.activities.expecting import Kept, expected_status
from tests.page import PageClient

MONTHS = [period("2026-10"), period("2026-11")]
DAYS = [date(2026, 9, 15), date(2026, 10, 14), date(2026, 10, 15), date(2026, 11, 14), date(2026, 11, 15)]
SPAN = between(DAYS[0], DAYS[-1])
PLAN = read_plan()
PEOPLE = ("one", "colleague", "other", "officer")
REFUSED = (NotNow, NotThere, NotYours, PeriodClosed, Stale, WrongDuplicate)


class Lives(RuleBasedStateMachine):
    """Two units of a ward, four people, and months that close and open."""

    app: Flask

    @initialize()
    def begin(self) -> None:
        db.session.rollback()
        ward = factories.a_ward(f"W{os.urandom(6).hex()}")
        units = [factories.a_unit(ward, code=os.urandom(6).hex()) for _ in range(2)]
        homes = {"one": units[0], "colleague": units[0], "other": units[1], "officer": ward}
        held = {
            name: factories.a_person(at, Role.REVIEWER if at is ward else Role.REPORTER) for name, at in homes.items()
        }
        self.people = {
            name: factories.a_scope(at, Role.REVIEWER if at is ward else Role.REPORTER, held[name])
            for name, at in homes.items()
        }
        self.browser = PageClient(self.app).signed_in_as(held["officer"])
        self.ward_id, self.codes = ward.id, {unit.id: unit.code for unit in units}
        self.at = datetime(2026, 12, 20, 9, tzinfo=HANOI)
        self.begin_books()

    def begin_books(self) -> None:
        self.kept: dict[int, Kept] = {}
        self.snapshots: dict[int, str] = {}
        self.marked: set[tuple[int, int]] = set()

    def closed(self, day: date) -> int | None:
        """The closing in effect that holds a day."""
        db.session.rollback()
        found = select(Closure.id).where(
            Closure.ward_id == self.ward_id,
            Closure.reopened_at.is_(None),
            Closure.first_on <= day,
            Closure.last_on >= day,
        )
        return db.session.scalar(found)

    def mark(self, number: int, *days: date) -> None:
        self.marked |= {(closure, number) for day in days if (closure := self.closed(day))}

    @rule(name=st.sampled_from(PEOPLE[:3]), day=st.sampled_from(DAYS), attended=st.integers(0, 500))
    def somebody_logs(self, name: str, day: date, attended: int) -> None:
        self.at += timedelta(minutes=1)
        by = self.people[name]
        unit = db.session.get_one(Unit, by.unit_id)
        row = factories.an_activity(unit, held_on=day, figures={"luot_nguoi_du": attended})
        self.kept[row.id] = Kept(by.unit_id, day, attended)
        self.logged(row.id)

    def logged(self, number: int) -> None:
        """An entry was logged, and stands in the books."""
        self.mark(number, self.kept[number].day)

    @precondition(lambda self: self.kept)
    @rule(
        name=st.sampled_from(PEOPLE), step=st.sampled_from(Step), which=st.integers(0, 60), other=st.integers(0, 60),
        day=st.sampled_from(DAYS), attended=st.integers(0, 500), stale=st.booleans(),
    )  # fmt: skip
    def somebody_changes(self, step: Step, day: date, attended: int, **how: object) -> None:
        number, repeated = (sorted(self.kept)[int(str(how[key])) % len(self.kept)] for key in ("which", "other"))
        by, kept = self.people[str(how["name"])], self.kept[number]
        wish = Wish(step, kept.version - int(bool(how["stale"])), reason="Lý do.")
        if step is Step.CORRECT:
            wish = Wish(step, wish.seen, entry=Entry("hop_tdp", day, {"luot_nguoi_du": attended}))
        if step is Step.MARK_DUPLICATE:
            wish = Wish(step, wish.seen, duplicate_of=repeated)
        self.at += timedelta(minutes=1)
        frozen = self.closed(kept.day) is not None
        allowed = expected_status(self.kept, number, wish, by, frozen=frozen)
        try:
            change_activity(number, wish, by=by, now=self.at)
        except REFUSED:
            assert allowed is None or how["stale"]
            return
        if how["stale"]:  # taken as a second tap of the very step that was taken last: nothing may have changed
            return
        assert allowed is not None
        self.remember(number, wish, allowed)

    def remember(self, number: int, wish: Wish, status: str) -> None:
        """What the step did, in the test's own books."""
        kept = self.kept[number]
        if wish.step not in {Step.CONFIRM, Step.UNCONFIRM}:
            self.mark(number, kept.day, wish.entry.held_on if wish.entry else kept.day)
        kept.before, kept.status, kept.version = kept.status, status, kept.version + 1
        if wish.step is Step.WITHDRAW:
            self.release(number)
        if wish.entry is not None:
            kept.day, kept.attended = wish.entry.held_on, wish.entry.figures["luot_nguoi_du"]
        if wish.step in {Step.MARK_DUPLICATE, Step.UNMARK_DUPLICATE}:
            kept.duplicate_of = wish.duplicate_of

    def release(self, number: int) -> None:
        """What repeated a withdrawn entry counts again."""
        for repeated, other in self.kept.items():
            if other.duplicate_of == number:
                other.duplicate_of, other.version = None, other.version + 1
                self.mark(repeated, other.day)

    @rule(month=st.sampled_from(MONTHS))
    def the_officer_closes(self, month: Period) -> None:
        self.at += timedelta(minutes=1)
        expected = Expected(month, month.last_on, frozenset({"tdp"}), (month,))
        try:
            number = close_period(
                self.ward_id,
                month,
                due_on=month.last_on,
                take=lambda: as_text(snapshot_of(self.ward_id, expected, PLAN)),
                by=CONSOLE,
                now=self.at,
            )
        except Closed:
            return
        db.session.rollback()
        self.snapshots[number] = db.session.get_one(Closure, number).figures

    @rule(day=st.sampled_from(DAYS))
    def the_officer_reopens(self, day: date) -> None:
        if number := self.closed(day):
            reopen_period(self.ward_id, number, "Ghi nhầm.", by=CONSOLE, now=self.at)
