"""The silent units of a ward, whom to call there, and when they were reminded."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from app.accounts.models import Membership, Person
from app.accounts.queries import holds_today
from app.database import read
from app.periods.models import Reminder
from app.permissions import Role
from app.plan import Plan
from app.status.updates import unit_states
from app.status.updating import Expected, State, UnitUpdate, is_over
from app.units.models import Unit
from app.units.queries import UnitView
from app.vietnamese import fold

FIRST = ("to truong", "hieu truong", "truong")  # the titles of who is called first, folded


class Leader(NamedTuple):
    """Whom to call in a unit."""

    name: str
    title: str
    phone: str


class Reminded(NamedTuple):
    """When a unit was reminded last, by whom, and of which period."""

    at: datetime
    by: str | None
    period: str


class Silent(NamedTuple):
    """A unit that said nothing; leader: None where nobody logs for it, or who asks may not know.

    closed_on: its last day, where it is over: its people can log no more, the officer may for them.
    """

    unit: UnitView
    last_on: date | None
    closed_on: date | None
    leader: Leader | None
    reminded: Reminded | None


_LEADERS = (
    select(Membership.unit_id, Person.name, Membership.title, Person.phone)
    .join(Person, Person.id == Membership.person_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(
        Membership.unit_id.in_(bindparam("units", expanding=True)),
        Membership.role == Role.REPORTER,
        Person.disabled_at.is_(None),
        holds_today(),
    )
    .order_by(Membership.id)
)
_LAST = (
    select(func.max(Reminder.id))
    .where(Reminder.unit_id.in_(bindparam("units", expanding=True)))
    .group_by(Reminder.unit_id)
)
_REMINDED = (
    select(Reminder.unit_id, Reminder.at, Person.name, Reminder.period)
    .outerjoin(Person, Person.id == Reminder.by_id)
    .where(Reminder.id.in_(_LAST))
)


def silent_units(ward_id: int, of: Expected, plan: Plan, *, today: date, with_people: bool) -> list[Silent]:
    """Who is silent, by kind (as the plan lists them) and name. with_people: whether who asks may know whom to call."""
    order = {kind: place for place, kind in enumerate(plan.unit_kinds)}
    found = [each for each in unit_states(ward_id, of) if each.state is State.SILENT]
    found.sort(key=lambda each: order[each.unit.kind])
    units = [each.unit.id for each in found]
    reminded = {row.unit_id: Reminded(row.at, row.name, row.period) for row in read(_REMINDED, {"units": units})}
    leaders = _leaders(units, today) if with_people else {}
    return [_silent(each, today, leaders.get(each.unit.id), reminded.get(each.unit.id)) for each in found]


def _silent(of: UnitUpdate, today: date, leader: Leader | None, reminded: Reminded | None) -> Silent:
    return Silent(of.unit, of.last_on, of.closed_on if is_over(of, today) else None, leader, reminded)


def _leaders(units: Iterable[int], today: date) -> dict[int, Leader]:
    """Of each unit's people the one whose title leads it, else who began first."""
    rows = read(_LEADERS, {"units": list(units), "today": today}).all()
    found: dict[int, Leader] = {}
    for row in sorted(rows, key=lambda row: _rank(row.title)):
        found.setdefault(row.unit_id, Leader(row.name, row.title, row.phone))
    return found


def _rank(title: str) -> int:
    return next((place for place, words in enumerate(FIRST) if fold(title).startswith(words)), len(FIRST))
