"""What the ward's overview says of feedback: threads raised in a period by unit, and those that wait for the ward now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, func, literal_column, null, select, union_all

from app.database import read
from app.feedback.filters import STATES, Tab
from app.feedback.models import Feedback
from app.feedback.visibility import IS_LATE, HandlerUnit
from app.periods.calendar import Period


class WardThreads(NamedTuple):
    """raised: by unit id, of the period, of which answered at least once. The others: now, whenever raised.

    waiting, in_progress: as the inbox's tabs count them; overdue: of both, those the ward is late with.
    """

    raised: dict[int, int]
    answered: int
    waiting: int
    in_progress: int
    overdue: int

    @property
    def total(self) -> int:
        return sum(self.raised.values())


def _number(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _in(tab: Tab) -> Any:
    return _number(Feedback.state.in_([literal_column(repr(state.value)) for state in STATES[tab]]))


_RAISED = (
    select(Feedback.unit_id, func.count(), func.count(Feedback.answer_time), null())
    .where(Feedback.ward_id == bindparam("ward"), Feedback.raised_on.between(bindparam("first"), bindparam("last")))
    .group_by(Feedback.unit_id)
)
_NOW = (
    select(null(), _in(Tab.WAITING), _in(Tab.IN_PROGRESS), _number(IS_LATE))
    .select_from(Feedback)
    .outerjoin(HandlerUnit, HandlerUnit.id == Feedback.handler_id)
    .where(Feedback.ward_id == bindparam("ward"), Feedback.due_at.is_not(None))
)
_THREADS = union_all(_RAISED, _NOW)


def threads_of_ward(ward_id: int, period: Period, now: datetime, asked_kinds: Sequence[str]) -> WardThreads:
    """One query. asked_kinds: of units that are asked, not ordered, and so never late."""
    values = {"ward": ward_id, "first": period.first_on, "last": period.last_on, "now": now, "asked": asked_kinds}
    rows = read(_THREADS, values).all()
    units = [row for row in rows if row[0] is not None]
    now_open = next(row[1:] for row in rows if row[0] is None)
    return WardThreads({row[0]: row[1] for row in units}, sum(row[2] for row in units), *map(int, now_open))
