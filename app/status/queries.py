"""The ward's list of units with their figures."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, or_, select

from app.activities.totals import Figures, added, totals_of_ward
from app.database import read
from app.memory import unless_changed
from app.plan import ENTRIES, Plan
from app.scope import Scope
from app.status.said import Days
from app.status.updates import FACTS, span_of, update_of
from app.status.updating import Expected, Group, Rates, State, rates
from app.units.models import WARD, Unit
from app.units.queries import UnitView, view
from app.vietnamese import search_pattern


class Shown(NamedTuple):
    """The figures of the ward's list; None: nobody reported it."""

    so_hoat_dong: int
    so_buoi: int | None
    luot_nguoi_du: int | None
    luot_nguoi_hd: int | None
    luot_hs: int | None

    @classmethod
    def of(cls, figures: Figures) -> "Shown":
        return cls(figures[ENTRIES], *(figures.get(measure) for measure in cls._fields[1:]))


class UnitRow(NamedTuple):
    """A unit in the ward's list: how it stands (None: it is not expected), its last entry's day, the period's figures."""

    unit: UnitView
    state: State | None
    in_time: bool
    last_on: date | None
    shown: Shown


class Wanted(NamedTuple):
    """Words of a unit's name or code, without marks; a kind; a figure of the period whose units are listed."""

    sought: str = ""
    kind: str = ""
    group: Group | None = None


class Listed(NamedTuple):
    """The units asked for, the sum of their figures, and how all the units found stand, of whatever group."""

    rows: tuple[UnitRow, ...]
    total: Shown
    rates: Rates


_UNITS = (
    select(*FACTS)
    .where(
        Unit.ward_id == bindparam("ward"),
        Unit.kind != WARD,
        Unit.search.like(bindparam("pattern"), escape="\\"),
        or_(Unit.kind == bindparam("kind"), bindparam("kind") == ""),
    )
    .order_by(Unit.sort_key, Unit.id)
)


def units_of_ward(scope: Scope, of: Expected, plan: Plan, wanted: Wanted) -> Listed:
    """The ward's units that were open in the period or reported in it, as on the overview, by kind and name. Two queries; none as long as nothing
    has changed, but for a search."""
    values = {"ward": scope.ward_id, "pattern": search_pattern(wanted.sought), "kind": wanted.kind} | span_of(of)
    if wanted.sought:  # typed letter by letter, each once
        return _listed(values, of, plan, wanted.group)
    key = (units_of_ward, *values.items(), of, plan, wanted.group)
    return unless_changed(key, lambda: _listed(values, of, plan, wanted.group))


def _listed(values: Mapping[str, Any], of: Expected, plan: Plan, group: Group | None) -> Listed:
    totals = totals_of_ward(values["ward"], of.period.first_on, of.period.last_on, plan)
    rows = [row for row in read(_UNITS, values) if row.id in totals or _is_open(row, of)]
    none = Shown.of({ENTRIES: 0})
    found = [_row(row, of, Shown.of(totals[row.id]) if row.id in totals else none) for row in rows]
    order = {kind: place for place, kind in enumerate(plan.unit_kinds)}
    found.sort(key=lambda row: order.get(row.unit.kind, len(order)))
    kept = tuple(row for row in found if group is None or (row.state and group.holds(row.state, row.in_time)))
    total = Shown.of(added(totals[row.unit.id] for row in kept if row.unit.id in totals))
    return Listed(kept, total, rates((row.state, row.in_time) for row in found if row.state))


def _is_open(row: Row[*tuple[Any, ...]], of: Expected) -> bool:
    return Days(row.opened_on, row.closed_on).touch(of.period.first_on, of.period.last_on)


def _row(row: Row[*tuple[Any, ...]], of: Expected, shown: Shown) -> UnitRow:
    update = update_of(row, of)
    state, in_time = (update.state, update.in_time) if update else (None, False)
    return UnitRow(view(row), state, in_time, row.last_on, shown)
