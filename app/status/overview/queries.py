"""The ward's units with what they are known by: whether a search finds them, their last entry, what they did so far."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, literal, select

from app.activities.models import Measurement
from app.database import read
from app.exemplars.models import Exemplar
from app.exemplars.workflow import State as ExemplarState
from app.feedback.models import Feedback
from app.feedback.totals import RAISED, RECEIVED
from app.periods.calendar import Period
from app.plan import ENTRIES, Plan
from app.scope import Scope
from app.status.elsewhere import PROPOSED
from app.status.updates import last_on
from app.units.models import WARD, Unit
from app.units.queries import COLUMNS, UnitView, view
from app.vietnamese import search_pattern


class WardUnit(NamedTuple):
    """done: the types of entry it logged in the running total, threads and exemplars as the plan's types among them."""

    unit: UnitView
    opened_on: date | None
    closed_on: date | None
    is_found: bool
    last_on: date | None
    done: frozenset[str]

    def is_open_in(self, period: Period) -> bool:
        opened = self.opened_on is None or self.opened_on <= period.last_on
        return opened and (self.closed_on is None or self.closed_on >= period.first_on)


# Written into the statement: the index of entries alone serves only what is seen to ask for entries.
_entries = Measurement.measure == literal(ENTRIES, literal_execute=True)
_first: Any = bindparam("first")
_last: Any = bindparam("last")
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
_UNITS = (
    select(
        *COLUMNS,
        Unit.opened_on,
        Unit.closed_on,
        Unit.search.like(bindparam("pattern"), escape="\\").label("is_found"),
        last_on.label("last_on"),
        select(func.aggregate_strings(_logged.c.type, ",")).scalar_subquery().label("logged"),
        _raised.correlate(Unit).scalar_subquery().label("raised"),
        _received.scalar_subquery().label("received"),
        _proposed.correlate(Unit).scalar_subquery().label("proposed"),
    )
    .where(Unit.ward_id == bindparam("ward"), Unit.kind != WARD)
    .order_by(Unit.sort_key, Unit.id)
)


def units_with_evidence(scope: Scope, running: Period, plan: Plan, sought: str = "") -> list[WardUnit]:
    """Every unit of the ward by name, whenever it was open. running: over which evidence is looked for."""
    values = {"ward": scope.ward_id, "first": running.first_on, "last": running.last_on}
    rows = read(_UNITS, values | {"pattern": search_pattern(sought)}).all()
    desks = plan.activity_types[RECEIVED].unit_kinds
    found = []
    for row in rows:
        received = bool(row.received) and row.kind in desks
        done = _types(row.logged or "", bool(row.raised), received, bool(row.proposed))
        found.append(WardUnit(view(row), row.opened_on, row.closed_on, bool(row.is_found), row.last_on, done))
    return found


@lru_cache(maxsize=4096)
def _types(logged: str, raised: bool, received: bool, proposed: bool) -> frozenset[str]:
    elsewhere = ((RAISED, raised), (RECEIVED, received), (PROPOSED, proposed))
    return frozenset([*logged.split(","), *(name for name, seen in elsewhere if seen)])
