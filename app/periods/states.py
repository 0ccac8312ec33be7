"""Where a period stands, and which periods a list shows; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.config import CutOff
from app.periods.calendar import MONTHS, Kind, Period, period, period_of

AHEAD_YEARS = 2  # how far ahead periods are listed
WAITING_MONTHS = 3  # months before this one that stand on top of the list while they wait to be closed


class PeriodState(StrEnum):
    """Where a period stands."""

    AHEAD = "ahead"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    PeriodState.AHEAD: "Chưa đến",
    PeriodState.OPEN: "Đang mở",
    PeriodState.ENDED: "Hết kỳ, chờ chốt",
    PeriodState.CLOSED: "Đã chốt",
    PeriodState.REOPENED: "Đã mở lại",
}


_WAITING = {PeriodState.ENDED, PeriodState.REOPENED}


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing of a period, with the dates it had then; it holds until it is reopened."""

    number: int
    period: str
    kind: str
    first_on: date
    last_on: date
    closed_at: datetime
    closed_by: str | None
    reopened_at: datetime | None
    reopened_by: str | None
    reason: str

    @property
    def holds(self) -> bool:
        return self.reopened_at is None

    @property
    def span(self) -> Period:
        """The period with the dates it was closed with, whatever the rule of months has become."""
        return replace(period(self.period), first_on=self.first_on, last_on=self.last_on)


@dataclass(frozen=True, slots=True)
class Listed:
    """A period in a list: its deadline, its state and its latest closing."""

    period: Period
    due_on: date
    state: PeriodState
    closing: Closing | None


def state_of(of: Period, latest: Closing | None, today: date) -> PeriodState:
    """Where a period stands, by its latest closing."""
    if latest is not None:
        return PeriodState.CLOSED if latest.holds else PeriodState.REOPENED
    if today < of.first_on:
        return PeriodState.AHEAD
    return PeriodState.OPEN if today <= of.last_on else PeriodState.ENDED


def may_close(of: Period, latest: Closing | None, today: date) -> bool:
    """Whether it may be closed: its last day is over, and it is not closed now."""
    return of.last_on < today and (latest is None or not latest.holds)


def as_closed(of: Period, latest: Closing | None) -> Period:
    """The period as its latest closing has it, while that holds."""
    return latest.span if latest is not None and latest.holds else of


def periods_of_year(year: int, cut_off: CutOff) -> list[Period]:
    """Every period of a year but those of two dates: months first, the latest first."""
    of = period(str(year), cut_off)
    found = []
    for kind in MONTHS:
        step = period_of(of.last_on, cut_off, kind)
        while step.last_on >= of.first_on:
            found.append(step)
            step = period_of(step.first_on - timedelta(days=1), cut_off, kind)
    return found


def present_periods(today: date, began_on: date, cut_off: CutOff) -> list[Period]:
    """The month of today, some before it that may wait to be closed, then the quarter, half-year and year of today."""
    months = [period_of(today, cut_off)]
    while len(months) <= WAITING_MONTHS and months[-1].first_on > began_on:
        months.append(period_of(months[-1].first_on - timedelta(days=1), cut_off))
    return months + [period_of(today, cut_off, kind) for kind in MONTHS if kind is not Kind.MONTH]


def years_listed(today: date, began_on: date, cut_off: CutOff) -> range:
    """The years with a list: from the plan's beginning to some years ahead."""
    first, last = (int(period_of(day, cut_off, Kind.YEAR).id) for day in (began_on, today))
    return range(min(first, last), last + AHEAD_YEARS + 1)


@dataclass(frozen=True)
class Arranged:
    """A list of periods in its parts: to be looked at now, of two dates, of the year shown and over, or ahead."""

    now: list[Listed]
    own: list[Listed]
    past: list[Listed]
    ahead: list[Listed]


def arranged(every: Iterable[Listed], present: Iterable[Period]) -> Arranged:
    """The parts of a list. present: as present_periods() gives them; of its earlier months, what waits is shown."""
    parts, now = Arranged([], [], [], []), {each.id for each in present}
    for each in every:
        earlier = each.period.kind is Kind.MONTH and bool(parts.now)
        if each.period.kind is Kind.DATES:
            parts.own.append(each)
        elif each.period.id in now and (not earlier or each.state in _WAITING):
            parts.now.append(each)
        else:
            (parts.ahead if each.state is PeriodState.AHEAD else parts.past).append(each)
    return parts
