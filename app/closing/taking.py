"""The figures of a period as a closing freezes them, and how today's differ from those that were frozen."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import bindparam, select

from app.activities.totals import Figures, added, totals_of_unit, totals_of_ward
from app.activities.type_totals import type_sums
from app.database import read
from app.periods.calendar import Period
from app.periods.snapshot import Snapshot, UnitFigures
from app.plan import ENTRIES, Plan
from app.status.said import Days
from app.status.updates import unit_states
from app.status.updating import Expected
from app.units.models import WARD, Unit
from app.units.queries import COLUMNS, UnitView, view

ENTRIES_LABEL = "Số hoạt động"
_UNITS = (
    select(*COLUMNS, Unit.opened_on, Unit.closed_on)
    .where(Unit.ward_id == bindparam("ward"), Unit.kind != WARD)
    .order_by(Unit.sort_key, Unit.id)
)


class Difference(NamedTuple):
    """A figure that is no longer what was frozen; None: nobody had reported it, or nobody does."""

    measure: str
    label: str
    frozen: int | None
    now: int | None

    @property
    def by(self) -> int:
        return (self.now or 0) - (self.frozen or 0)


def snapshot_of(ward_id: int, of: Expected, plan: Plan) -> Snapshot:
    """The ward's figures of a period: every unit open in it, or with figures in it, by kind and name."""
    found = totals_of_ward(ward_id, of.period.first_on, of.period.last_on, plan)
    states = {each.unit.id: (each.state.value, each.in_time) for each in unit_states(ward_id, of)}
    units = [
        UnitFigures(unit.code, unit.name, unit.kind, found.get(unit.id, {ENTRIES: 0}), *states.get(unit.id, ("",)))
        for unit in _units(ward_id, of.period, found)
    ]
    order = {kind: place for place, kind in enumerate(plan.unit_kinds)}
    units.sort(key=lambda unit: order.get(unit.kind, len(order)))
    return replace(_summed(units, plan), by_type=type_sums(ward_id, of.period.first_on, of.period.last_on, plan))


def _units(ward_id: int, period: Period, figures: Iterable[int]) -> list[UnitView]:
    with_figures, found = set(figures), []
    for row in read(_UNITS, {"ward": ward_id}):
        days = Days(row.opened_on, row.closed_on)
        if row.id in with_figures or days.touch(period.first_on, period.last_on):
            found.append(view(row))
    return found


def _summed(units: list[UnitFigures], plan: Plan) -> Snapshot:
    kinds = dict.fromkeys(unit.kind for unit in units)
    total = added(unit.figures for unit in units)
    measures = [(m.id, m.label) for m in plan.measures.values() if m.id in total]
    return Snapshot(
        units,
        {kind: added(unit.figures for unit in units if unit.kind == kind) for kind in kinds},
        total,
        [(kind, plan.unit_kinds[kind].label if kind in plan.unit_kinds else kind) for kind in kinds],
        [(ENTRIES, ENTRIES_LABEL), *measures],
    )


def differences(snapshot: Snapshot, frozen: Figures, now: Figures, plan: Plan) -> list[Difference]:
    """Where the figures of today are not those of a snapshot, in the plan's order."""
    labels = dict(snapshot.measures) | {m.id: m.label for m in plan.measures.values() if m.id in now}
    pairs = ((id, label, frozen.get(id), now.get(id)) for id, label in labels.items())
    return [Difference(*each) for each in pairs if each[2] != each[3]]


def ward_now(ward_id: int, period: Period, plan: Plan) -> Figures:
    """The ward's figures of a period as they stand now."""
    return added(totals_of_ward(ward_id, period.first_on, period.last_on, plan).values())


def unit_now(unit_id: int, period: Period, plan: Plan) -> Figures:
    """A unit's figures of a period as they stand now."""
    return totals_of_unit(unit_id, period.first_on, period.last_on, plan)
