"""A week, and the sheet a unit kind logs it on: a row for each day a weekly type is usually held on; pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.activities.entry import EARLIEST_YEAR
from app.plan import WEEKDAYS, ActivityType, Measure, Plan

WEEK = "tuan"  # the page of a draft that is a week's sheet; its type is the Monday
FREE = 3  # rows of any day and type below the others
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class NoSuchWeek(ValueError):
    """What an address names is no week that has begun."""


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday."""

    monday: date

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.monday + timedelta(days=place) for place in range(7))

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> "Week":
        return Week(self.monday - timedelta(days=7))

    @property
    def after(self) -> "Week":
        return Week(self.monday + timedelta(days=7))


def week_of(day: date) -> Week:
    return Week(day - timedelta(days=day.weekday()))


def asked_week(text: str | None, today: date) -> Week:
    """The week that holds the day an address names, today's without one. Raises NoSuchWeek, also for one to come."""
    if text is None:
        return week_of(today)
    try:
        day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day.year <= EARLIEST_YEAR or week_of(day).monday > today:
        raise NoSuchWeek(text)
    return week_of(day)


@dataclass(frozen=True)
class Row:
    """A type on a day of the week (0: Monday)."""

    type: ActivityType
    place: int

    def box(self, measure: Measure) -> str:
        """The name of the box for a measure."""
        return f"{self.type.id}-{WEEKDAYS[self.place]}-{measure.id}"


@dataclass(frozen=True)
class Section:
    """A weekly type with its rows; measures: what is typed; given: what each row has without being typed."""

    type: ActivityType
    rows: tuple[Row, ...]
    measures: tuple[Measure, ...]
    given: tuple[Measure, ...]


@dataclass(frozen=True)
class Other:
    """A type for the free rows and the one figure typed there."""

    type: ActivityType
    measure: Measure
    given: tuple[Measure, ...]


def _given(kind: ActivityType, plan: Plan) -> tuple[Measure, ...]:
    """The figures that are one unless somebody says otherwise: the sheet does not ask for them."""
    return tuple(m for m in plan.inputs(kind) if m.default is not None and m.id not in kind.required)


@lru_cache(maxsize=64)
def sections_of(unit_kind: str, plan: Plan) -> tuple[Section, ...]:
    """What units of a kind may log a week of; none: they have no sheet."""
    found = []
    for kind in plan.types_for(unit_kind):
        given = _given(kind, plan)
        rows = tuple(Row(kind, place) for place, day in enumerate(WEEKDAYS) if day in kind.week)
        if rows:
            found.append(Section(kind, rows, tuple(m for m in plan.inputs(kind) if m not in given), given))
    return tuple(found)


@lru_cache(maxsize=64)
def others_of(unit_kind: str, plan: Plan) -> dict[str, Other]:
    """What can be logged in a free row: types that require one figure."""
    kinds = [kind for kind in plan.types_for(unit_kind) if len(kind.required) == 1]
    return {kind.id: Other(kind, plan.measures[kind.required[0]], _given(kind, plan)) for kind in kinds}
