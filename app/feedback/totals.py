"""Threads as evidence: how many a unit raised, and how many the ward's desk received, by day (duties V.8.6 and V.1.5)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, case, func, select

from app.activities.totals import Piece
from app.database import read
from app.feedback.choices import Kind
from app.feedback.models import Feedback
from app.feedback.visibility import STATE
from app.feedback.workflow import ClosedBy, State
from app.plan import Plan

RAISED, RECEIVED = "phan_anh", "xu_ly_phan_anh"  # the plan's types that are never logged by hand
MEASURE = "so_phan_anh"


class Whose(NamedTuple):
    """A unit of a kind in a ward."""

    unit_id: int
    kind: str
    ward_id: int


class Day(NamedTuple):
    """The threads a unit raised on a day: all, those answered at least once, those closed by now."""

    on: date
    raised: int
    answered: int
    closed: int


_between = Feedback.raised_on.between(bindparam("first"), bindparam("last"))
_DAYS = (
    select(
        Feedback.raised_on,
        func.count(),
        func.sum(case((Feedback.answer_time.is_not(None), 1), else_=0)),
        func.sum(case((STATE == State.SOLVED, 1), else_=0)),
    )
    .where(_between, Feedback.unit_id == bindparam("unit"))
    .group_by(Feedback.raised_on)
    .order_by(Feedback.raised_on)
)
_RECEIVED = (
    select(Feedback.raised_on, func.count())
    .where(_between, Feedback.ward_id == bindparam("ward"), Feedback.received_at.is_not(None))
    .group_by(Feedback.raised_on)
    .order_by(Feedback.raised_on)
)


def raised_by_day(unit_id: int, first: date, last: date, now: datetime) -> list[Day]:
    """The threads of a unit, the days in order; days without any are left out."""
    return [Day(*row) for row in read(_DAYS, {"unit": unit_id, "first": first, "last": last, "now": now})]


def received_by_day(of: Whose, first: date, last: date, plan: Plan) -> list[tuple[date, int]]:
    """The threads the ward's desk received, by the day they were raised on; empty for any other unit."""
    if of.kind not in plan.activity_types[RECEIVED].unit_kinds:
        return []
    return [(row[0], row[1]) for row in read(_RECEIVED, {"ward": of.ward_id, "first": first, "last": last})]


def pieces(type_id: str, measure: str, days: Iterable[tuple[date, int]], starts: Sequence[date]) -> list[Piece]:
    """Counts by day as pieces of a timeline, cut at every day of `starts` (sorted)."""
    sums: dict[date, tuple[int, date]] = {}
    for on, count in days:
        start = starts[bisect_right(starts, on) - 1]
        sums[start] = (sums.get(start, (0, on))[0] + count, on)
    return [Piece(start, type_id, measure, count, on) for start, (count, on) in sums.items()]


class Outcome(NamedTuple):
    """The threads a unit raised in some days: all, those answered, those it says were solved, and the difficulties among those."""

    raised: int
    answered: int
    solved: int
    difficulties: int


_solved = and_(Feedback.state == State.SOLVED, Feedback.closed_by == ClosedBy.UNIT)
_OUTCOME = select(
    func.count(),
    func.coalesce(func.sum(case((Feedback.answer_time.is_not(None), 1), else_=0)), 0),
    func.coalesce(func.sum(case((_solved, 1), else_=0)), 0),
    func.coalesce(func.sum(case((and_(_solved, Feedback.kind == Kind.DIFFICULTY), 1), else_=0)), 0),
).where(_between, Feedback.unit_id == bindparam("unit"))


def outcome_of(unit_id: int, first: date, last: date) -> Outcome:
    """How a unit's threads of some days ended by its own word; what was closed by the ward or by silence is not solved."""
    row = read(_OUTCOME, {"unit": unit_id, "first": first, "last": last}).one()
    return Outcome(*(int(each) for each in row))
