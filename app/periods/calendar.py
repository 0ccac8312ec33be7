"""Periods as pure arithmetic: 15→14 by Nghị định 09/2019, Điều 12, or calendar months."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from app.clock import HANOI
from app.config import CutOff

EARLIEST, LATEST = 2000, 2100  # years a period may name


class Kind(StrEnum):
    """The kinds of period, with how many months each has."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DATES = "dates"


MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.YEAR: 12}

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # fromisoformat() would also take 2026-W40-1
_FORMS = (
    (Kind.MONTH, re.compile(r"(\d{4})-(\d{2})", re.ASCII)),
    (Kind.QUARTER, re.compile(r"(\d{4})-Q([1-4])", re.ASCII)),
    (Kind.HALF, re.compile(r"(\d{4})-H([12])", re.ASCII)),
    (Kind.YEAR, re.compile(r"(\d{4})()", re.ASCII)),
)


class NoSuchPeriod(ValueError):
    """An id that names no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its id as in addresses ("2026-11", "2026-Q4"), its kind, first and last day (both inside)."""

    id: str
    kind: Kind
    first_on: date
    last_on: date
    label: str

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """From its first midnight on Hà Nội's clocks to the one after its last day, which is outside."""
        since, until = (
            datetime.combine(day, time(), HANOI) for day in (self.first_on, self.last_on + timedelta(days=1))
        )
        return since, until


def _starts(year: int, month: int, cut_off: CutOff) -> date:
    """The first day of a month's period."""
    if cut_off is CutOff.CALENDAR:
        return date(year, month, 1)
    return date(year - 1, 12, 15) if month == 1 else date(year, month - 1, 15)


def _build(kind: Kind, year: int, number: int, cut_off: CutOff) -> Period:
    months = MONTHS[kind]
    first = months * (number - 1) + 1
    after = (year + 1, 1) if first + months > 12 else (year, first + months)
    ids = {Kind.MONTH: f"{year}-{number:02d}", Kind.QUARTER: f"{year}-Q{number}", Kind.HALF: f"{year}-H{number}"}
    labels = {
        Kind.MONTH: f"tháng {number}/{year}",
        Kind.QUARTER: f"quý {('I', 'II', 'III', 'IV')[(number - 1) % 4]}/{year}",
        Kind.HALF: f"6 tháng {('đầu', 'cuối')[(number - 1) % 2]} năm {year}",
        Kind.YEAR: f"năm {year}",
    }
    last = _starts(*after, cut_off) - timedelta(days=1)
    return Period(ids.get(kind, str(year)), kind, _starts(year, first, cut_off), last, labels[kind])


def between(first_on: date, last_on: date) -> Period:
    """Any two dates, both inside. Raises NoSuchPeriod when they are the wrong way round."""
    if first_on > last_on:
        raise NoSuchPeriod(f"{first_on} > {last_on}")
    label = f"từ {first_on:%d/%m/%Y} đến {last_on:%d/%m/%Y}"
    return Period(f"{first_on}..{last_on}", Kind.DATES, first_on, last_on, label)


@lru_cache(maxsize=512)
def period(text: str, cut_off: CutOff = CutOff.FIFTEENTH) -> Period:
    """The period of an id: "2026-11", "2026-Q4", "2026-H2", "2026", "2026-10-01..2026-10-31".

    Raises NoSuchPeriod for anything else.
    """
    first, dots, last = text.partition("..")
    if dots:
        return between(_date(first), _date(last))
    for kind, form in _FORMS:
        match = form.fullmatch(text)
        if match:
            year, number = int(match.group(1)), int(match.group(2) or 1)
            if EARLIEST <= year <= LATEST and 1 <= number <= 12 // MONTHS[kind]:
                return _build(kind, year, number, cut_off)
    raise NoSuchPeriod(text)


def _date(text: str) -> date:
    try:
        read = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        read = None
    if read is None or not EARLIEST <= read.year <= LATEST:
        raise NoSuchPeriod(text)
    return read


@lru_cache(maxsize=4096)
def period_of(day: date, cut_off: CutOff = CutOff.FIFTEENTH, kind: Kind = Kind.MONTH) -> Period:
    """The month, quarter, half-year or year a day belongs to."""
    year, month = day.year, day.month
    if cut_off is CutOff.FIFTEENTH and day.day >= 15:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return _build(kind, year, (month - 1) // MONTHS[kind] + 1, cut_off)


def previous(of: Period, cut_off: CutOff = CutOff.FIFTEENTH) -> Period | None:
    """The period of the same kind before this one; two dates have none."""
    return None if of.kind is Kind.DATES else period_of(of.first_on - timedelta(days=1), cut_off, of.kind)


def following(of: Period, cut_off: CutOff = CutOff.FIFTEENTH) -> Period | None:
    """The period of the same kind after this one; two dates have none."""
    return None if of.kind is Kind.DATES else period_of(of.last_on + timedelta(days=1), cut_off, of.kind)


def running_total(of: Period, cut_off: CutOff = CutOff.FIFTEENTH) -> Period:
    """Lũy kế: from the first day of the year of the period's last day to that last day."""
    return between(min(period_of(of.last_on, cut_off, Kind.YEAR).first_on, of.first_on), of.last_on)


@lru_cache(maxsize=512)
def months_over(of: Period, cut_off: CutOff = CutOff.FIFTEENTH) -> tuple[Period, ...]:
    """The months that share a day with a period, oldest first."""
    months = [period_of(of.first_on, cut_off)]
    while months[-1].last_on < of.last_on:
        months.append(period_of(months[-1].last_on + timedelta(days=1), cut_off))
    return tuple(months)


def months_until(of: Period, count: int, cut_off: CutOff = CutOff.FIFTEENTH) -> tuple[Period, ...]:
    """The last `count` months up to the one that holds the period's last day, oldest first."""
    months = [period_of(of.last_on, cut_off)]
    while len(months) < count:
        months.append(period_of(months[-1].first_on - timedelta(days=1), cut_off))
    return tuple(reversed(months))
