"""What the paper of a unit holds: sums of a period, and who signs."""

from typing import NamedTuple

from app.activities.totals import totals_of_unit
from app.periods.calendar import Period
from app.plan import ENTRIES, Plan
from app.units.queries import UnitView

SIGNERS = {"tdp": "TỔ TRƯỞNG", "truong": "HIỆU TRƯỞNG"}


class Sum(NamedTuple):
    """A figure of a period and since the year began; None: nobody reported it then."""

    label: str
    unit: str
    now: int | None
    running: int | None


def sums(unit: UnitView, period: Period, running: Period, plan: Plan) -> list[Sum]:
    """The figures of a unit, in the plan's order; what it reported in neither span is left out."""
    now = totals_of_unit(unit.id, period.first_on, period.last_on, plan)
    since = totals_of_unit(unit.id, running.first_on, running.last_on, plan)
    names = {ENTRIES: ("Số hoạt động", "hoạt động")} | {m.id: (m.label, m.unit) for m in plan.measures.values()}
    return [Sum(*name, now.get(id), since.get(id)) for id, name in names.items() if id in now or id in since]


def signer(kind: str) -> str:
    """What stands over the signature; a tổ dân phố is no administrative body (domain.md 2.2)."""
    return SIGNERS.get(kind, "TRƯỞNG ĐƠN VỊ")
