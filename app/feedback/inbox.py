"""The inbox of Phòng VH-XH: tabs by state with counts, what is due first on top, filters that combine."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal, or_, select, union_all

from app.clock import local
from app.database import read
from app.feedback.choices import Rating, Severity
from app.feedback.filters import BY_DUE, STATES, Due, Fact, Filters, Tab
from app.feedback.finding import bounds_of, matches, sought_words
from app.feedback.models import Feedback
from app.feedback.numbers import code
from app.feedback.visibility import STATE, HandlerUnit, bounds, fence
from app.feedback.workflow import ClosedBy, State
from app.permissions import Action, Reach
from app.scope import Scope
from app.units.models import Unit

PAGE = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread in the inbox."""

    code: str
    title: str
    category: str
    severity: Severity
    state: State
    unit_name: str
    raised_at: datetime
    last_at: datetime
    due_at: datetime | None
    handler_kind: str | None


_silent = and_(Feedback.state == State.ANSWERED, Feedback.closes_at <= bindparam("now"))
_in_ward = Feedback.ward_id == bindparam("ward")
# The closed ones, most of all there are, are what is left of the whole: counting an index is cheaper than grouping it.
_COUNTS = union_all(
    select(Feedback.state, func.count().label("threads"))
    .where(_in_ward, Feedback.state.in_([state for state in State if state.is_open and state is not State.ANSWERED]))
    .group_by(Feedback.state),
    select(literal(State.ANSWERED.value), func.count()).where(
        _in_ward, Feedback.state == State.ANSWERED, Feedback.closes_at > bindparam("now")
    ),
    select(literal(""), func.count()).where(_in_ward),
)
_ROWS = (
    select(
        Feedback.year,
        Feedback.number,
        Feedback.title,
        Feedback.category,
        Feedback.severity,
        STATE.label("state"),
        Unit.name.label("unit_name"),
        Feedback.raised_at,
        Feedback.last_at,
        Feedback.due_at,
        HandlerUnit.kind.label("handler_kind"),
    )
    .join(Unit, Unit.id == Feedback.unit_id)
    .outerjoin(HandlerUnit, HandlerUnit.id == Feedback.handler_id)
)
_TABS: dict[Tab, list[ColumnElement[bool]]] = {
    Tab.WAITING: [Feedback.due_at.is_not(None), Feedback.state.in_(STATES[Tab.WAITING])],
    Tab.IN_PROGRESS: [Feedback.due_at.is_not(None), Feedback.state.in_(STATES[Tab.IN_PROGRESS])],
    Tab.RETURNED: [Feedback.state == State.RETURNED],
    Tab.ANSWERED: [Feedback.state == State.ANSWERED, Feedback.closes_at > bindparam("now")],
    Tab.SOLVED: [STATE == State.SOLVED],
    Tab.ALL: [],
}
_own = and_(Feedback.handler_id.is_(None), Feedback.handler_outside.is_(None))
_WANTED: dict[str, ColumnElement[bool]] = {
    "unit": Unit.code == bindparam("code"),
    "unit_kind": Unit.kind == bindparam("unit_kind"),
    "category": Feedback.category == bindparam("category"),
    "own": _own,
    "handler": or_(HandlerUnit.kind == bindparam("handler"), Feedback.handler_outside == bindparam("handler")),
    Due.OVERDUE: and_(
        Feedback.due_at < bindparam("now"),
        or_(HandlerUnit.kind.is_(None), HandlerUnit.kind.not_in(bindparam("asked", expanding=True))),
    ),
    Due.TODAY: and_(Feedback.due_at >= bindparam("now"), Feedback.due_at < bindparam("tomorrow")),
    "severity": Feedback.severity == bindparam("severity"),
    ClosedBy.CLOCK: or_(_silent, Feedback.closed_by == ClosedBy.CLOCK),
    "closed_by": Feedback.closed_by == bindparam("closed_by"),
    Fact.RECEIVED: Feedback.received_at.is_not(None),
    Fact.RECEIVED_IN_TIME: Feedback.received_in_time.is_(True),
    Fact.ANSWERED: Feedback.answer_time.is_not(None),
    Fact.ANSWERED_IN_TIME: Feedback.answered_in_time.is_(True),
    Fact.CLOSED: STATE == State.SOLVED,
    Fact.CONTENT: Feedback.rating == Rating.CONTENT,
    Fact.FAIR: Feedback.rating == Rating.FAIR,
    Fact.DISCONTENT: Feedback.rating == Rating.DISCONTENT,
    "period": Feedback.raised_on.between(bindparam("first_on"), bindparam("last_on")),
}


@lru_cache(maxsize=512)
def _statement(reaches: frozenset[Reach], tab: Tab, wanted: tuple[str, ...], words: int) -> Select[*tuple[Any, ...]]:
    order = (Feedback.due_at, Feedback.id) if tab in BY_DUE else (Feedback.last_at.desc(), Feedback.id.desc())
    found = _ROWS.where(fence(reaches), *_TABS[tab], *(_WANTED[name] for name in wanted), *matches(words))
    return found.order_by(*order).limit(PAGE + 1).offset(bindparam("skipped"))


def counts_of(scope: Scope, now: datetime) -> dict[Tab, int]:
    """How many threads of the ward each tab holds, whatever is looked for."""
    found = {row.state: row.threads for row in read(_COUNTS, {"ward": scope.ward_id, "now": now})}
    whole = found.pop("")
    found[State.SOLVED.value] = whole - sum(found.values())
    return {tab: sum(found.get(state.value, 0) for state in states) for tab, states in STATES.items()}


def threads_in(
    scope: Scope, filters: Filters, now: datetime, asked_kinds: tuple[str, ...], page: int = 1
) -> tuple[list[Listed], bool]:
    """A page of the threads that are looked for; whether there are more. asked_kinds: of units that are never late.

    Of a unit's people: only what their unit raised.
    """
    words = sought_words(filters.sought)
    tomorrow = local(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    values: dict[str, Any] = bounds(scope) | bounds_of(words)
    values |= {"now": now, "tomorrow": tomorrow, "asked": list(asked_kinds)}
    values |= {"code": filters.unit, "unit_kind": filters.unit_kind, "category": filters.category}
    values |= {"handler": filters.handler, "severity": filters.severity, "closed_by": filters.closed_by}
    if filters.period:
        values |= {"first_on": filters.period.first_on, "last_on": filters.period.last_on}
    statement = _statement(
        scope.reaches(Action.SEE_FEEDBACK) - {Reach.FORWARDED}, filters.tab, tuple(_names(filters)), len(words)
    )
    rows = read(statement, values | {"skipped": (page - 1) * PAGE}).all()
    return [_listed(row) for row in rows[:PAGE]], len(rows) > PAGE


def _names(filters: Filters) -> list[str]:
    """Which conditions the filters ask for."""
    handler = "own" if filters.handler == "phong" else "handler" if filters.handler else ""
    closed = filters.closed_by and (filters.closed_by if filters.closed_by is ClosedBy.CLOCK else "closed_by")
    plain = [name for name in ("unit", "unit_kind", "category", "severity", "period") if getattr(filters, name)]
    return [*plain, *(name for name in (handler, filters.due, closed, filters.fact) if name)]


def _listed(row: Any) -> Listed:
    number = code(row.year, row.number)
    kinds = Severity(row.severity), State(row.state)
    times = row.raised_at, row.last_at, row.due_at
    return Listed(number, row.title, row.category, *kinds, row.unit_name, *times, row.handler_kind)
