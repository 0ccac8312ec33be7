"""What a unit's card says of a period: the counts it reported, and difficulties it says were solved. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.periods.calendar import Period
from app.plan import ENTRIES, Plan
from app.units.queries import UnitView
from app.wording import number

MOST = 4  # figures of a card, beside what was solved
LONGEST = 400  # letters of a message for a Zalo group, its address included
SOLVED = "khó khăn, vướng mắc đã giải quyết"
NOTHING_YET = "Số liệu của kỳ này đang được ghi. Ghi xong buổi nào, kết quả buổi đó hiện ở đây."
NOTHING_THERE = "Kỳ này không có số liệu."
NOTHING_HAPPENED = "Không phát sinh hoạt động."


@dataclass(frozen=True)
class Figure:
    """A number and what it counts. is_solved: of difficulties, not of what the unit did."""

    value: int
    words: str
    is_solved: bool = False

    def __str__(self) -> str:
        return f"{number(self.value)} {self.words}"


@dataclass(frozen=True)
class Card:
    """A unit's period in figures; none: there is nothing to share, as `nothing` says."""

    unit_name: str
    ward_name: str
    period: Period
    figures: Sequence[Figure]
    nothing: str = NOTHING_YET


def card_of(
    unit: UnitView, ward_name: str, period: Period, figures: Mapping[str, int], solved: int, plan: Plan
) -> Card:
    """The first figures of the kind in the plan's order; where there is none of them, the number of activities."""
    shown = [Figure(figures[m], plan.measures[m].counted) for m in order(unit.kind, plan) if figures.get(m)][:MOST]
    if not shown and figures.get(ENTRIES):
        shown = [Figure(figures[ENTRIES], "hoạt động")]
    found = [*shown, Figure(solved, SOLVED, is_solved=True)] if solved else shown
    return Card(unit.name, ward_name, period, found)


def order(unit_kind: str, plan: Plan) -> list[str]:
    """The measures of a kind: what counts itself (sittings), then what its types require, in the plan's order."""
    types = plan.types_for(unit_kind)
    counting = [m.id for t in types for m in plan.inputs(t) if m.default]
    return list(dict.fromkeys([*counting, *(m for t in types for m in t.required)]))


def message(card: Card, address: str) -> str:
    """The card for a Zalo group, its address on a line of its own, never over LONGEST letters.

    What is too much is left out from the end of the figures, then of the unit's name.
    """
    room = LONGEST - len(address) - 1
    for count in range(len(card.figures), 0, -1):
        said = f"{card.unit_name}, kỳ {card.period.label}: {', '.join(map(str, card.figures[:count]))}."
        if len(said) <= room:
            return f"{said}\n{address}"
    if not card.figures:
        return f"{card.unit_name}, kỳ {card.period.label}: {card.nothing}"[:LONGEST]
    tail = f"…, kỳ {card.period.label}: {card.figures[0]}."
    return f"{card.unit_name[: max(0, room - len(tail))]}{tail}\n{address}"
