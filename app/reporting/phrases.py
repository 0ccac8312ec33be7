"""Runs of figures as a sentence tells them: "23 buổi; 461 lượt người dự; 131 lượt người được hướng dẫn (trong đó …)"; pure."""

from collections.abc import Callable, Iterable, Mapping

from app.plan import ENTRIES, Measure, Obligation, Plan
from app.reporting.sentences import Figure, Piece, Source, figure, joined, lower

# What a comparison tells of, in the report's order: a measure is compared where both periods have it.
LEADING = (ENTRIES, "so_buoi", "luot_nguoi_du", "luot_nguoi_hd", "luot_nct", "luot_hs", "so_tin_bai")


class Told:
    """The figures of something in a period, each with the entries behind it. of: said in every label ("của tổ dân phố")."""

    def __init__(self, figures: Mapping[str, int], plan: Plan, of: str, source: Callable[[str], Source]) -> None:
        self.figures, self.plan, self.of, self.source = figures, plan, of, source

    def figure(self, measure: str) -> Figure:
        label = "Số hoạt động" if measure == ENTRIES else self.plan.measures[measure].label
        return figure(self.figures[measure], f"{label} {self.of}", self.source(measure))

    def measures(self, *, readings: bool = False) -> list[tuple[Piece, ...]]:
        """Each measure that was reported, in the plan's order, its parts in brackets after it; entries are not among them."""
        tops = [m for m in self.plan.measures.values() if m.id in self.figures and (readings or not m.reading)]
        held = {m.id for m in tops}
        return [self._one(m, tops) for m in tops if m.sub_of not in held]

    def _one(self, measure: Measure, every: Iterable[Measure]) -> tuple[Piece, ...]:
        parts = [(self.figure(m.id), f" {m.counted}") for m in every if m.sub_of == measure.id]
        inside = (" (trong đó ", *joined(parts, "; "), ")") if parts else ()
        return (self.figure(measure.id), f" {measure.counted}", *inside)

    def entries(self) -> tuple[Piece, ...]:
        return (self.figure(ENTRIES), " hoạt động")


def who_did(kind: str, plan: Plan) -> tuple[str, str]:
    """Who, and the verb: units of the plan's own carry out, the asked ones (đề nghị) take part ("phối hợp")."""
    known = plan.unit_kinds.get(kind)
    if known is None:
        return kind, "thực hiện"
    several = {"tdp": "các tổ dân phố", "truong": "các trường học"}.get(kind, known.noun)
    return several, "phối hợp thực hiện" if known.obligation is Obligation.REQUESTED else "thực hiện"


def type_name(type_id: str, plan: Plan) -> str:
    """A type inside a sentence; what another plan called it keeps its id."""
    known = plan.activity_types.get(type_id)
    return lower(known.label) if known else type_id
