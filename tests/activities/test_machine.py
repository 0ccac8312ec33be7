"""A long random life of entries: whatever people do, the totals on the page, on the console and of the raw rows agree.

300 steps in the suite; `make nightly` takes 10 000 and more (NIGHTLY=1).
"""

import os
from datetime import date, datetime, timedelta

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from app.activities.changing import NotNow, NotThere, NotYours, PeriodClosed, Stale, Wish, change_activity
from app.activities.duplicates import WrongDuplicate
from app.activities.entry import Entry
from app.activities.models import Activity, Change, Measurement, Supplement
from app.activities.workflow import Step
from app.clock import HANOI
from app.closing.taking import snapshot_of
from app.database import let_go
from app.extensions import db
from app.periods.calendar import Period, between, period
from app.periods.commands import Closed, close_period, reopen_period
from app.periods.models import Closure
from app.periods.snapshot import as_text
from app.permissions import Role
from app.plan import read_plan
from app.scope import CONSOLE
from app.status.console import Group, totals_table
from app.status.updating import Expected
from app.units.models import Unit
from tests import factories
from tests.activities.expecting import Kept, expected_figures, expected_status
from tests.page import PageClient

NIGHTLY = bool(os.environ.get("NIGHTLY"))
EXAMPLES, STEPS = (250, 50) if NIGHTLY else (6, 50)
MONTHS = [period("2026-10"), period("2026-11")]
DAYS = [date(2026, 9, 15), date(2026, 10, 14), date(2026, 10, 15), date(2026, 11, 14), date(2026, 11, 15)]
SPAN = between(DAYS[0], DAYS[-1])
PLAN = read_plan()
PEOPLE = ("one", "colleague", "other", "officer")
REFUSED = (NotNow, NotThere, NotYours, PeriodClosed, Stale, WrongDuplicate)


class Entries(RuleBasedStateMachine):
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
        self.mark(row.id, day)

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
        expected = Expected(month, month.last_on, frozenset({"tdp"}))
        try:
            number = close_period(
                self.ward_id,
                month,
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

    @rule(month=st.sampled_from([*MONTHS, SPAN]))
    def the_page_says_the_same(self, month: Period) -> None:
        for unit_id, code in self.codes.items():
            page = self.browser.get("status.show_unit", code=code, ky=month.id)
            shown = {each["data-measure"]: each.get_text() for each in page.find_all(attrs={"data-measure": True})}
            figures = expected_figures(self.kept.values(), unit_id, month)
            assert shown == {measure: f"{value:,}".replace(",", ".") for measure, value in figures.items()}

    @invariant()
    def the_sums_agree(self) -> None:
        if not hasattr(self, "kept"):
            return
        db.session.rollback()
        for span in (*MONTHS, SPAN):
            table = totals_table(span, PLAN, by=Group.UNIT)["units"]
            let_go()
            for unit_id, code in self.codes.items():
                assert table[code] == expected_figures(self.kept.values(), unit_id, span)

    @invariant()
    def the_rows_agree(self) -> None:
        if not hasattr(self, "kept"):
            return
        db.session.rollback()
        raw = {}
        held = select(Activity, Measurement).join(Measurement).where(Activity.unit_id.in_(self.codes))
        for entry, figure in db.session.execute(held):
            assert figure.counts == (entry.status in {"da_gui", "da_xac_nhan"} and entry.duplicate_of_id is None)
            assert (figure.held_on, figure.unit_id, figure.type) == (entry.held_on, entry.unit_id, entry.type)
            if figure.measure == "luot_nguoi_du":
                raw[entry.id] = (entry.status, entry.version, entry.duplicate_of_id, entry.held_on, figure.value)
        books = {n: (e.status, e.version, e.duplicate_of, e.day, e.attended) for n, e in self.kept.items()}
        assert raw == books

    @invariant()
    def what_was_done_is_kept(self) -> None:
        if not hasattr(self, "kept"):
            return
        db.session.rollback()
        for number, entry in self.kept.items():
            versions = db.session.scalars(
                select(Change.version).where(Change.activity_id == number).order_by(Change.version)
            )
            assert list(versions) == list(range(2, entry.version + 1))
        frozen = {c.id: c.figures for c in db.session.query(Closure).filter_by(ward_id=self.ward_id)}
        assert frozen == self.snapshots
        marks = select(Supplement.closure_id, Supplement.activity_id).where(Supplement.activity_id.in_(self.kept))
        assert {tuple(row) for row in db.session.execute(marks)} == self.marked


def test_the_figures_hold_through_whatever_people_do(app: Flask):
    Entries.app = app
    examples = EXAMPLES // 5 if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql") else EXAMPLES
    run_state_machine_as_test(
        Entries,
        settings=settings(
            max_examples=max(examples, 1),
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
