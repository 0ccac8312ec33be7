"""A person as pages show one: name, telephone number, units, the browsers signed in and those known."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from app.accounts.models import KnownDevice, Membership, Person, SignIn
from app.accounts.queries import holds_today, token_hash
from app.database import read
from app.permissions import Role
from app.units.models import Unit


class Held(NamedTuple):
    """A role in a unit, held today. number: the membership's."""

    number: int
    unit_code: str
    unit_name: str
    role: Role
    title: str
    ward_name: str


@dataclass(frozen=True)
class PersonView:
    """A person with what is held today."""

    id: int
    name: str
    phone: str
    has_pin: bool
    has_password: bool
    has_factor: bool
    disabled_at: datetime | None
    held: tuple[Held, ...]

    @property
    def words(self) -> list[str]:
        """What a password of this person may not consist of."""
        return [self.name, *(name for each in self.held for name in (each.unit_name, each.ward_name))]


class Browser(NamedTuple):
    """A sign-in that holds, as the person sees it."""

    id: int
    user_agent: str
    started_at: datetime
    used_at: datetime


_ward = aliased(Unit)
_PERSON = select(
    Person.id,
    Person.name,
    Person.phone,
    (Person.pin_hash != "").label("has_pin"),
    (Person.password_hash != "").label("has_password"),
    Person.factor_since.is_not(None).label("has_factor"),
    Person.disabled_at,
).where(Person.id == bindparam("person"))
_HELD = (
    select(Membership.id, Unit.code, Unit.name, Membership.role, Membership.title, _ward.name.label("ward_name"))
    .join(Unit, Unit.id == Membership.unit_id)
    .join(_ward, _ward.id == Unit.ward_id)
    .where(Membership.person_id == bindparam("person"), holds_today())
    .order_by(Membership.id)
)
_BROWSERS = (
    select(SignIn.id, SignIn.user_agent, SignIn.started_at, SignIn.used_at)
    .where(
        SignIn.person_id == bindparam("person"),
        SignIn.ended_at.is_(None),
        SignIn.step.is_(None),
        SignIn.expires_at > bindparam("now"),
    )
    .order_by(SignIn.used_at.desc(), SignIn.id.desc())
    .limit(50)
)
_KNOWN_AT_ALL = select(KnownDevice.id).where(KnownDevice.mark_hash == bindparam("mark")).limit(1)
_KNOWN = select(KnownDevice.id).where(
    KnownDevice.mark_hash == bindparam("mark"), KnownDevice.person_id == bindparam("person")
)


def person_of(person_id: int, today: date) -> PersonView:
    """The person of a number, who must be there."""
    row = read(_PERSON, {"person": person_id}).one()
    held = tuple(
        Held(each.id, each.code, each.name, Role(each.role), each.title, each.ward_name)
        for each in read(_HELD, {"person": person_id, "today": today})
    )
    return PersonView(**row._mapping, held=held)


def browsers_of(person_id: int, now: datetime) -> list[Browser]:
    """Where a person is signed in, the one used last first; at most fifty."""
    return [Browser(*row) for row in read(_BROWSERS, {"person": person_id, "now": now})]


def is_known(mark: str) -> bool:
    """Whether the browser of a mark is known to be anybody's."""
    return read(_KNOWN_AT_ALL, {"mark": token_hash(mark)}).first() is not None


def knows(mark: str, person_id: int) -> bool:
    """Whether the browser of a mark is known to be this person's."""
    return read(_KNOWN, {"mark": token_hash(mark), "person": person_id}).one_or_none() is not None
