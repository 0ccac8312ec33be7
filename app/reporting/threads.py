"""The threads and exemplars a report names or counts: those of its period, and proposals that went to the city."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select

from app.database import read
from app.exemplars.models import Exemplar
from app.exemplars.workflow import State as ExemplarState
from app.feedback.choices import Kind
from app.feedback.models import Feedback
from app.feedback.numbers import code
from app.feedback.workflow import State
from app.periods.calendar import Period
from app.personal_numbers import masked
from app.reporting.facts import Thread
from app.units.models import Unit

MOST = 200  # threads a report's body may draw on; the annex has them all
VERIFIED = (ExemplarState.VERIFIED, ExemplarState.PROPOSED, ExemplarState.PUBLISHED)

_between = Feedback.raised_on.between(bindparam("first"), bindparam("last"))
_is_proposal = Feedback.kind == Kind.PROPOSAL
_is_escalated = Feedback.state == State.ESCALATED
_COLUMNS = (Feedback.year, Feedback.number, Unit.kind, Feedback.category, Feedback.title, Feedback.kind, Feedback.state)
_NAMED = (
    select(*_COLUMNS)
    .join(Unit, Unit.id == Feedback.unit_id)
    .where(Feedback.ward_id == bindparam("ward"), Feedback.raised_on <= bindparam("last"))
    .where(or_(_between, _is_escalated))
    .order_by(_is_escalated.desc(), _is_proposal.desc(), Feedback.year.desc(), Feedback.number.desc())
    .limit(MOST)
)
_EXEMPLARS = select(func.count(), func.coalesce(func.sum(case((Exemplar.state.in_(VERIFIED), 1), else_=0)), 0)).where(
    Exemplar.ward_id == bindparam("ward"),
    Exemplar.proposed_on.between(bindparam("first"), bindparam("last")),
    Exemplar.state != ExemplarState.WITHDRAWN,
)


def threads_named(ward_id: int, period: Period) -> list[Thread]:
    """The threads of a period and those escalated before it and still so: these first, then proposals, each the latest first."""
    rows = read(_NAMED, _values(ward_id, period.first_on, period.last_on)).all()
    return [_thread(row.year, row.number, tuple(row[2:])) for row in rows]


def _thread(year: int, number: int, of: tuple[str, str, str, str, str]) -> Thread:
    unit_kind, category, title, kind, state = of
    is_proposal, is_escalated = kind == Kind.PROPOSAL, state == State.ESCALATED
    return Thread(code(year, number), unit_kind, category, masked(title), is_proposal, is_escalated)


def exemplars_counted(ward_id: int, period: Period) -> tuple[int, int]:
    """How many exemplars of a period were proposed and not withdrawn, and how many of them are verified."""
    proposed, verified = read(_EXEMPLARS, _values(ward_id, period.first_on, period.last_on)).one()
    return int(proposed), int(verified)


def _values(ward_id: int, first: date, last: date) -> dict[str, Any]:
    return {"ward": ward_id, "first": first, "last": last}
