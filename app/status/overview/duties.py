"""The duties of the plan across the ward: of each kind of unit, which have evidence for which duty; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.plan import ENTRIES, Duty, Obligation, Plan
from app.plan.model import UnitKind
from app.status.overview.queries import WardUnit
from app.status.unit_status import what_counts
from app.units.queries import UnitView


class DutyReach(NamedTuple):
    """A duty and how many units of its kind have evidence for it."""

    duty: Duty
    done: int


class KindReach(NamedTuple):
    """A kind of unit, how many were open in the period, and its duties. is_asked: the plan asks it (đề nghị)."""

    kind: UnitKind
    units: int
    duties: tuple[DutyReach, ...]
    is_asked: bool

    @property
    def duties_done(self) -> int:
        return sum(1 for each in self.duties if each.done)


class Evidence(NamedTuple):
    """Who has evidence for a duty and who has not, each by name; counted: what is counted, as on a unit's page."""

    duty: Duty
    counted: str
    having: list[UnitView]
    others: list[UnitView]


def reach_of_duties(units: Sequence[WardUnit], plan: Plan) -> list[KindReach]:
    """Every kind of unit the ward has, as the plan lists them."""
    by_kind = Counter(each.unit.kind for each in units if each.is_open)
    done = Counter(duty for each in units if each.is_open for duty in _done_with(plan, each.unit.kind, each.done))
    found = []
    for kind in plan.unit_kinds.values():
        if count := by_kind[kind.id]:
            duties = tuple(DutyReach(duty, done[duty.id]) for duty in plan.duties_of(kind.id))
            found.append(KindReach(kind, count, duties, kind.obligation is Obligation.REQUESTED))
    return found


@lru_cache(maxsize=4096)
def _done_with(plan: Plan, kind: str, types: frozenset[str]) -> tuple[str, ...]:
    """The duties of a kind of unit that these types show done; remembered, since most units go on as they are."""
    return tuple(duty.id for duty in plan.duties_of(kind) if not _types(duty, plan).isdisjoint(types))


def _types(duty: Duty, plan: Plan) -> frozenset[str]:
    """The types that show a duty done, as on a unit's page: entries, or what is raised elsewhere."""
    by_hand = what_counts(duty, plan) == ENTRIES
    return frozenset(each for each in duty.activity_types if plan.activity_types[each].own_form is not by_hand)


def evidence_of(units: Iterable[WardUnit], duty: Duty, plan: Plan) -> Evidence:
    """The units of a duty's kind that were open in the period."""
    found, types = Evidence(duty, what_counts(duty, plan), [], []), _types(duty, plan)
    for each in units:
        if each.unit.kind == duty.unit_kind and each.is_open:
            (found.others if types.isdisjoint(each.done) else found.having).append(each.unit)
    return found
