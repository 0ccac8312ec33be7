"""The figures of feedback in a period: how many, how fast, how they ended, by category, unit kind and handler.

A thread belongs to the period it was raised in. Being late is said of the ward, never of a unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select

from app.database import read
from app.feedback.choices import Rating
from app.feedback.models import Feedback
from app.feedback.visibility import IS_LATE, STATE, HandlerUnit, fence
from app.feedback.workflow import ClosedBy, State
from app.periods.calendar import Period
from app.permissions import Action, Reach
from app.scope import Scope
from app.units.models import Unit

OWN = "phong"  # the handler of what was forwarded to nobody


@dataclass(frozen=True)
class Figures:
    """Numbers of threads. answered: at least once; overdue: the ward's clock has run out and nobody was asked."""

    raised: int = 0
    received: int = 0
    received_in_time: int = 0
    answered: int = 0
    answered_in_time: int = 0
    overdue: int = 0
    closed: int = 0
    by_unit: int = 0
    by_ward: int = 0
    by_clock: int = 0
    content: int = 0
    fair: int = 0
    discontent: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True)
class Report:
    """The figures of a period, whole and in parts. median: working time to the first answer."""

    total: Figures
    median: timedelta | None = None
    by_category: dict[str, Figures] = field(default_factory=dict)
    by_unit_kind: dict[str, Figures] = field(default_factory=dict)
    by_handler: dict[str, Figures] = field(default_factory=dict)


def _number(condition: Any) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_silent = and_(Feedback.state == State.ANSWERED, Feedback.closes_at <= bindparam("now"))
_NUMBERS: dict[str, ColumnElement[int]] = {
    "raised": func.count(),
    "received": _number(Feedback.received_at.is_not(None)),
    "received_in_time": _number(Feedback.received_in_time.is_(True)),
    "answered": _number(Feedback.answer_time.is_not(None)),
    "answered_in_time": _number(Feedback.answered_in_time.is_(True)),
    "overdue": _number(IS_LATE),
    "closed": _number(STATE == State.SOLVED),
    "by_unit": _number(Feedback.closed_by == ClosedBy.UNIT),
    "by_ward": _number(Feedback.closed_by == ClosedBy.WARD),
    "by_clock": _number(or_(_silent, Feedback.closed_by == ClosedBy.CLOCK)),
    "content": _number(Feedback.rating == Rating.CONTENT),
    "fair": _number(Feedback.rating == Rating.FAIR),
    "discontent": _number(Feedback.rating == Rating.DISCONTENT),
}
_KEYS = (
    Feedback.category,
    Unit.kind.label("unit_kind"),
    func.coalesce(HandlerUnit.kind, Feedback.handler_outside, OWN).label("handler"),
)
_IN_PERIOD = Feedback.raised_on.between(bindparam("first"), bindparam("last"))


@lru_cache
def _grouped(reaches: frozenset[Reach], one_unit: bool) -> Select[*tuple[Any, ...]]:
    found = select(*_KEYS, *(number.label(name) for name, number in _NUMBERS.items()))
    found = found.join(Unit, Unit.id == Feedback.unit_id)
    found = found.outerjoin(HandlerUnit, HandlerUnit.id == Feedback.handler_id)
    return found.where(fence(reaches), _IN_PERIOD, *_unit(one_unit)).group_by(*_KEYS)


@lru_cache
def _times(reaches: frozenset[Reach], one_unit: bool) -> Select[*tuple[Any, ...]]:
    found = select(Feedback.answer_time).where(fence(reaches), _IN_PERIOD, *_unit(one_unit))
    found = found.where(Feedback.answer_time.is_not(None)).order_by(Feedback.answer_time)
    return found.limit(2).offset(bindparam("before"))


def _unit(one_unit: bool) -> list[ColumnElement[bool]]:
    return [Feedback.unit_id == bindparam("of_unit")] if one_unit else []


@dataclass(frozen=True)
class Asked:
    """Whose figures of which period. asked_kinds: of units that are asked, not ordered; unit_id: of one unit alone."""

    period: Period
    now: datetime
    asked_kinds: tuple[str, ...]
    unit_id: int | None = None


def report_of(scope: Scope, asked: Asked) -> Report:
    """The figures of what a person may see but for what was only forwarded; two queries."""
    rows = _rows(scope, asked)
    total = sum((figures for _, figures in rows), Figures())
    parts = [_added(rows, place) for place in range(len(_KEYS))]
    return Report(total, _median(scope, asked, total.answered), *parts)


def figures_of(scope: Scope, asked: Asked) -> Figures:
    """The figures alone; one query."""
    return sum((figures for _, figures in _rows(scope, asked)), Figures())


def reaches_counted(scope: Scope) -> frozenset[Reach]:
    """Whose threads count: what was only forwarded to a unit is in nobody's figures but its raiser's."""
    return scope.reaches(Action.SEE_FEEDBACK) - {Reach.FORWARDED}


def _rows(scope: Scope, asked: Asked) -> list[tuple[tuple[str, ...], Figures]]:
    statement = _grouped(reaches_counted(scope), asked.unit_id is not None)
    found = read(statement, _values(scope, asked)).all()
    return [(tuple(row[:3]), Figures(*(int(number) for number in row[3:]))) for row in found]


def _values(scope: Scope, asked: Asked) -> dict[str, Any]:
    span = {"first": asked.period.first_on, "last": asked.period.last_on, "now": asked.now}
    return span | {"ward": scope.ward_id, "unit": scope.unit_id, "of_unit": asked.unit_id, "asked": asked.asked_kinds}


def _added(rows: Sequence[tuple[tuple[str, ...], Figures]], place: int) -> dict[str, Figures]:
    """The figures by one of the keys."""
    found: dict[str, Figures] = {}
    for keys, figures in rows:
        found[keys[place]] = found.get(keys[place], Figures()) + figures
    return found


def _median(scope: Scope, asked: Asked, answered: int) -> timedelta | None:
    """The middle of the times to the first answer, of two middle ones their mean."""
    if not answered:
        return None
    values = _values(scope, asked) | {"before": (answered - 1) // 2}
    times = read(_times(reaches_counted(scope), asked.unit_id is not None), values).scalars().all()
    middle = times[:1] if answered % 2 else times
    return timedelta(seconds=sum(middle) / len(middle))
