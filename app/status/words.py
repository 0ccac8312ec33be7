"""What the status pages ask of figures, periods and addresses: their Jinja filters."""

from collections.abc import Mapping
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from app.periods.calendar import MONTHS, Period
from app.periods.current import period_on
from app.plan import Plan

LEADING = 2


def leading(figures: Mapping[str, int], plan: Plan, unit_kind: str) -> list[str]:
    """The figures a home shows: the first that the kind's own types require, as far as there are any."""
    required = dict.fromkeys(m for kind in plan.types_for(unit_kind) for m in kind.required)
    return [measure for measure in required if measure in figures][:LEADING]


def wider_periods(period: Period) -> list[Period]:
    """The month, quarter, half-year and year around a period's last day."""
    return [period_on(period.last_on, kind) for kind in MONTHS]


def with_place(args: MultiDict[str, str], after: str) -> str:
    """An address's query, going on after a place in the list."""
    return urlencode([*((k, v) for k, v in args.items() if k != "sau"), ("sau", after)])
