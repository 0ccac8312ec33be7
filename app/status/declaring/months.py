"""What a unit may still say of a month, and what it has said: one query for several months."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from app.accounts.models import Person
from app.activities.models import Activity, Measurement
from app.activities.workflow import Status
from app.database import read
from app.office_hours.hours import Holidays
from app.periods.calendar import Kind, Period
from app.periods.deadlines import due_on
from app.periods.models import Closure, Declaration, PeriodPlan, Said
from app.permissions import Action
from app.plan import ENTRIES, Plan
from app.scope import Scope
from app.settings.queries import Settings
from app.status.updating import Expected, Facts, State, expected_kinds, standing
from app.units.models import Unit


class Word(NamedTuple):
    """What was said, by whom and when. undone_at: since when it no longer holds."""

    said: Said
    at: datetime
    said_as: str
    by: str | None
    undone_at: datetime | None


class Month(NamedTuple):
    """A month a unit is expected to update. entries: how many count; returned: how many wait to be mended;
    word: the last thing said of it.
    """

    period: Period
    due_on: date
    state: State
    entries: int
    returned: int
    is_closed: bool
    word: Word | None

    @property
    def said(self) -> Said | None:
        """What holds now."""
        return self.word.said if self.word and self.word.undone_at is None else None


def may_speak(unit_id: int, scope: Scope) -> bool:
    """Whether a person says something of a unit's months: of the own unit's, the officer of every unit's."""
    own = unit_id == scope.unit_id and scope.may(Action.DECLARE_PERIODS)
    return own or scope.reaches_ward(Action.DECLARE_PERIODS)


def speaks(month: Month, unit_id: int, scope: Scope) -> bool:
    """Whether the person may say something of this month now; of a closed one only the officer does."""
    return may_speak(unit_id, scope) and (not month.is_closed or scope.reaches_ward(Action.DECLARE_PERIODS))


class _Span(NamedTuple):
    """The values of one of the months, numbered."""

    name: BindParameter[str]
    first: BindParameter[date]
    last: BindParameter[date]

    @classmethod
    def of(cls, place: int) -> "_Span":
        days = (bindparam(f"{name}{place}", type_=Date()) for name in ("first", "last"))
        return cls(bindparam(f"name{place}", type_=String()), *days)


def _facts(span: _Span) -> Iterator[ColumnElement[Any]]:
    """How many entries count and were sent back, when the first was logged, how many closings hold, the deadline kept."""
    entries = (Measurement.unit_id == Unit.id, Measurement.measure == ENTRIES, Measurement.counts)
    held = (Measurement.held_on >= span.first, Measurement.held_on <= span.last)
    yield _own(select(func.count()).where(*entries, *held), "entries")
    sent_back = (Activity.unit_id == Unit.id, Activity.status == Status.RETURNED)
    its = (Activity.held_on >= span.first, Activity.held_on <= span.last)
    yield _own(select(func.count()).select_from(Activity).where(*sent_back, *its), "returned")
    logged = select(func.min(Activity.logged_at)).join(Measurement, Measurement.activity_id == Activity.id)
    yield _own(logged.where(*entries, *held), "logged_at")
    closed = (Closure.ward_id == Unit.ward_id, Closure.kind == Kind.MONTH, Closure.reopened_at.is_(None))
    inside = (Closure.first_on <= span.last, Closure.last_on >= span.first)
    yield _own(select(func.count()).where(*closed, *inside), "closed")
    days = (PeriodPlan.first_on == span.first, PeriodPlan.last_on == span.last)
    plan = (PeriodPlan.ward_id == Unit.ward_id, PeriodPlan.period == span.name)
    yield _own(select(PeriodPlan.due_on).where(*plan, *days), "due_on")


def _own(of_unit: Select[Any], name: str) -> ColumnElement[Any]:
    return of_unit.correlate(Unit).scalar_subquery().label(name)


def _month(place: int) -> Select[*tuple[Any, ...]]:
    """The facts of the month whose values are numbered with this place, and the last thing said of it."""
    span = _Span.of(place)
    spoken = (Declaration.unit_id == Unit.id, Declaration.period == span.name, Declaration.first_on == span.first)
    latest = select(func.max(Declaration.id)).where(*spoken).correlate(Unit).scalar_subquery()
    told = (Declaration.said, Declaration.said_at, Declaration.said_as, Person.name, Declaration.undone_at)
    return (
        select(literal(place).label("place"), Unit.kind, Unit.opened_on, Unit.closed_on, *_facts(span), *told)
        .outerjoin(Declaration, Declaration.id == latest)
        .outerjoin(Person, Person.id == Declaration.said_by_id)
        .where(Unit.id == bindparam("unit"))
    )


@cache
def _months(count: int) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(*(_month(place) for place in range(count)))


def months_of(
    unit_id: int, periods: Sequence[Period], settings: Settings, holidays: Holidays, plan: Plan
) -> list[Month]:
    """Those of these months the unit is expected to update."""
    values: dict[str, Any] = {"unit": unit_id}
    for place, each in enumerate(periods):
        values |= {f"name{place}": each.id, f"first{place}": each.first_on, f"last{place}": each.last_on}
    kinds, hours = expected_kinds(settings, plan), settings.office_hours(holidays)
    found = []
    for row in sorted(read(_months(len(periods)), values), key=lambda row: row.place):
        period, word = periods[row.place], _word(row)
        due = row.due_on or due_on(period.last_on, hours, settings.due_days)
        holds = word if word and word.undone_at is None else None
        said = (holds.said, holds.at) if holds else (None, None)
        facts = Facts(row.kind, row.opened_on, row.closed_on, row.logged_at, *said)
        if standing_now := standing(facts, Expected(period, due, kinds, (period,))):
            found.append(Month(period, due, standing_now[0], row.entries, row.returned, bool(row.closed), word))
    return found


def _word(row: Any) -> Word | None:
    if row.said is None:
        return None
    return Word(Said(row.said), row.said_at, row.said_as, row.name, row.undone_at)
