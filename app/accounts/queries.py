"""Who is signed in, and whom a telephone number belongs to."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Membership, Person, SignIn, Step
from app.database import read
from app.permissions import OFFICIALS, Role
from app.scope import Scope
from app.settings.models import Setting
from app.units.models import Unit


class UnitChoice(NamedTuple):
    """A unit a person may act for."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that holds now, and whom it lets act."""

    id: int
    scope: Scope
    units: tuple[UnitChoice, ...]
    used_at: datetime
    idle_minutes: int
    confirmed_at: datetime | None


class Pending(NamedTuple):
    """A sign-in that still waits for something, and whose it is."""

    id: int
    person_id: int
    person_name: str
    step: Step


class Account(NamedTuple):
    """What a telephone number leads to. is_official: signs in with a password, never a PIN."""

    id: int
    password_hash: str
    pin_hash: str
    is_official: bool


class Standing(NamedTuple):
    """Every role a person holds, in which wards, and the ward of the first."""

    ward_id: int
    roles: frozenset[Role]
    wards: frozenset[int]

    @property
    def is_official(self) -> bool:
        return not self.roles.isdisjoint(OFFICIALS)


def holds_today() -> ColumnElement[bool]:
    """Whether a membership holds on :today, and its unit is open."""
    return (
        (Membership.started_on <= bindparam("today"))
        & or_(Membership.ended_on.is_(None), Membership.ended_on > bindparam("today"))
        & or_(Unit.closed_on.is_(None), Unit.closed_on >= bindparam("today"))
    )


_ward = aliased(Unit)
_OPEN = (
    SignIn.token_hash == bindparam("token_hash"),
    SignIn.ended_at.is_(None),
    SignIn.expires_at > bindparam("now"),
    Person.disabled_at.is_(None),
)
_uses_targets = exists().where(Setting.ward_id == Unit.ward_id, Setting.name == "targets", Setting.value == 1)
_SIGNED_IN = (
    select(
        SignIn.id,
        SignIn.unit_id.label("chosen"),
        SignIn.used_at,
        SignIn.idle_minutes,
        SignIn.confirmed_at,
        SignIn.as_official,
        Person.id.label("person_id"),
        Person.name.label("person_name"),
        Membership.role,
        Membership.title,
        Unit.id.label("unit_id"),
        Unit.code.label("unit_code"),
        Unit.name.label("unit_name"),
        Unit.kind.label("unit_kind"),
        Unit.ward_id,
        _ward.name.label("ward_name"),
        _uses_targets.label("uses_targets"),
    )
    .join(Person, Person.id == SignIn.person_id)
    .join(Membership, Membership.person_id == Person.id)
    .join(Unit, Unit.id == Membership.unit_id)
    .join(_ward, _ward.id == Unit.ward_id)
    .where(*_OPEN, SignIn.step.is_(None), holds_today())
    .order_by(Membership.id)
)
_PENDING = (
    select(SignIn.id, SignIn.person_id, Person.name.label("person_name"), SignIn.step)
    .join(Person, Person.id == SignIn.person_id)
    .where(*_OPEN, SignIn.step.is_not(None))
)
_official = exists().where(
    Membership.person_id == Person.id, Membership.unit_id == Unit.id, Membership.role.in_(OFFICIALS), holds_today()
)
_ACCOUNT = select(Person.id, Person.password_hash, Person.pin_hash, _official.label("is_official")).where(
    Person.disabled_at.is_(None)
)
_BY_PHONE = _ACCOUNT.where(Person.phone == bindparam("phone"))
_BY_ID = _ACCOUNT.where(Person.id == bindparam("person"))
_HELD = (
    select(Membership.role, Unit.ward_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(Membership.person_id == bindparam("person"), holds_today())
    .order_by(Membership.id)
)
_ACTING = (
    select(Unit.id)
    .join(Membership, Membership.unit_id == Unit.id)
    .where(Membership.person_id == bindparam("person"), Unit.code == bindparam("code"), holds_today())
    .limit(1)
)


def token_hash(token: str) -> str:
    """How a random id or mark is kept: SHA-256, which is enough for 256 random bits (ASVS 6.5.2)."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def signed_in(token: str, *, now: datetime, today: date) -> SignedIn | None:
    """The sign-in of a random id: one query for person, units and roles.

    It acts for the unit chosen last, else for the first membership's. Who became an official since must sign in anew.
    """
    rows = read(_SIGNED_IN, {"token_hash": token_hash(token), "now": now, "today": today}).all()
    if not rows or (not rows[0].as_official and any(row.role in OFFICIALS for row in rows)):
        return None
    first = next((row for row in rows if row.unit_id == row.chosen), rows[0])
    roles = frozenset(Role(row.role) for row in rows if row.unit_id == first.unit_id)
    units = tuple(dict.fromkeys(UnitChoice(row.unit_code, row.unit_name) for row in rows))
    return SignedIn(first.id, _scope(first, roles), units, first.used_at, first.idle_minutes, first.confirmed_at)


def _scope(row: Row[*tuple[Any, ...]], roles: frozenset[Role]) -> Scope:
    unit = (row.unit_id, row.unit_code, row.unit_name, row.unit_kind, row.ward_id, row.ward_name)
    return Scope(row.person_id, row.person_name, *unit, row.title, roles, bool(row.uses_targets))


def pending(token: str, *, now: datetime) -> Pending | None:
    """The sign-in of a random id that still waits for something."""
    row = read(_PENDING, {"token_hash": token_hash(token), "now": now}).one_or_none()
    return None if row is None else Pending(row.id, row.person_id, row.person_name, Step(row.step))


def account_with(phone: str | None, today: date) -> Account | None:
    """The account of a telephone number."""
    row = read(_BY_PHONE, {"phone": phone or "", "today": today}).one_or_none()
    return None if row is None else Account(*row)


def account_of(person_id: int, today: date) -> Account | None:
    """The account of a person."""
    row = read(_BY_ID, {"person": person_id, "today": today}).one_or_none()
    return None if row is None else Account(*row)


def standing_of(person_id: int, today: date) -> Standing | None:
    """What a person holds today, in whatever unit; None: nothing."""
    rows = read(_HELD, {"person": person_id, "today": today}).all()
    if not rows:
        return None
    return Standing(rows[0].ward_id, frozenset(Role(row.role) for row in rows), frozenset(row.ward_id for row in rows))


def unit_to_act_for(person_id: int, code: str, today: date) -> int | None:
    """The unit of a code, when the person belongs to it."""
    row = read(_ACTING, {"person": person_id, "code": code, "today": today}).one_or_none()
    return None if row is None else int(row.id)
