"""What a job is, and when it is due (pure)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.clock import HANOI

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIRST_DAY = datetime(2026, 1, 1, tzinfo=HANOI)  # due times are counted from here, so that all machines have the same


class NotDone(Exception):
    """A job could not do what it is for; the message is a sentence for the admins."""


@dataclass(frozen=True)
class Schedule:
    """Every so often, and once a day unless said; at: Hà Nội's clocks, which know no summer time."""

    at: time
    every: timedelta = DAY

    def last_due(self, now: datetime) -> datetime:
        """The latest due time that is not in the future."""
        first = datetime.combine(FIRST_DAY, self.at, HANOI)
        return first + (now - first) // self.every * self.every

    def next_due(self, now: datetime) -> datetime:
        """The first due time in the future."""
        return self.last_due(now) + self.every

    @property
    def label(self) -> str:
        if self.every == DAY:
            return f"Hằng ngày lúc {self.at:%H:%M}"
        return f"{self.every // MINUTE} phút một lần"


@dataclass(frozen=True)
class Job:
    """Work to be done by itself. name: kept with its runs. about: what it does, in a sentence.

    work: does it, inside an application context, given the present instant; says in a sentence what it did.
    Raises NotDone; any other exception is a fault of the program.
    """

    name: str
    label: str
    about: str
    schedule: Schedule
    work: Callable[[datetime], str]
