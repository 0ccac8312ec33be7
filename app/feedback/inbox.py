"""The inbox of Phòng VH-XH: tabs by state with counts, what is due first on top, filters that combine."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal_column, or_, select

from app.clock import local
from app.database import read
from app.feedback.choices import Rating, Severity
from app.feedback.filters import BY_DUE, Due, Fact, Filters, Tab
from app.feedback.finding import are_frequent, bounds_of, matches, sought_words
from app.feedback.models import Feedback
from app.feedback.numbers import code
from app.feedback.tabs import HELD, counting, counts_in, counts_of
from app.feedback.visibility import IS_LATE, STATE, HandlerUnit, bounds, fence
from app.feedback.workflow import ClosedBy, State
from app.permissions import Action, Reach
from app.scope import Scope
from app.units.models import Unit

PAGE = 20


class Listed(NamedTuple):
    """A thread in the inbox."""

    code: str
    title: str
    category: str
    severity: Severity
    state: State
    unit_name: str
    last_at: datetime
    due_at: datetime | None
    handler_kind: str | None


@dataclass(frozen=True)
class Inbox:
    """counts: how many threads of the ward each tab holds, whatever is looked for."""

    counts: dict[Tab, int]
    threads: list[Listed]
    has_more: bool


_silent = and_(Feedback.state == State.ANSWERED, Feedback.closes_at <= bindparam("now"))
_ROWS = (
    select(
        Feedback.year,
        Feedback.number,
        Feedback.title,
        Feedback.category,
        Feedback.severity,
        STATE.label("state"),
        Unit.name.label("unit_name"),
        Feedback.last_at,
        Feedback.due_at,
        HandlerUnit.kind.label("handler_kind"),
    )
    .join(Unit, Unit.id == Feedback.unit_id)
    .outerjoin(HandlerUnit, HandlerUnit.id == Feedback.handler_id)
)
_own = and_(Feedback.handler_id.is_(None), Feedback.handler_outside.is_(None))
_WANTED: dict[str, ColumnElement[bool]] = {
    "unit": Unit.code == bindparam("code"),
    "unit_kind": Unit.kind == bindparam("unit_kind"),
    "category": Feedback.category == bindparam("category"),
    "own": _own,
    "handler": or_(HandlerUnit.kind == bindparam("handler"), Feedback.handler_outside == bindparam("handler")),
    Due.OVERDUE: IS_LATE,
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
def _statement(
    reaches: frozenset[Reach], tab: Tab, wanted: tuple[str, ...], frequent: tuple[bool, ...], *, first: bool
) -> Select[*tuple[Any, ...]]:
    order = (Feedback.due_at, Feedback.id) if tab in BY_DUE else (Feedback.last_at.desc(), Feedback.id.desc())
    walked = all(frequent)  # else few threads have the words, and SQLite would walk all of the ward's to find them
    found = _ROWS.add_columns(*counting()).where(
        fence(reaches, walked=walked), *HELD[tab], *(_WANTED[name] for name in wanted), *matches(frequent)
    )
    page = found.order_by(*order).limit(literal_column(str(PAGE + 1)))
    return page if first else page.offset(bindparam("skipped"))  # PostgreSQL plans for a deep page where it may be one


def inbox_of(scope: Scope, filters: Filters, now: datetime, asked_kinds: tuple[str, ...], page: int = 1) -> Inbox:
    """A page of the threads that are looked for. asked_kinds: of units that are never late.

    Of a unit's people: only what their unit raised.
    """
    words = tuple(sought_words(filters.sought))
    values: dict[str, Any] = bounds(scope) | bounds_of(words) | {"now": now}
    tomorrow = local(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    values |= {"tomorrow": tomorrow, "asked": list(asked_kinds), "skipped": (page - 1) * PAGE}
    values |= {"code": filters.unit, "unit_kind": filters.unit_kind, "category": filters.category}
    values |= {"handler": filters.handler, "severity": filters.severity, "closed_by": filters.closed_by}
    if filters.period:
        values |= {"first_on": filters.period.first_on, "last_on": filters.period.last_on}
    reaches = scope.reaches(Action.SEE_FEEDBACK) - {Reach.FORWARDED}
    statement = _statement(
        reaches, filters.tab, tuple(_names(filters)), are_frequent(words, now.date()), first=page == 1
    )
    rows = read(statement, values).all()
    counts = counts_in(rows[0]) if rows else counts_of(values)
    return Inbox(counts, [_listed(row) for row in rows[:PAGE]], len(rows) > PAGE)


def _names(filters: Filters) -> list[str]:
    """Which conditions the filters ask for."""
    handler = "own" if filters.handler == "phong" else "handler" if filters.handler else ""
    closed = filters.closed_by and (filters.closed_by if filters.closed_by is ClosedBy.CLOCK else "closed_by")
    plain = [name for name in ("unit", "unit_kind", "category", "severity", "period") if getattr(filters, name)]
    return [*plain, *(name for name in (handler, filters.due, closed, filters.fact) if name)]


def _listed(row: Any) -> Listed:
    number = code(row.year, row.number)
    kinds = Severity(row.severity), State(row.state)
    return Listed(number, row.title, row.category, *kinds, row.unit_name, row.last_at, row.due_at, row.handler_kind)
