"""The ward's units with what they are known by: whether a search finds them, their last entry, what they did so far."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, bindparam, func, literal, or_, select

from app.activities.models import Measurement
from app.database import read
from app.exemplars.models import Exemplar
from app.exemplars.workflow import State as ExemplarState
from app.feedback.models import Feedback
from app.feedback.totals import RAISED, RECEIVED
from app.memory import unless_changed
from app.periods.calendar import Period
from app.plan import ENTRIES, Plan
from app.scope import Scope
from app.status.elsewhere import PROPOSED
from app.status.updates import FACTS, span_of, update_of
from app.status.updating import Expected, UnitUpdate
from app.units.models import WARD, Unit
from app.units.queries import COLUMNS, UnitView, view
from app.vietnamese import search_pattern


class WardUnit(NamedTuple):
    """A unit, whether it was open on a day of the period, and what it did in the running total.

    done: the types of entry it logged, threads and exemplars as the plan's types among them.
    """

    unit: UnitView
    is_open: bool
    done: frozenset[str]


class Standing(NamedTuple):
    """A unit with more: how it updated the period (None: nobody expects it to), its last entry, whether a search finds it."""

    of: WardUnit
    update: UnitUpdate | None
    last_on: date | None
    is_found: bool


# Written into the statement: the index of entries alone serves only what is seen to ask for entries.
_entries = Measurement.measure == literal(ENTRIES, literal_execute=True)
_first: Any = bindparam("running_first")
_last: Any = bindparam("running_last")
_logged = (
    select(Measurement.type)
    .where(Measurement.unit_id == Unit.id, _entries, Measurement.counts)
    .where(Measurement.held_on >= _first, Measurement.held_on <= _last)
    .distinct()
    .correlate(Unit)
    .subquery()
)
# A scalar with LIMIT, not EXISTS: PostgreSQL would rather hash every row there is.
_raised = select(literal(1)).where(Feedback.unit_id == Unit.id, Feedback.raised_on.between(_first, _last)).limit(1)
_received = (
    select(literal(1))
    .where(Feedback.ward_id == bindparam("ward"), Feedback.raised_on.between(_first, _last))
    .where(Feedback.received_at.is_not(None))
    .limit(1)
)
_proposed = (
    select(literal(1))
    .where(Exemplar.unit_id == Unit.id, Exemplar.proposed_on.between(_first, _last))
    .where(Exemplar.state != ExemplarState.WITHDRAWN)
    .limit(1)
)
_is_open = and_(
    or_(Unit.opened_on.is_(None), Unit.opened_on <= _last),
    or_(Unit.closed_on.is_(None), Unit.closed_on >= bindparam("first")),
)
_DONE = (
    _is_open.label("is_open"),
    select(func.aggregate_strings(_logged.c.type, ",")).scalar_subquery().label("logged"),
    _raised.correlate(Unit).scalar_subquery().label("raised"),
    _received.scalar_subquery().label("received"),
    _proposed.correlate(Unit).scalar_subquery().label("proposed"),
)
_is_found = Unit.search.like(bindparam("pattern"), escape="\\").label("is_found")


def _units(*columns: Any) -> Select[*tuple[Any, ...]]:
    found = select(*columns, *_DONE).where(Unit.ward_id == bindparam("ward"), Unit.kind != WARD)
    return found.order_by(Unit.sort_key, Unit.id)


_EVIDENCE, _STANDING = _units(*COLUMNS), _units(*FACTS, _is_found)


def units_with_evidence(scope: Scope, period: Period, running: Period, plan: Plan) -> list[WardUnit]:
    """Every unit of the ward by name, whenever it was open. running: over which evidence is looked for."""
    rows = read(_EVIDENCE, _span(scope, running) | {"first": period.first_on}).all()
    return [_unit(row, plan) for row in rows]


def units_standing(scope: Scope, of: Expected, running: Period, plan: Plan, sought: str) -> list[Standing]:
    """The same with how each updated the period; sought: words of a name or code, without marks."""
    values = _span(scope, running) | span_of(of) | {"pattern": search_pattern(sought)}
    key = (units_standing, *values.items(), of, plan)
    return unless_changed(key, lambda: _standing(values, of, plan))


def _standing(values: Mapping[str, Any], of: Expected, plan: Plan) -> list[Standing]:
    rows = read(_STANDING, values).all()
    return [Standing(_unit(row, plan), update_of(row, of), row.last_on, bool(row.is_found)) for row in rows]


def _span(scope: Scope, running: Period) -> dict[str, Any]:
    return {"ward": scope.ward_id, "running_first": running.first_on, "running_last": running.last_on}


def _unit(row: Row[*tuple[Any, ...]], plan: Plan) -> WardUnit:
    received = bool(row.received) and row.kind in plan.activity_types[RECEIVED].unit_kinds
    return WardUnit(view(row), bool(row.is_open), _types(row.logged, bool(row.raised), received, bool(row.proposed)))


@lru_cache(maxsize=4096)
def _types(logged: str | None, raised: bool, received: bool, proposed: bool) -> frozenset[str]:
    elsewhere = ((RAISED, raised), (RECEIVED, received), (PROPOSED, proposed))
    return frozenset([*(logged or "").split(","), *(name for name, seen in elsewhere if seen)])
