"""What may have a target, of whom and when; pure."""

from app.periods.calendar import Kind, Period
from app.plan import Measure, Obligation, Plan

ASKED = "{} phối hợp thực hiện theo đề nghị, không đặt chỉ tiêu."
NOT_LOGGED = "{} không ghi số liệu này, không đặt chỉ tiêu được. Chọn số liệu khác."


def kinds_with_targets(plan: Plan) -> list[str]:
    """The kinds of unit the plan orders; those it asks (MTTQ, Ban Xây dựng Đảng) never have a target."""
    return [kind.id for kind in plan.unit_kinds.values() if kind.obligation is Obligation.ASSIGNED]


def measures_of(kinds: list[str], plan: Plan) -> list[Measure]:
    """What units of these kinds type and what is summed, in the plan's order."""
    typed = {m.id for kind in kinds for type in plan.types_for(kind) for m in plan.inputs(type)}
    return [m for m in plan.measures.values() if m.id in typed and not (m.reading or m.derived)]


def refusal(unit_kind: str, measure: str, plan: Plan) -> tuple[str, str] | None:
    """The box and the sentence that say why a kind of unit has no target of a measure; None: it may."""
    label = plan.unit_kinds[unit_kind].label
    if unit_kind not in kinds_with_targets(plan):
        return "whose", ASKED.format(label)
    if measure not in {m.id for m in measures_of([unit_kind], plan)}:
        return "measure", NOT_LOGGED.format(label)
    return None


def may_have_targets(period: Period) -> bool:
    """A month, a quarter, a half-year or a year."""
    return period.kind is not Kind.DATES
