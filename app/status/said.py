"""What a unit says of a period, from what it says of its months; pure."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from app.periods.calendar import Period
from app.periods.models import Said


class Words(NamedTuple):
    """What a unit said of the months that share a day with a period: how many words, how many không phát sinh, the first
    of all of them, and the first of a month that lies in the period.
    """

    words: int
    nothings: int
    first_at: datetime | None
    inside_at: datetime | None


class Days(NamedTuple):
    """Between which days a unit is open, both inside; None: without end."""

    opened_on: date | None
    closed_on: date | None

    def touch(self, first: date, last: date) -> bool:
        """Whether it is open on one of these days."""
        return (self.opened_on is None or self.opened_on <= last) and (
            self.closed_on is None or self.closed_on >= first
        )


def said_of(
    words: Words, open_on: Days, period: Period, months: Iterable[Period]
) -> tuple[Said | None, datetime | None]:
    """What a unit says of a period, and since when. months: those that share a day with it.

    It is không phát sinh, or said, when each month is in which the unit was open on a day of the period; a month that lies
    in it is a word about it all the same.
    """
    if not words.words:
        return None, None
    shared = ((max(period.first_on, month.first_on), min(period.last_on, month.last_on)) for month in months)
    needed = sum(open_on.touch(*each) for each in shared)
    if words.nothings >= needed > 0:
        return Said.NOTHING, words.first_at
    if words.words >= needed > 0:
        return Said.COMPLETE, words.first_at
    return (Said.COMPLETE, words.inside_at) if words.inside_at else (None, None)
