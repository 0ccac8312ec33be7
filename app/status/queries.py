"""The ward's list of units with their figures."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from app.activities.models import Measurement
from app.activities.totals import Figures, added, totals_of_ward
from app.database import read
from app.periods.calendar import Period
from app.plan import ENTRIES, Plan
from app.scope import Scope
from app.units.models import WARD, Unit
from app.units.queries import COLUMNS, UnitView, view
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
    """A unit in the ward's list: the day of its last entry, and the period's figures."""

    unit: UnitView
    last_on: date | None
    shown: Shown


# One step into the index a unit, however many entries there are.
last_on = (
    select(Measurement.held_on)
    .where(Measurement.unit_id == Unit.id, Measurement.counts)
    .order_by(Measurement.held_on.desc())
    .limit(1)
    .correlate(Unit)
    .scalar_subquery()
)
_UNITS = (
    select(*COLUMNS, last_on.label("last_on"))
    .where(
        Unit.ward_id == bindparam("ward"),
        Unit.kind != WARD,
        Unit.search.like(bindparam("pattern"), escape="\\"),
        or_(Unit.kind == bindparam("kind"), bindparam("kind") == ""),
        or_(Unit.closed_on.is_(None), Unit.closed_on >= bindparam("first")),
    )
    .order_by(Unit.sort_key, Unit.id)
)


def units_of_ward(
    scope: Scope, period: Period, plan: Plan, *, sought: str = "", kind: str = ""
) -> tuple[list[UnitRow], Shown]:
    """The ward's units, and the sum of their figures. By kind (as the plan lists them) and name; sought: words of the name or code, without marks."""
    values = {"ward": scope.ward_id, "pattern": search_pattern(sought), "kind": kind, "first": period.first_on}
    rows = read(_UNITS, values).all()
    totals = totals_of_ward(scope.ward_id, period.first_on, period.last_on, plan)
    order = {kind: place for place, kind in enumerate(plan.unit_kinds)}
    none = Shown.of({ENTRIES: 0})
    listed = [UnitRow(view(row), row.last_on, Shown.of(totals[row.id]) if row.id in totals else none) for row in rows]
    listed.sort(key=lambda row: order.get(row.unit.kind, len(order)))
    return listed, Shown.of(added(totals[row.unit.id] for row in listed if row.unit.id in totals))
