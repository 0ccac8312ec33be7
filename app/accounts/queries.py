"""Who is signed in."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Membership, Person, SignIn
from app.database import read
from app.scope import Role, Scope
from app.units.models import Unit


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that holds now, and whom it lets act."""

    scope: Scope
    expires_at: datetime


_ward = aliased(Unit)
_SIGNED_IN = (
    select(
        SignIn.expires_at,
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
    )
    .join(Person, Person.id == SignIn.person_id)
    .join(Membership, Membership.person_id == Person.id)
    .join(Unit, Unit.id == Membership.unit_id)
    .join(_ward, _ward.id == Unit.ward_id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now"),
        Person.disabled_at.is_(None),
        Membership.started_on <= bindparam("today"),
        or_(Membership.ended_on.is_(None), Membership.ended_on > bindparam("today")),
    )
    .order_by(Membership.id)
)
_PERSON = select(Person.id, Person.password_hash).where(
    Person.phone == bindparam("phone"), Person.disabled_at.is_(None)
)


def token_hash(token: str) -> str:
    """How a sign-in's random id is kept."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def signed_in(token: str, *, now: datetime, today: date) -> SignedIn | None:
    """The sign-in of a random id: one query for person, unit and roles. The first membership is the unit acted for."""
    values = {"token_hash": token_hash(token), "now": now, "today": today}
    rows = read(_SIGNED_IN, values).all()
    if not rows:
        return None
    first = rows[0]
    roles = frozenset(Role(row.role) for row in rows if row.unit_id == first.unit_id)
    scope = Scope(
        first.person_id,
        first.person_name,
        first.unit_id,
        first.unit_code,
        first.unit_name,
        first.unit_kind,
        first.ward_id,
        first.ward_name,
        first.title,
        roles,
    )
    return SignedIn(scope, first.expires_at)


def person_with(phone: str | None) -> tuple[int, str] | None:
    """Id and password hash of whoever has a telephone number."""
    row = read(_PERSON, {"phone": phone or ""}).one_or_none()
    return None if row is None else (row.id, row.password_hash)
