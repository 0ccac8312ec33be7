"""Working time: sittings of the day, days of the week, public holidays; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from app.clock import HANOI

DAY = timedelta(days=1)
DAY_MINUTES = 24 * 60
MONDAY_TO_FRIDAY = frozenset(range(5))
FURTHEST = 20_000  # days looked through for a working one: a file of holidays may close years, not for ever


@dataclass(frozen=True)
class Holidays:
    """closed: days off though the week says otherwise; worked: days worked instead of others (làm bù)."""

    closed: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True)
class OfficeHours:
    """sittings: from, to in minutes since midnight in Hà Nội, one after the other. Raises ValueError when they are not."""

    sittings: tuple[tuple[int, int], ...] = ((450, 690), (810, 1020))
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY  # Monday is 0
    holidays: Holidays = field(default_factory=Holidays)

    def __post_init__(self) -> None:
        bounds = [0, *(minute for sitting in self.sittings for minute in sitting), DAY_MINUTES]
        apart = all(first < last for first, last in self.sittings)
        if not self.sittings or not self.weekdays or not apart or any(a > b for a, b in pairwise(bounds)):
            raise ValueError(f"these are no office hours: {self.sittings} on {sorted(self.weekdays)}")

    @property
    def a_day(self) -> timedelta:
        """The working time of a whole day."""
        return timedelta(minutes=sum(last - first for first, last in self.sittings))

    def works_on(self, day: date) -> bool:
        return day in self.holidays.worked or (day.weekday() in self.weekdays and day not in self.holidays.closed)

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two instants; none when the second is not the later."""
        total, day = timedelta(0), start.astimezone(HANOI).date()
        last = end.astimezone(HANOI).date()
        while day <= last:
            if self.works_on(day):
                total += sum(
                    (max(min(end, b) - max(start, a), timedelta(0)) for a, b in _spans(day, self)), timedelta(0)
                )
            day += DAY
        return total

    def after(self, start: datetime, wanted: timedelta) -> datetime:
        """The first instant by which so much working time has passed since start; start itself when none is wanted."""
        left = wanted
        if left <= timedelta(0):
            return start.astimezone(UTC)
        for first, last in self._following(start):
            if last - first >= left:
                return (first + left).astimezone(UTC)
            left -= last - first
        raise ValueError("there is no such working time within sight")

    def _following(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of the sittings from an instant on."""
        first_day = start.astimezone(HANOI).date()
        for day in (first_day + n * DAY for n in range(FURTHEST)):
            if self.works_on(day):
                yield from ((max(a, start), b) for a, b in _spans(day, self) if b > start)


def _spans(day: date, hours: OfficeHours) -> Iterator[tuple[datetime, datetime]]:
    """The sittings of a day as instants in UTC, so that their differences are real time."""
    midnight = datetime.combine(day, time(), HANOI).astimezone(UTC)
    return ((midnight + timedelta(minutes=a), midnight + timedelta(minutes=b)) for a, b in hours.sittings)
