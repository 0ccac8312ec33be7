"""A unit's threads on its people's phones: what is new, what there is, what was forwarded to it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, or_, select
from sqlalchemy.orm import aliased

from app.database import read
from app.feedback.models import Feedback, Message
from app.feedback.numbers import code
from app.feedback.visibility import STATE, bounds, fence
from app.feedback.workflow import State, Step
from app.permissions import Action, Reach
from app.scope import Scope
from app.units.models import Unit

PAGE = 30
MOST_NEW = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread in a list. is_own: raised by the person's unit, else forwarded to it; unit_name: who raised it."""

    code: str
    title: str
    category: str
    state: State
    last_at: datetime
    is_own: bool
    unit_name: str


_COLUMNS = (
    Feedback.year,
    Feedback.number,
    Feedback.title,
    Feedback.category,
    STATE.label("state"),
    Feedback.last_at,
    Feedback.unit_id,
    Unit.name.label("unit_name"),
)
_answered = and_(Feedback.state == State.ANSWERED, Feedback.closes_at > bindparam("now"))
_waits_for_unit = or_(Feedback.state == State.RETURNED, _answered)
_ENDS_A_QUESTION = (Step.SUPPLEMENT, Step.PROPOSE_ANSWER, Step.ANSWER, Step.RELEASE, Step.TAKE_BACK, Step.REOPEN)
_Later = aliased(Message)
_said_since = exists().where(
    _Later.feedback_id == Message.feedback_id, _Later.step.in_(_ENDS_A_QUESTION), _Later.position > Message.position
)
_asked = and_(
    Feedback.state == State.IN_PROGRESS,
    exists().where(Message.feedback_id == Feedback.id, Message.step == Step.ASK, ~_said_since),
)
_OWN_NEW = and_(Feedback.unit_id == bindparam("unit"), or_(_waits_for_unit, _asked))
_FORWARDED_NEW = and_(Feedback.handler_id == bindparam("unit"), Feedback.state == State.IN_PROGRESS)
_RANK = case((_waits_for_unit, 0), (STATE == State.SOLVED, 2), else_=1)


@lru_cache
def _new(reaches: frozenset[Reach]) -> Select[*tuple[Any, ...]]:
    kinds = {Reach.OWN_UNIT: _OWN_NEW, Reach.FORWARDED: _FORWARDED_NEW}
    wanted = or_(*(kinds[reach] for reach in sorted(reaches & kinds.keys())))
    found = select(*_COLUMNS).join(Unit, Unit.id == Feedback.unit_id).where(wanted)
    return found.order_by(Feedback.last_at.desc(), Feedback.id.desc()).limit(MOST_NEW)


@lru_cache
def _list(reaches: frozenset[Reach]) -> Select[*tuple[Any, ...]]:
    found = select(*_COLUMNS).join(Unit, Unit.id == Feedback.unit_id).where(fence(reaches))
    found = found.order_by(_RANK, Feedback.last_at.desc(), Feedback.id.desc())
    return found.limit(PAGE + 1).offset(bindparam("skipped"))


def news_of(scope: Scope, now: datetime) -> list[Listed]:
    """The threads that wait for this unit: answered, returned, asked about, or forwarded to it; the latest first."""
    reaches = scope.reaches(Action.SEE_FEEDBACK) - {Reach.WARD}
    return [_listed(row, scope) for row in read(_new(reaches), bounds(scope) | {"now": now})] if reaches else []


def threads_of(scope: Scope, now: datetime, page: int) -> tuple[list[Listed], bool]:
    """A page of the threads a unit's people see, those that wait for them first; whether there are more."""
    values = bounds(scope) | {"now": now, "skipped": (page - 1) * PAGE}
    rows = read(_list(scope.reaches(Action.SEE_FEEDBACK)), values).all()
    return [_listed(row, scope) for row in rows[:PAGE]], len(rows) > PAGE


def _listed(row: Any, scope: Scope) -> Listed:
    is_own = row.unit_id == scope.unit_id
    number = code(row.year, row.number)
    return Listed(number, row.title, row.category, State(row.state), row.last_at, is_own, row.unit_name)


_OF_ENTRY = (
    select(Feedback.year, Feedback.number).where(Feedback.activity_id == bindparam("entry")).order_by(Feedback.id)
)


def raised_from(entry: int) -> list[str]:
    """The codes of the threads raised from an entry the person may see."""
    return [code(*row) for row in read(_OF_ENTRY, {"entry": entry})]
