"""The ward's people: whoever works in one of its units or did."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select

from app.accounts.models import Membership, Person
from app.accounts.queries import holds_today
from app.database import read
from app.directory.queries.units import PAGE
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from app.vietnamese import search_pattern


class PersonLine(NamedTuple):
    """A person in the list, and the units of today."""

    id: int
    name: str
    phone: str
    disabled_at: datetime | None
    units: str


class Work(NamedTuple):
    """A person's work in a unit of this ward. number: the membership's."""

    number: int
    unit_code: str
    unit_name: str
    role: Role
    title: str
    started_on: date
    ended_on: date | None
    closed_on: date | None

    def is_present(self, today: date) -> bool:
        return self.ended_on is None or self.ended_on > today


class Profile(NamedTuple):
    """A person as the directory keeps one. is_elsewhere: works in another ward too, which has a say in the account."""

    id: int
    name: str
    phone: str
    disabled_at: datetime | None
    is_elsewhere: bool
    has_factor: bool
    work: tuple[Work, ...]

    def present(self, today: date) -> list[Work]:
        return [each for each in self.work if each.is_present(today)]

    def past(self, today: date) -> list[Work]:
        return [each for each in self.work if not each.is_present(today)]


_belongs = exists().where(
    Membership.person_id == Person.id,
    Membership.unit_id == Unit.id,
    Unit.ward_id == bindparam("ward"),
)
_found = _belongs.where((Person.search + " " + Unit.search).like(bindparam("pattern"), escape="\\"))
_PEOPLE = (
    select(Person.id, Person.name, Person.phone, Person.disabled_at)
    .where(_found)
    .order_by(Person.sort_key, Person.id)
    .limit(PAGE + 1)
    .offset(bindparam("before"))
)
_UNITS = (
    select(Membership.person_id, Unit.name)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(
        Membership.person_id.in_(bindparam("people", expanding=True)), Unit.ward_id == bindparam("ward"), holds_today()
    )
    .order_by(Unit.sort_key, Membership.id)
)
ELSEWHERE = exists().where(
    Membership.person_id == Person.id,
    Membership.unit_id == Unit.id,
    Unit.ward_id != bindparam("ward"),
    holds_today(),
)
_PROFILE = select(
    Person.id,
    Person.name,
    Person.phone,
    Person.disabled_at,
    ELSEWHERE.label("is_elsewhere"),
    Person.factor_since.is_not(None).label("has_factor"),
).where(Person.id == bindparam("person"), _belongs)
_WORK = (
    select(
        Membership.id,
        Unit.code,
        Unit.name,
        Membership.role,
        Membership.title,
        Membership.started_on,
        Membership.ended_on,
        Unit.closed_on,
    )
    .join(Unit, Unit.id == Membership.unit_id)
    .where(Membership.person_id == bindparam("person"), Unit.ward_id == bindparam("ward"))
    .order_by(Membership.ended_on.is_(None).desc(), Membership.id.desc())
    .limit(200)
)


def people_of(scope: Scope, today: date, *, sought: str = "", page: int = 1) -> list[PersonLine]:
    """A page of the ward's people by given name; sought: words of a name, a number or a unit, without marks."""
    values = {"ward": scope.ward_id, "pattern": search_pattern(sought), "before": (page - 1) * PAGE}
    rows = read(_PEOPLE, values).all()
    held: dict[int, list[str]] = {row.id: [] for row in rows}
    for row in read(_UNITS, {"people": list(held), "ward": scope.ward_id, "today": today}):
        held[row.person_id].append(row.name)
    return [PersonLine(**row._mapping, units=", ".join(dict.fromkeys(held[row.id]))) for row in rows]


def profile_of(scope: Scope, person_id: int, today: date) -> Profile | None:
    """A person of this ward with all work there, today's first; None for anybody else."""
    row = read(_PROFILE, {"person": person_id, "ward": scope.ward_id, "today": today}).one_or_none()
    if row is None:
        return None
    work = [Work(*each) for each in read(_WORK, {"person": person_id, "ward": scope.ward_id})]
    return Profile(**row._mapping, work=tuple(each._replace(role=Role(each.role)) for each in work))
