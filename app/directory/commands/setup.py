"""The first admin: a code from the console, good once and for an hour."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from app.accounts import passwords
from app.accounts.admins import ANY_LASTING_ADMIN
from app.accounts.commands import NewMembership, put_membership, put_person
from app.accounts.models import Person
from app.audit.commands import Act, record
from app.audit.models import Event
from app.cards.models import Card, Kind
from app.database import AnySession, writing
from app.directory.commands.profiles import record_lock, shut_out
from app.keys import Keys, fresh_code
from app.permissions import Role
from app.scope import CONSOLE, Actor
from app.units.commands import put_units
from app.units.loading import HOME_WARD, NewUnit
from app.units.models import WARD, Unit

SETUP_LASTS = timedelta(hours=1)


class HasAdmin(Exception):
    """Somebody is an admin already."""


@dataclass(frozen=True)
class FirstAdmin:
    """Who is to be the first admin, of which ward when there is none yet."""

    code: str = field(repr=False)
    name: str
    phone: str
    password: str = field(repr=False)
    ward_name: str


def open_setup(keys: Keys, *, now: datetime, today: date) -> str:
    """A code for the setup page; one asked for before opens nothing from now on. Raises HasAdmin."""
    session = writing()
    if session.execute(ANY_LASTING_ADMIN, {"today": today}).first() is not None:
        session.rollback()
        raise HasAdmin
    earlier = (Card.kind == Kind.SETUP, Card.used_at.is_(None), Card.withdrawn_at.is_(None))
    session.execute(update(Card).where(*earlier).values(withdrawn_at=now))
    code = fresh_code()
    made = {"issued_at": now, "expires_at": now + SETUP_LASTS, "for_official": True}
    session.add(Card(kind=Kind.SETUP, code_hash=keys.code(code), **made))
    record(session, Act(Event.CODE_ISSUED, after={"kind": Kind.SETUP}), by=CONSOLE, at=now)
    session.commit()
    return code


def make_first_admin(new: FirstAdmin, keys: Keys, *, address: str, now: datetime, today: date) -> int | None:
    """Uses the code up and makes the admin, and the ward where there is none; returns the person's number.

    None when the code is not the open one. Whoever has the number already keeps the name and gets the password;
    no sign-in, card or device of before opens anything then.
    """
    kept = passwords.hashed(new.password)  # before the write lock: hashing is slow
    session = writing()
    if not _take(session, keys.code(new.code), now=now, today=today):
        session.rollback()
        return None
    unit = _root(session, new.ward_name)
    by = Actor(None, address, unit.id)
    person = session.scalars(select(Person).where(Person.phone == new.phone)).one_or_none()
    person = person or put_person(session, new.name, new.phone, by=by, now=now)
    _let_in(session, person, kept, by=by, now=now)
    put_membership(session, NewMembership(person.id, unit.id, Role.ADMIN, ""), by=by, now=now, today=today)
    session.commit()
    return person.id


def _let_in(session: AnySession, person: Person, password_hash: str, *, by: Actor, now: datetime) -> None:
    """The person has this password, and nothing else that was handed out opens the account."""
    shut_out(session, person.id, by=by, now=now)
    person.password_hash = password_hash
    record(session, Act(Event.PASSWORD_CHANGED, person.id), by=by, at=now)
    if person.disabled_at is not None:
        person.disabled_at = None
        record_lock(session, Event.PERSON_ENABLED, person.id, by=by, now=now)


def _take(session: AnySession, code_hash: str, *, now: datetime, today: date) -> bool:
    """Whether the code was the open one and nobody is an admin; of two at the same instant one gets it."""
    valid = (Card.kind == Kind.SETUP, Card.used_at.is_(None), Card.withdrawn_at.is_(None), Card.expires_at > now)
    taken = update(Card).where(Card.code_hash == code_hash, *valid).values(used_at=now).returning(Card.id)
    if session.scalars(taken).one_or_none() is None:
        return False
    return session.execute(ANY_LASTING_ADMIN, {"today": today}).first() is None


def _root(session: AnySession, ward_name: str) -> Unit:
    found = select(Unit).where(Unit.kind == WARD).order_by(Unit.id).limit(1)
    unit = session.scalars(found).one_or_none()
    if unit is None:
        put_units(session, [NewUnit(HOME_WARD, WARD, ward_name, "", None, None, None)])
        session.flush()
        unit = session.scalars(found).one()
    return unit
