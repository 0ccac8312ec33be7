"""The ward's units, and who works or worked in one."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select, true
from sqlalchemy.orm import aliased

from app.accounts.models import Membership, Person
from app.accounts.queries import holds_today
from app.database import read
from app.permissions import Role
from app.scope import Scope
from app.units.models import WARD, Unit
from app.vietnamese import search_pattern

PAGE = 100
MOST = 200  # those who left, the last first


class Openness(StrEnum):
    """Which units are listed; the value stands in the address."""

    OPEN = "dang-mo"
    CLOSED = "da-dong"
    ANY = "tat-ca"

    @property
    def label(self) -> str:
        return {"dang-mo": "Đang hoạt động", "da-dong": "Đã đóng", "tat-ca": "Tất cả"}[self]


class UnitLine(NamedTuple):
    """A unit in the list, and how many people work there today."""

    code: str
    name: str
    kind: str
    closed_on: date | None
    people: int


class UnitCard(NamedTuple):
    """A unit with everything that is kept of it."""

    id: int
    code: str
    name: str
    kind: str
    parent_code: str | None
    parent_name: str | None
    households: int | None
    opened_on: date | None
    closed_on: date | None

    @property
    def is_ward(self) -> bool:
        return self.kind == WARD

    def is_closed(self, today: date) -> bool:
        return self.closed_on is not None and self.closed_on < today


class Member(NamedTuple):
    """A person's work in a unit. number: the membership's."""

    number: int
    person_id: int
    name: str
    phone: str
    role: Role
    title: str
    started_on: date
    ended_on: date | None
    disabled_at: datetime | None

    @property
    def work(self) -> str:
        return f"{self.title}, {self.role.label}" if self.title else self.role.label

    def is_present(self, today: date) -> bool:
        return self.ended_on is None or self.ended_on > today


_people = (
    select(func.count(Membership.person_id.distinct()))
    .where(Membership.unit_id == Unit.id, holds_today())
    .correlate(Unit)
    .scalar_subquery()
)
_is_open = or_(Unit.closed_on.is_(None), Unit.closed_on >= bindparam("today"))
_WHICH = {Openness.OPEN: _is_open, Openness.CLOSED: Unit.closed_on < bindparam("today"), Openness.ANY: true()}
_LISTED = (
    select(Unit.code, Unit.name, Unit.kind, Unit.closed_on, _people)
    .where(Unit.ward_id == bindparam("ward"), Unit.search.like(bindparam("pattern"), escape="\\"))
    .order_by(Unit.kind != WARD, Unit.sort_key, Unit.id)
    .limit(PAGE + 1)
    .offset(bindparam("before"))
)
_UNITS = {which: _LISTED.where(condition) for which, condition in _WHICH.items()}
_parent = aliased(Unit)
_UNIT = (
    select(
        Unit.id,
        Unit.code,
        Unit.name,
        Unit.kind,
        _parent.code.label("parent_code"),
        _parent.name.label("parent_name"),
        Unit.households,
        Unit.opened_on,
        Unit.closed_on,
    )
    .outerjoin(_parent, _parent.id == Unit.parent_id)
    .where(Unit.code == bindparam("code"), Unit.ward_id == bindparam("ward"))
)
_MEMBERS = (
    select(
        Membership.id,
        Person.id,
        Person.name,
        Person.phone,
        Membership.role,
        Membership.title,
        Membership.started_on,
        Membership.ended_on,
        Person.disabled_at,
    )
    .join(Person, Person.id == Membership.person_id)
    .where(Membership.unit_id == bindparam("unit"))
)
_gone = Membership.ended_on <= bindparam("today")
_PRESENT = _MEMBERS.where(or_(Membership.ended_on.is_(None), ~_gone)).order_by(Person.sort_key, Membership.id)
_PAST = _MEMBERS.where(_gone).order_by(Membership.ended_on.desc(), Membership.id.desc()).limit(MOST)
_OPEN = (
    select(Unit.code, Unit.name)
    .where(Unit.ward_id == bindparam("ward"), _is_open)
    .order_by(Unit.kind != WARD, Unit.sort_key, Unit.id)
)

_below = select(Unit.id).where(Unit.parent_id == bindparam("unit")).cte("below", recursive=True)
_below = _below.union(select(Unit.id).where(Unit.parent_id == _below.c.id))
_UNDER = select(Unit.name).where(Unit.id.in_(select(_below.c.id)), _is_open).order_by(Unit.sort_key, Unit.id)


def units_of(scope: Scope, which: Openness, today: date, *, sought: str = "", page: int = 1) -> list[UnitLine]:
    """A page of the ward's units by name, the ward first; one row more than a page when another follows."""
    values = {"ward": scope.ward_id, "today": today, "pattern": search_pattern(sought)}
    return [UnitLine(*row) for row in read(_UNITS[which], values | {"before": (page - 1) * PAGE})]


def unit_of(scope: Scope, code: str) -> UnitCard | None:
    """The unit of a code, in this ward."""
    row = read(_UNIT, {"code": code, "ward": scope.ward_id}).one_or_none()
    return None if row is None else UnitCard(*row)


def present_in(unit: UnitCard, today: date) -> list[Member]:
    """Who works in a unit today."""
    return _members(read(_PRESENT, {"unit": unit.id, "today": today}))


def past_of(unit: UnitCard, today: date) -> list[Member]:
    """Who worked there before, who left last first."""
    return _members(read(_PAST, {"unit": unit.id, "today": today}))


def _members(rows: Iterable[tuple[object, ...]]) -> list[Member]:
    found = [Member(*row) for row in rows]  # type: ignore[arg-type]
    return [each._replace(role=Role(each.role)) for each in found]


def open_units(scope: Scope, today: date) -> list[tuple[str, str]]:
    """Code and name of each open unit, for a choice."""
    return [(row.code, row.name) for row in read(_OPEN, {"ward": scope.ward_id, "today": today})]


def open_under(unit: UnitCard, today: date) -> list[str]:
    """The names of the open units that stand under one, at whatever depth."""
    return list(read(_UNDER, {"unit": unit.id, "today": today}).scalars())
