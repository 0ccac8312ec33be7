"""Totals as data: what flask totals prints."""

from enum import StrEnum
from typing import Any

from app.activities.totals import Figures, added, totals_of_all
from app.periods.calendar import Kind, Period
from app.plan import ENTRIES, Plan
from app.units.queries import all_units


class Group(StrEnum):
    """What totals are broken down by."""

    UNIT = "unit"
    KIND = "kind"


def totals_table(span: Period, plan: Plan, *, unit: str | None = None, by: Group | None = None) -> dict[str, Any]:
    """{"period", "from", "to", "total": {measure: sum}, "units" or "kinds": {code: {…}}}.

    ENTRIES is always there; a measure nobody reported is absent. "period" is None for two dates.
    """
    found = totals_of_all(span.first_on, span.last_on, plan)
    chosen = [each for each in all_units() if unit is None or each.code == unit]
    figures = {each.code: _ordered(found.get(each.id, {ENTRIES: 0}), plan) for each in chosen}
    table: dict[str, Any] = {
        "period": None if span.kind is Kind.DATES else span.id,
        "from": span.first_on.isoformat(),
        "to": span.last_on.isoformat(),
        "total": _ordered(added(figures.values()), plan),
    }
    if by is Group.UNIT:
        table["units"] = figures
    if by is Group.KIND:
        kinds = [kind for kind in plan.unit_kinds if any(each.kind == kind for each in chosen)]
        table["kinds"] = {
            kind: _ordered(added(figures[each.code] for each in chosen if each.kind == kind), plan) for kind in kinds
        }
    return table


def _ordered(figures: Figures, plan: Plan) -> Figures:
    return {measure: figures[measure] for measure in (ENTRIES, *plan.measures) if measure in figures}
