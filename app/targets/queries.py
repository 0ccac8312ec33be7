"""Targets as the ward's officer and a unit's page ask for them; while a ward uses none there are none."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, func, or_, select

from app.database import read
from app.periods.calendar import Period
from app.plan import Plan
from app.scope import Scope
from app.targets.bars import Wanted
from app.targets.models import Target
from app.targets.rules import kinds_with_targets
from app.units.models import Unit
from app.units.queries import COLUMNS, UnitView, view

LONGEST = 1000  # rows of a list


class TargetView(NamedTuple):
    """A target. unit_code, unit_name: None where it is for a kind."""

    id: int
    unit_code: str | None
    unit_name: str | None
    unit_kind: str
    measure: str
    period: str
    value: int


_COLUMNS = (
    Target.id,
    Unit.code.label("unit_code"),
    Unit.name.label("unit_name"),
    func.coalesce(Target.unit_kind, Unit.kind).label("unit_kind"),
    Target.measure,
    Target.period,
    Target.value,
)
_ALL = select(*_COLUMNS).outerjoin(Unit, Unit.id == Target.unit_id).where(Target.ward_id == bindparam("ward"))
_OF_PERIOD = (
    _ALL.where(Target.period == bindparam("period"))
    .order_by(Target.unit_kind, Unit.sort_key, Target.measure, Target.id)
    .limit(LONGEST)
)
_ONE = _ALL.where(Target.id == bindparam("number"))
_OF_UNIT = select(Target.period, Target.measure, Target.value, Target.unit_id.is_not(None).label("is_own")).where(
    Target.ward_id == bindparam("ward"),
    Target.period.in_(bindparam("periods", expanding=True)),
    or_(Target.unit_id == bindparam("unit"), Target.unit_kind == bindparam("kind")),
)
_UNITS = (
    select(*COLUMNS)
    .where(
        Unit.ward_id == bindparam("ward"),
        Unit.kind.in_(bindparam("kinds", expanding=True)),
        or_(Unit.closed_on.is_(None), Unit.closed_on >= bindparam("first")),
    )
    .order_by(Unit.sort_key, Unit.id)
    .limit(LONGEST)
)


def targets_of_ward(scope: Scope, period: Period, plan: Plan) -> list[TargetView]:
    """The targets of a period: those of kinds first, then by unit; what the plan no longer has is left out."""
    rows = [_view(row) for row in read(_OF_PERIOD, {"ward": scope.ward_id, "period": period.id})]
    kinds, measures = list(plan.unit_kinds), list(plan.measures)
    known = [each for each in rows if each.unit_kind in kinds and each.measure in measures]
    return sorted(known, key=lambda each: (each.unit_code is not None, kinds.index(each.unit_kind)))


def target_of(scope: Scope, number: int) -> TargetView | None:
    """A target of the person's ward."""
    row = read(_ONE, {"ward": scope.ward_id, "number": number}).one_or_none()
    return None if row is None else _view(row)


def targets_of_unit(scope: Scope, unit: UnitView, periods: Iterable[Period], plan: Plan) -> list[Wanted]:
    """What is wanted of a unit in some periods, its own and its kind's; nothing while the ward uses no targets."""
    if not scope.uses_targets or unit.kind not in kinds_with_targets(plan):
        return []
    values = {"ward": scope.ward_id, "unit": unit.id, "kind": unit.kind, "periods": [each.id for each in periods]}
    return [Wanted(row.period, row.measure, row.value, bool(row.is_own)) for row in read(_OF_UNIT, values)]


def units_with_targets(scope: Scope, period: Period, plan: Plan) -> list[UnitView]:
    """The units a target may be set for: those open in the period and not only asked."""
    values = {"ward": scope.ward_id, "kinds": kinds_with_targets(plan), "first": period.first_on}
    return [view(row) for row in read(_UNITS, values)]


def _view(row: Row[*tuple[Any, ...]]) -> TargetView:
    return TargetView(*row)
