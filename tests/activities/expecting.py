"""What must become of entries, kept in the test's own books: statuses, figures and marks worked out anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.activities.changing import Wish
from app.activities.workflow import Step
from app.periods.calendar import Period
from app.scope import Scope

LIVE, COUNTED = ("nhap", "da_gui", "tra_lai", "da_xac_nhan"), ("da_gui", "da_xac_nhan")
LEADS = {
    Step.CORRECT: dict.fromkeys(LIVE, "da_gui"),
    Step.WITHDRAW: dict.fromkeys(LIVE, "da_huy"),
    Step.RESTORE: {"da_huy": "da_gui"},
    Step.RETURN: dict.fromkeys(COUNTED, "tra_lai"),
    Step.CONFIRM: {"da_gui": "da_xac_nhan"},
    Step.UNCONFIRM: {"da_xac_nhan": "da_gui"},
    Step.MARK_DUPLICATE: {each: each for each in COUNTED},
    Step.UNMARK_DUPLICATE: {each: each for each in LIVE},
}
OFFICERS = {Step.RETURN, Step.CONFIRM, Step.UNCONFIRM}


@dataclass
class Kept:
    """An entry as the test remembers it. before: its status before it was withdrawn."""

    unit_id: int
    day: date
    attended: int
    status: str = "da_gui"
    version: int = 1
    duplicate_of: int | None = None
    before: str = ""

    @property
    def counts(self) -> bool:
        return self.status in COUNTED and self.duplicate_of is None


def expected_status(kept: Mapping[int, Kept], number: int, wish: Wish, by: Scope, *, frozen: bool) -> str | None:
    """The status a step leads to; None: it must be refused."""
    entry, is_officer = kept[number], by.sees_ward
    if not is_officer and (entry.unit_id != by.unit_id or wish.step in OFFICERS or _is_frozen(entry, frozen)):
        return None
    status = LEADS[wish.step].get(entry.status)
    if wish.step is Step.MARK_DUPLICATE and not _may_repeat(kept, number, wish.duplicate_of or 0):
        return None
    return entry.before if wish.step is Step.RESTORE and status and entry.before in {"nhap", "tra_lai"} else status


def _is_frozen(entry: Kept, frozen: bool) -> bool:
    held = entry.before if entry.status == "da_huy" else entry.status
    return frozen and held not in {"nhap", "tra_lai"}


def _may_repeat(kept: Mapping[int, Kept], number: int, other: int) -> bool:
    is_repeated = any(each.duplicate_of == number for each in kept.values())
    alike = kept[other].unit_id == kept[number].unit_id and other != number
    return alike and kept[other].counts and not is_repeated


def expected_figures(kept: Iterable[Kept], unit_id: int, span: Period) -> dict[str, int]:
    """A unit's figures, from what was typed; a measure nobody reported is absent."""
    sums: Counter[str] = Counter()
    for entry in kept:
        if entry.counts and entry.unit_id == unit_id and entry.day in span:
            sums.update({"so_hoat_dong": 1, "luot_nguoi_du": entry.attended})
            sums["luot_nguoi_du"] += 0
    return {"so_hoat_dong": 0} | dict(sums)
