"""What the status pages ask of figures, periods and addresses: their Jinja filters."""

from collections.abc import Mapping
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from app.periods.calendar import MONTHS, Period
from app.periods.current import period_on
from app.plan import ENTRIES, Duty, Plan
from app.routing import path_to
from app.units.queries import UnitView

LEADING = 2
THREADS, EXEMPLARS = "so_phan_anh", "so_guong"  # measures that no entry has
DESK = "phong_vhxh"  # its threads are those it received


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


def behind(unit: UnitView, measure: str, period: Period, duty: Duty | None = None) -> str:
    """The address of what a figure of a unit counts: entries, or the threads and exemplars raised elsewhere."""
    if measure == THREADS:
        own = {"ket-qua": "da-tiep-nhan"} if unit.kind == DESK else {"don-vi": unit.code}
        return path_to("feedback.list_feedback", **{"ky": period.id, "muc": "tat-ca"} | own)
    if measure == EXEMPLARS:
        return path_to("exemplars.list_exemplars", **{"ky": period.id, "don-vi": unit.code})
    asked = {"ky": period.id} | ({"nhiem-vu": duty.id} if duty else {})
    asked |= {} if duty and measure == ENTRIES else {"so-lieu": measure}
    return path_to("status.list_activities", code=unit.code, **asked)
