"""A unit's figures beside its targets, in words and as a bar; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.periods.calendar import Period
from app.plan import Plan
from app.wording import number


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a unit in a period. is_own: set for the unit itself, not for its kind."""

    period: str
    measure: str
    value: int
    is_own: bool


@dataclass(frozen=True)
class Bar:
    """A target with the figure so far. filled never exceeds value: the words tell what is more."""

    period: Period
    words: str
    filled: int
    value: int


def bars(wanted: Iterable[Wanted], period: Period, figures: Mapping[str, int], plan: Plan) -> list[Bar]:
    """The targets of a period in the plan's order; a unit's own goes before its kind's."""
    chosen: dict[str, Wanted] = {}
    for each in wanted:
        if each.period == period.id and (each.is_own or each.measure not in chosen):
            chosen[each.measure] = each
    return [_bar(chosen[m], period, figures.get(m), plan) for m in plan.measures if m in chosen]


def _bar(wanted: Wanted, period: Period, reached: int | None, plan: Plan) -> Bar:
    counted = plan.measures[wanted.measure].counted
    return Bar(period, _words(reached, wanted.value, counted), min(reached or 0, wanted.value), wanted.value)


def _words(reached: int | None, value: int, counted: str) -> str:
    """ "120 trên 200 lượt người dự"; a figure nobody reported is not 0, and what is more is said as it is."""
    if reached is None:
        return f"{number(value)} {counted}, trong kỳ chưa có số liệu"
    if reached > value:
        return f"{number(reached)} {counted}, hơn chỉ tiêu {number(value)}"
    return f"{number(reached)} trên {number(value)} {counted}"
