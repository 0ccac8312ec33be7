"""What the database holds that an import must not contradict: one ward's units, and who belongs to them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam, or_, select

from app.accounts.admins import LASTING_ADMINS
from app.accounts.models import Membership, Person
from app.permissions import Role
from app.units.models import Unit

Run = Callable[[Executable, dict[str, Any]], Any]


class KnownUnit(NamedTuple):
    id: int
    code: str
    kind: str
    name: str
    parent_id: int | None
    ward_id: int | None
    households: int | None
    opened_on: date | None
    closed_on: date | None


class KnownPerson(NamedTuple):
    """is_own: works, or once worked, in the ward; nothing is said of anybody else."""

    id: int
    phone: str
    name: str
    is_disabled: bool
    is_own: bool


class Held(NamedTuple):
    """A membership that holds, and its title."""

    id: int
    title: str


@dataclass
class Known:
    """units: of the ward, by code. held: by (phone, code, role). elsewhere, admins: phones of such people.

    seats: codes of the units in which the ward's lasting admins are.
    """

    ward_id: int
    ward_code: str = ""
    units: dict[str, KnownUnit] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    people: dict[str, KnownPerson] = field(default_factory=dict)
    held: dict[tuple[str, str, str], Held] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    admins: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)


_UNITS = select(
    Unit.id,
    Unit.code,
    Unit.kind,
    Unit.name,
    Unit.parent_id,
    Unit.ward_id,
    Unit.households,
    Unit.opened_on,
    Unit.closed_on,
)
_WORKED_HERE = (
    select(Membership.person_id).join(Unit, Unit.id == Membership.unit_id).where(Unit.ward_id == bindparam("ward"))
)
_PEOPLE = select(Person.id, Person.phone, Person.name, Person.disabled_at.is_not(None), Person.id.in_(_WORKED_HERE))
_HELD = (
    select(Membership.id, Membership.role, Membership.title, Person.phone, Unit.code, Unit.ward_id)
    .join(Person, Person.id == Membership.person_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(or_(Membership.ended_on.is_(None), Membership.ended_on > bindparam("today")))
    .order_by(Membership.id)
)


def known_to(run: Run, ward_id: int, *, today: date) -> Known:
    """Everything an import into a ward is compared with: four queries, whatever the file's size."""
    known = Known(ward_id)
    units = [KnownUnit._make(row) for row in run(_UNITS, {})]
    known.units = {unit.code: unit for unit in units if unit.ward_id == ward_id}
    known.foreign = {unit.code for unit in units if unit.ward_id != ward_id}
    known.ward_code = next((unit.code for unit in units if unit.id == ward_id), "")
    known.people = {person.phone: person for person in map(KnownPerson._make, run(_PEOPLE, {"ward": ward_id}))}
    held = run(_HELD, {"today": today}).all()
    known.elsewhere = {row.phone for row in held if row.ward_id != ward_id}
    known.admins = {row.phone for row in held if row.role == Role.ADMIN}
    known.held = {(r.phone, r.code, r.role): Held(r.id, r.title) for r in held if r.ward_id == ward_id}
    known.seats = {row.code for row in run(LASTING_ADMINS, {"ward": ward_id, "today": today})}
    return known
