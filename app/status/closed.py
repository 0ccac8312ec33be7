"""What a page of live figures says of a period that is closed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.periods.calendar import Period
from app.periods.closings import Kept, closing_in_effect
from app.periods.states import Closing
from app.plan import ENTRIES
from app.units.queries import UnitView


class Note(NamedTuple):
    """The closing that holds; same_dates: whether of the very days shown; places: figures that differ from it now."""

    closing: Closing
    same_dates: bool
    places: int


def note_of(
    ward_id: int, unit: UnitView, period: Period, today: date, now: Mapping[str, int] | None = None
) -> Note | None:
    """The note of a unit's page; None, without a query while the period is not over: it is not closed.

    now: the unit's figures as the page shows them.
    """
    kept = _kept(ward_id, period, today)
    if kept is None:
        return None
    own = kept.snapshot.of_unit(unit.code)
    return _note(kept.closing, own.figures if own else {ENTRIES: 0}, period, now)


def note_of_ward(ward_id: int, period: Period, today: date, now: Mapping[str, int]) -> Note | None:
    """The note of a page about the whole ward; now: its figures as the page shows them."""
    kept = _kept(ward_id, period, today)
    return None if kept is None else _note(kept.closing, kept.snapshot.total, period, now)


def _kept(ward_id: int, period: Period, today: date) -> Kept | None:
    return closing_in_effect(ward_id, period.id) if period.last_on < today else None


def _note(closing: Closing, frozen: Mapping[str, int], period: Period, now: Mapping[str, int] | None) -> Note:
    same = (closing.first_on, closing.last_on) == (period.first_on, period.last_on)
    apart = [m for m in {**frozen, **now} if frozen.get(m) != now.get(m)] if same and now is not None else []
    return Note(closing, same, len(apart))
