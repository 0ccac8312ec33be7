"""A thread as a person may see it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from app.accounts.models import Person
from app.database import read
from app.feedback.choices import Kind, Rating, Severity
from app.feedback.handlers import Handler
from app.feedback.models import Feedback
from app.feedback.numbers import code, parts
from app.feedback.visibility import STATE, HandlerUnit, bounds, fence
from app.feedback.workflow import ClosedBy, State
from app.permissions import Action, Reach
from app.scope import Scope
from app.units.models import Unit


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread as pages show it. handler_kind: the kind of the unit it was forwarded to; raised_by: for officers only."""

    id: int
    code: str
    version: int
    kind: Kind
    category: str
    severity: Severity
    title: str
    text: str
    proposal: str
    unit_id: int
    unit_code: str
    unit_name: str
    unit_kind: str
    ward_id: int
    activity_id: int | None
    raised_by: str | None
    raised_as: str
    raised_at: datetime
    raised_on: date
    state: State
    last_at: datetime
    handler: Handler
    handler_name: str | None
    handler_kind: str | None
    due_at: datetime | None
    received_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    closed_by: ClosedBy | None
    rating: Rating | None


_raiser = aliased(Person)
_THREAD = (
    select(
        Feedback.id,
        Feedback.year,
        Feedback.number,
        Feedback.version,
        Feedback.kind,
        Feedback.category,
        Feedback.severity,
        Feedback.title,
        Feedback.text,
        Feedback.proposal,
        Feedback.unit_id,
        Unit.code.label("unit_code"),
        Unit.name.label("unit_name"),
        Unit.kind.label("unit_kind"),
        Feedback.ward_id,
        Feedback.activity_id,
        _raiser.name.label("raised_by"),
        Feedback.raised_as,
        Feedback.raised_at,
        Feedback.raised_on,
        STATE.label("state"),
        Feedback.last_at,
        Feedback.handler_id,
        Feedback.handler_outside,
        HandlerUnit.name.label("handler_name"),
        HandlerUnit.kind.label("handler_kind"),
        Feedback.due_at,
        Feedback.received_at,
        Feedback.closes_at,
        Feedback.closed_at,
        Feedback.closed_by,
        Feedback.rating,
    )
    .join(Unit, Unit.id == Feedback.unit_id)
    .outerjoin(HandlerUnit, HandlerUnit.id == Feedback.handler_id)
    .outerjoin(_raiser, _raiser.id == Feedback.raised_by_id)
    .where(Feedback.year == bindparam("year"), Feedback.number == bindparam("number"))
)
_SAME = tuple(name for name in ThreadView.__slots__ if name in _THREAD.selected_columns)


@lru_cache
def _thread(reaches: frozenset[Reach]) -> Select[*tuple[Any, ...]]:
    return _THREAD.where(fence(reaches))


def thread_of(scope: Scope, of: str, now: datetime) -> ThreadView | None:
    """The thread of a code as it stands now, when the person may see it."""
    year, number = parts(of)
    values = {"year": year, "number": number, "now": now} | bounds(scope)
    row = read(_thread(scope.reaches(Action.SEE_FEEDBACK)), values).one_or_none()
    if row is None:
        return None
    lapsed = row.state == State.SOLVED and row.closed_at is None
    same = {name: getattr(row, name) for name in _SAME} | {
        "code": code(row.year, row.number),
        "kind": Kind(row.kind),
        "severity": Severity(row.severity),
        "state": State(row.state),
        "handler": Handler(row.handler_id, row.handler_outside),
        "closed_at": row.closes_at if lapsed else row.closed_at,
        "closed_by": ClosedBy.CLOCK if lapsed else row.closed_by and ClosedBy(row.closed_by),
        "rating": row.rating and Rating(row.rating),
    }
    return ThreadView(**same)
