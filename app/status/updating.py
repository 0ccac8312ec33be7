"""Expected, updated, on time, late, không phát sinh, chưa cập nhật: what each means, and nowhere else; pure."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from app.clock import HANOI
from app.periods.calendar import Period
from app.periods.models import Said
from app.plan import Obligation, Plan
from app.settings.queries import Settings
from app.status.said import Days
from app.units.queries import UnitView

GROUPS, SCHOOLS = "tdp", "truong"  # the kinds with a setting each; the ward's own offices share one


class State(StrEnum):
    """How a unit that is expected stands in a period. Who said không phát sinh did so on time or late."""

    ON_TIME = "on-time"
    LATE = "late"
    NOTHING = "nothing"
    SILENT = "silent"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    State.ON_TIME: "Đã cập nhật",
    State.LATE: "Cập nhật muộn",
    State.NOTHING: "Không phát sinh",
    State.SILENT: "Chưa cập nhật",
}


class Expected(NamedTuple):
    """What is asked for: the period, the last day to update it, the kinds of unit that are expected to, its months."""

    period: Period
    due_on: date
    kinds: frozenset[str]
    months: tuple[Period, ...]


class Facts(NamedTuple):
    """What is known of a unit in a period.

    entry_at: when an entry that counts and was held in the period was logged, one in time where there is one;
    said, said_at: what the unit says of the period's months, không phát sinh before đã đủ, and since when.
    """

    kind: str
    opened_on: date | None
    closed_on: date | None
    entry_at: datetime | None
    said: Said | None
    said_at: datetime | None


class UnitUpdate(NamedTuple):
    """A unit that is expected, and how it stands; last_on: the day of its last entry, of whatever period;
    closed_on: its own last day.
    """

    unit: UnitView
    state: State
    in_time: bool
    said: Said | None
    last_on: date | None
    closed_on: date | None


def is_over(update: UnitUpdate, today: date) -> bool:
    """Whether the unit's last day has passed: nobody there can be asked any more."""
    return update.closed_on is not None and update.closed_on < today


class Group(StrEnum):
    """A figure of a period, as addresses name it: so many units, each a list of their names."""

    EXPECTED = "can-cap-nhat"
    UPDATED = "da-cap-nhat"
    ON_TIME = "dung-han"
    LATE = "muon"
    NOTHING = "khong-phat-sinh"
    SILENT = "chua-cap-nhat"

    @property
    def label(self) -> str:
        return GROUP_LABELS[self]

    def holds(self, state: State, in_time: bool) -> bool:
        """Whether a unit that stands like this is counted here."""
        return (state, in_time) in _HELD[self]


GROUP_LABELS = {
    Group.EXPECTED: "Cần cập nhật",
    Group.UPDATED: "Đã cập nhật",
    Group.ON_TIME: "Đúng hạn",
    Group.LATE: "Cập nhật muộn",
    Group.NOTHING: "Không phát sinh",
    Group.SILENT: "Chưa cập nhật",
}


_EACH = {(state, in_time) for state in State for in_time in (True, False)}
_UPDATED = {each for each in _EACH if each[0] is not State.SILENT}
_HELD = {
    Group.EXPECTED: _EACH,
    Group.UPDATED: _UPDATED,
    Group.ON_TIME: {each for each in _UPDATED if each[1]},
    Group.LATE: {each for each in _UPDATED if not each[1]},
    Group.NOTHING: {each for each in _UPDATED if each[0] is State.NOTHING},
    Group.SILENT: _EACH - _UPDATED,
}


class Rates(NamedTuple):
    """How many units: on_time + late = updated, of which nothing said không phát sinh; updated + silent = expected."""

    expected: int
    updated: int
    on_time: int
    late: int
    nothing: int
    silent: int

    def by_group(self) -> dict[Group, int]:
        return dict(zip(Group, self, strict=True))


def expected_kinds(settings: Settings, plan: Plan) -> frozenset[str]:
    """The kinds of unit that are expected each period; whom the plan only asks (đề nghị) is never among them."""
    asked = {GROUPS: settings.expect_groups, SCHOOLS: settings.expect_schools}
    assigned = (kind.id for kind in plan.unit_kinds.values() if kind.obligation is Obligation.ASSIGNED)
    return frozenset(kind for kind in assigned if asked.get(kind, settings.expect_offices))


@lru_cache(maxsize=256)
def deadline(due_on: date) -> datetime:
    """The first instant that is late: the whole day the period is due on is in time, by Hà Nội's clocks."""
    return datetime.combine(due_on + timedelta(days=1), time(), HANOI)


def is_expected(facts: Facts, of: Expected) -> bool:
    """Whether the unit is of an expected kind and open on at least one day of the period."""
    days = Days(facts.opened_on, facts.closed_on)
    return facts.kind in of.kinds and days.touch(of.period.first_on, of.period.last_on)


def standing(facts: Facts, of: Expected) -> tuple[State, bool] | None:
    """The unit's state and whether it came in time; None: it is not expected, whatever it logged."""
    if not is_expected(facts, of):
        return None
    evidence = [at for at in (facts.entry_at, facts.said_at) if at is not None]
    if not evidence:
        return State.SILENT, False
    in_time = min(evidence) < deadline(of.due_on)
    if facts.entry_at is None and facts.said is Said.NOTHING:
        return State.NOTHING, in_time
    return (State.ON_TIME if in_time else State.LATE), in_time


def rates(updates: Iterable[tuple[State, bool]]) -> Rates:
    """The figures of units that are expected, from how each stands."""
    found = list(updates)
    return Rates(*(sum(1 for each in found if group.holds(*each)) for group in Group))
