"""A unit's targets with its figures: what its page and its home show while the ward uses targets."""

from collections.abc import Mapping, Sequence

from app.activities.totals import Figures, totals_of_unit
from app.periods.calendar import Period
from app.plan import Plan
from app.scope import Scope
from app.status.unit_status import UnitStatus
from app.targets.bars import Bar, bars
from app.targets.queries import targets_of_unit
from app.units.queries import UnitView


def bars_at_home(scope: Scope, around: Sequence[Period], known: Mapping[str, Figures], plan: Plan) -> list[Bar]:
    """The targets of the person's own unit in the month, quarter, half-year and year around today."""
    own = UnitView(scope.unit_id, scope.unit_code, scope.unit_name, scope.unit_kind)
    return bars_of(scope, own, around, known, plan)


def bars_beside(standing: UnitStatus, scope: Scope, unit: UnitView, plan: Plan) -> list[Bar]:
    """The targets of the period a status page shows."""
    figures = {row.measure: row.in_period for row in standing.figures if row.in_period is not None}
    return bars_of(scope, unit, [standing.period], {standing.period.id: figures}, plan)


def bars_of(
    scope: Scope, unit: UnitView, periods: Sequence[Period], known: Mapping[str, Figures], plan: Plan
) -> list[Bar]:
    """The bars of these periods. known: figures already added up, by period; the others are added up here."""
    wanted = targets_of_unit(scope, unit, periods, plan)
    asked = {each.period for each in wanted}
    found: list[Bar] = []
    for period in periods:
        if period.id in asked:
            figures = known.get(period.id) or totals_of_unit(unit.id, period.first_on, period.last_on, plan)
            found += bars(wanted, period, figures, plan)
    return found
