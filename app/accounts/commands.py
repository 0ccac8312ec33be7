"""What is done to accounts and sign-ins."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update

from app.accounts import passwords
from app.accounts.models import Membership, Person, SignIn
from app.accounts.queries import token_hash
from app.config import SIGNED_IN_FOR
from app.database import writing
from app.scope import Role
from app.units.models import Unit


@dataclass(frozen=True)
class NewAccount:
    """A person for a unit. phone: ten digits (vietnamese.phone)."""

    name: str
    phone: str
    unit: str
    role: Role
    title: str


class NoSuchUnit(ValueError):
    """A code no unit has."""


def start_sign_in(person_id: int, *, user_agent: str, now: datetime) -> str:
    """Signs a person in on one browser; returns the random id that only its cookie will hold."""
    token = secrets.token_urlsafe(32)
    session = writing()
    session.add(
        SignIn(
            token_hash=token_hash(token),
            person_id=person_id,
            started_at=now,
            expires_at=now + SIGNED_IN_FOR,
            user_agent=user_agent[:200],
        )
    )
    session.commit()
    return token


def extend_sign_in(token: str, *, now: datetime) -> None:
    """Lets a sign-in that is used last its full time again."""
    session = writing()
    found = SignIn.token_hash == token_hash(token)
    session.execute(update(SignIn).where(found, SignIn.ended_at.is_(None)).values(expires_at=now + SIGNED_IN_FOR))
    session.commit()


def end_sign_in(token: str, *, now: datetime) -> None:
    """Signs out: the random id opens nothing from now on."""
    session = writing()
    session.execute(update(SignIn).where(SignIn.token_hash == token_hash(token)).values(ended_at=now))
    session.commit()


def add_account(new: NewAccount, password: str, *, now: datetime, today: date) -> bool:
    """Gives a person a role in a unit; one already known keeps the password. Returns whether the person is new.

    Raises NoSuchUnit.
    """
    kept = passwords.hashed(password)  # before the write lock: hashing is slow
    session = writing()
    unit_id = session.scalar(select(Unit.id).where(Unit.code == new.unit))
    if unit_id is None:
        raise NoSuchUnit(new.unit)
    person = session.scalar(select(Person).where(Person.phone == new.phone))
    is_new = person is None
    if person is None:
        person = Person(name=new.name, phone=new.phone, password_hash=kept, created_at=now)
        session.add(person)
        session.flush()
    held = select(Membership.id).filter_by(person_id=person.id, unit_id=unit_id, role=new.role, ended_on=None)
    if session.scalar(held) is None:
        session.add(Membership(person_id=person.id, unit_id=unit_id, role=new.role, title=new.title, started_on=today))
    session.commit()
    return is_new
