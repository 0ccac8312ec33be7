"""What may be wrong with an entry, each rule once; pure. Nothing here forbids anything (product.md, rule 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import NamedTuple

from app.activities.entry import Entry, SameDay
from app.activities.models import OddityKind
from app.personal_numbers import has_any

JUMP = 3  # times the median of what was logged before
COMPARED = 3  # entries there must be to compare with
CROWD = 2  # times the households
LATE = 10  # days after the activity
ATTENDING = "luot_nguoi_du"


class Odd(NamedTuple):
    """Something odd. other: what it may be a duplicate of; value, against: a figure and what it is compared with."""

    kind: OddityKind
    other: int | None = None
    measure: str | None = None
    value: int | None = None
    against: int | None = None


@dataclass(frozen=True)
class Background:
    """What an entry is compared with: what counts of the same type and day, and the figures of twelve months before."""

    same: Sequence[SameDay] = ()
    earlier: Mapping[str, Sequence[int]] = field(default_factory=dict)
    households: int | None = None


def year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def oddities_of(entry: Entry, typed_on: date, background: Background) -> list[Odd]:
    """Everything odd about an entry typed on a day."""
    found = (
        _duplicate(entry, background.same),
        _jump(entry, background.earlier),
        _crowd(entry, background.households),
        _late(entry, typed_on),
        _numbers(entry),
    )
    return [odd for odd in found if odd is not None]


def _duplicate(entry: Entry, same: Sequence[SameDay]) -> Odd | None:
    """Of several the one with the same figures, else the latest."""
    if not same:
        return None
    other = next((each for each in same if each.figures == entry.figures), same[-1])
    return Odd(OddityKind.DUPLICATE, other=other.number)


def _jump(entry: Entry, earlier: Mapping[str, Sequence[int]]) -> Odd | None:
    for measure, value in entry.figures.items():
        before = earlier.get(measure, ())
        if len(before) >= COMPARED and value > max(before) and value > JUMP * (usual := median(before)):
            return Odd(OddityKind.JUMP, None, measure, value, round(usual))
    return None


def _crowd(entry: Entry, households: int | None) -> Odd | None:
    attending = entry.figures.get(ATTENDING)
    if attending is None or not households or attending <= CROWD * households:
        return None
    return Odd(OddityKind.CROWD, None, ATTENDING, attending, households)


def _late(entry: Entry, typed_on: date) -> Odd | None:
    days = (typed_on - entry.held_on).days
    return Odd(OddityKind.LATE, value=days, against=LATE) if days >= LATE else None


def _numbers(entry: Entry) -> Odd | None:
    return Odd(OddityKind.NUMBERS) if has_any(f"{entry.note}\n{entry.difficulty}") else None
