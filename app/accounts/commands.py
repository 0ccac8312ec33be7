"""What is done to accounts: given to people, and their secrets chosen."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update

from app.accounts import passwords
from app.accounts.models import KnownDevice, Membership, Person
from app.accounts.queries import holds_today, token_hash
from app.accounts.sign_ins import end_sign_ins_of
from app.audit.commands import Act, record
from app.audit.models import Event
from app.database import AnySession, writing
from app.keys import Keys
from app.permissions import OFFICIALS, Role
from app.scope import Actor
from app.units.models import Unit
from app.vietnamese import fold, person_key


@dataclass(frozen=True)
class NewAccount:
    """A person for a unit. phone: ten digits (vietnamese.phone)."""

    name: str
    phone: str
    unit: str
    role: Role
    title: str


@dataclass(frozen=True)
class NewMembership:
    person_id: int
    unit_id: int
    role: Role
    title: str


class NoSuchUnit(ValueError):
    """A code no unit has."""


def add_account(new: NewAccount, password: str, *, by: Actor, now: datetime, today: date) -> bool:
    """Gives a person a role in a unit; one already known keeps the password. Returns whether the person is new.

    Raises NoSuchUnit.
    """
    kept = passwords.hashed(password)  # before the write lock: hashing is slow
    session = writing()
    unit = session.scalars(select(Unit).where(Unit.code == new.unit)).one_or_none()
    if unit is None:
        raise NoSuchUnit(new.unit)
    person = session.scalar(select(Person).where(Person.phone == new.phone))
    is_new = person is None
    if person is None:
        person = put_person(session, new.name, new.phone, by=by, now=now)
        person.password_hash = kept
    put_membership(session, NewMembership(person.id, unit.id, new.role, new.title), by=by, now=now, today=today)
    session.commit()
    return is_new


def put_person(session: AnySession, name: str, phone: str, *, by: Actor, now: datetime) -> Person:
    """Adds a person who cannot sign in yet. Does not commit."""
    person = Person(name=name, phone=phone, password_hash="", created_at=now)
    person.search, person.sort_key = fold(f"{name} {phone}"), person_key(name)
    session.add(person)
    session.flush()
    record(session, Act(Event.PERSON_ADDED, person.id, after={"name": name, "phone": phone}), by=by, at=now)
    return person


def put_membership(session: AnySession, new: NewMembership, *, by: Actor, now: datetime, today: date) -> int:
    """Gives a person a role in a unit, unless it is held already; returns the membership's number. Does not commit.

    Who becomes an official must sign in anew, with a password.
    """
    held = {"person_id": new.person_id, "unit_id": new.unit_id, "role": new.role, "ended_on": None}
    kept = session.scalars(select(Membership.id).filter_by(**held)).first()
    if kept is not None:
        return kept
    row = Membership(**held, title=new.title, started_on=today)
    session.add(row)
    session.flush()
    if new.role in OFFICIALS:
        end_sign_ins_of(session, new.person_id, now=now)
    after = {"role": new.role, "title": new.title}
    record(session, Act(Event.MEMBERSHIP_ADDED, new.person_id, new.unit_id, after=after), by=by, at=now)
    return row.id


def end_membership(session: AnySession, row: Membership, *, by: Actor, now: datetime, today: date) -> None:
    """Ends a person's role in a unit today; who holds nothing any more is signed out. Does not commit."""
    row.ended_on = today
    session.flush()
    before, after = {"role": row.role, "title": row.title}, {"ended_on": today.isoformat()}
    act = Act(Event.MEMBERSHIP_ENDED, row.person_id, row.unit_id, before=before, after=after)
    record(session, act, by=by, at=now)
    others = select(Membership.id).join(Unit, Unit.id == Membership.unit_id)
    others = others.where(Membership.person_id == row.person_id, holds_today()).limit(1)
    if session.execute(others, {"today": today}).first() is None:
        end_sign_ins_of(session, row.person_id, now=now)


@dataclass(frozen=True)
class Here:
    """The browser in which a secret is chosen: the sign-in and the device's mark that stay."""

    sign_in_id: int
    mark: str


def choose_password(person_id: int, password: str, *, keep: Here, by: Actor, now: datetime) -> None:
    """Sets a password; every other sign-in of the person ends, and no other device is known any more."""
    kept = passwords.hashed(password)
    _choose(person_id, {"password_hash": kept}, Event.PASSWORD_CHANGED, keep=keep, by=by, now=now)


def choose_pin(person_id: int, pin: str, keys: Keys, *, keep: Here, by: Actor, now: datetime) -> None:
    """Sets a PIN; every other sign-in of the person ends, and no other device is known any more."""
    kept = passwords.hashed(keys.pin(person_id, pin))
    _choose(person_id, {"pin_hash": kept}, Event.PIN_CHANGED, keep=keep, by=by, now=now)


def _choose(person_id: int, values: dict[str, str], event: Event, *, keep: Here, by: Actor, now: datetime) -> None:
    session = writing()
    session.execute(update(Person).where(Person.id == person_id).values(values))
    end_sign_ins_of(session, person_id, now=now, but=[keep.sign_in_id])
    forget_devices_of(session, person_id, but_mark=keep.mark)
    record(session, Act(event, person_id), by=by, at=now)
    session.commit()


def renew_hash(person_id: int, column: str, *, old: str, new: str) -> None:
    """Keeps a secret that was just right by today's parameters, unless it was changed meanwhile."""
    session = writing()
    same = (Person.id == person_id, getattr(Person, column) == old)
    session.execute(update(Person).where(*same).values({column: new}))
    session.commit()


def remember_device(mark: str, person_id: int, *, now: datetime) -> None:
    """From now on the browser of a mark is known to be this person's."""
    session = writing()
    known = select(KnownDevice.id).filter_by(mark_hash=token_hash(mark), person_id=person_id)
    if session.scalars(known).one_or_none() is None:
        session.add(KnownDevice(mark_hash=token_hash(mark), person_id=person_id, known_at=now))
    session.commit()


def forget_devices_of(session: AnySession, person_id: int, *, but_mark: str = "") -> None:
    """No browser is known to be the person's any more, that of a mark aside. Does not commit."""
    others = (KnownDevice.person_id == person_id, KnownDevice.mark_hash != token_hash(but_mark))
    session.execute(delete(KnownDevice).where(*others))


def forget_device(mark: str) -> None:
    """The browser of a mark is known to be nobody's."""
    session = writing()
    for device in session.scalars(select(KnownDevice).filter_by(mark_hash=token_hash(mark))):
        session.delete(device)
    session.commit()
