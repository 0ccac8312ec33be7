"""What is done to cards: issued, used once, withdrawn."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update

from app import clock
from app.accounts.models import Membership, Person, SignIn, Step
from app.accounts.queries import holds_today, token_hash
from app.accounts.sign_ins import NewSignIn, put_sign_in
from app.audit.commands import Act, record
from app.audit.models import Event
from app.cards.models import Card, Kind
from app.database import AnySession, read, writing
from app.keys import Keys, fresh_code
from app.permissions import OFFICIALS
from app.scope import Actor
from app.units.models import Unit

TOKEN_BYTES = 20  # 160 random bits in the QR
CODE_LASTS = timedelta(minutes=15)
Which = ColumnElement[bool]


@dataclass(frozen=True)
class Issued:
    """A card's secrets, told once. token: of the QR; None for a code that is read out."""

    membership: int
    token: str | None = field(repr=False)
    code: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class Used:
    """A sign-in that a card began; token: what the browser's cookie will hold."""

    person_id: int
    token: str = field(repr=False)


class AlreadyPrinted(Exception):
    """The sheet of this key was made before."""


@dataclass(frozen=True)
class Issuing:
    """How cards are made. lasts: how long an unused one is good for. sheet_key: of the printed sheet they stand on."""

    keys: Keys
    lasts: timedelta
    by: Actor
    now: datetime
    sheet_key: str | None = None


def issue_cards(memberships: list[int], how: Issuing) -> list[Issued]:
    """A card for each membership; those they had open nothing from now on. Raises AlreadyPrinted."""
    session = writing()
    _refuse_again(session, how)
    issued = [put_card(session, each, how) for each in memberships]
    session.commit()
    return issued


def _refuse_again(session: AnySession, how: Issuing) -> None:
    printed = select(Card.id).where(Card.sheet_key == how.sheet_key, Card.sheet_key.is_not(None)).limit(1)
    if session.scalars(printed).first() is not None:
        raise AlreadyPrinted(how.sheet_key)


def put_card(session: AnySession, membership: int, how: Issuing) -> Issued:
    """Adds a card; the unused ones the membership had are withdrawn. Does not commit."""
    withdraw_unused(session, Card.membership_id == membership, by=how.by, now=how.now)
    token, code = secrets.token_urlsafe(TOKEN_BYTES), fresh_code()
    row = _row(session, membership, Kind.CARD, code, how)
    row.token_hash, row.sheet_key = token_hash(token), how.sheet_key
    session.add(row)
    record(session, _act(session, Event.CARD_ISSUED, membership), by=how.by, at=how.now)
    return Issued(membership, token, code, row.expires_at)


def issue_code(membership: int, how: Issuing) -> Issued:
    """A code to be read out over the telephone; one asked for before opens nothing from now on. Raises AlreadyPrinted."""
    session = writing()
    _refuse_again(session, how)
    earlier = (Card.membership_id == membership) & (Card.kind == Kind.CODE)
    withdraw_unused(session, earlier, by=how.by, now=how.now)
    code = fresh_code()
    row = _row(session, membership, Kind.CODE, code, how)
    row.sheet_key = how.sheet_key
    session.add(row)
    record(session, _act(session, Event.CODE_ISSUED, membership), by=how.by, at=how.now)
    session.commit()
    return Issued(membership, None, code, row.expires_at)


def _row(session: AnySession, membership: int, kind: Kind, code: str, how: Issuing) -> Card:
    """The card, not yet stored. The membership's row is held, so that of two made at once one is withdrawn."""
    holder = session.get_one(Membership, membership, with_for_update=True)
    roles = {role for role, _ in _held(session, holder.person_id, clock.local(how.now).date())}
    made: dict[str, Any] = {"for_official": not roles.isdisjoint(OFFICIALS)}
    made |= {"issued_by_id": how.by.person_id, "issued_at": how.now, "expires_at": how.now + how.lasts}
    return Card(membership_id=membership, kind=kind, code_hash=how.keys.code(code), **made)


def use_card(which: Which, *, user_agent: str, address: str, now: datetime, today: date) -> Used | None:
    """Takes the one card that token_is() or code_is() names and begins a sign-in that waits for a PIN or password.

    None when there is no such card, or it was used, withdrawn or has ended. Of two at the same instant one gets it.
    """
    session = writing()
    valid = (Card.used_at.is_(None), Card.withdrawn_at.is_(None), Card.expires_at > now)
    holder = (
        select(Card.id, Card.for_official, Membership.person_id, Membership.unit_id, Unit.ward_id)
        .join(Membership, Membership.id == Card.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(which, Person.disabled_at.is_(None), holds_today())
    )
    found = session.execute(holder, {"today": today}).one_or_none()
    taken = update(Card).where(Card.id == (found.id if found else 0), *valid).values(used_at=now).returning(Card.id)
    if found is None or not _may_open(session, found, today) or session.scalars(taken).one_or_none() is None:
        session.rollback()
        return None
    number, token = put_sign_in(session, NewSignIn(found.person_id, user_agent, step=Step.CHOOSE), now=now)
    session.execute(update(Card).where(Card.id == found.id).values(sign_in_id=number))
    by = Actor(found.person_id, address, found.ward_id)
    record(session, Act(Event.CARD_USED, found.person_id, found.unit_id), by=by, at=now)
    session.commit()
    return Used(found.person_id, token)


def _may_open(session: AnySession, found: Row[*tuple[Any, ...]], today: date) -> bool:
    """Not what the person became since it was made: an official, or somebody of another ward too."""
    held = _held(session, found.person_id, today)
    became = not found.for_official and any(role in OFFICIALS for role, _ in held)
    return not became and all(ward_id == found.ward_id for _, ward_id in held)


def _held(session: AnySession, person_id: int, today: date) -> list[tuple[str, int | None]]:
    """Role and ward of everything a person holds on a day."""
    rows = select(Membership.role, Unit.ward_id).join(Unit, Unit.id == Membership.unit_id)
    found = session.execute(rows.where(Membership.person_id == person_id, holds_today()), {"today": today})
    return [(role, ward_id) for role, ward_id in found]


def token_is(token: str) -> Which:
    """The card of a QR's secret."""
    return Card.token_hash == token_hash(token)


def began(which: Which, sign_in_id: int) -> bool:
    """Whether a card began a sign-in."""
    return read(select(Card.id).where(which, Card.sign_in_id == sign_in_id)).first() is not None


def code_is(code: str, keys: Keys) -> Which:
    """The card of a typed code."""
    return (Card.code_hash == keys.code(code)) & (Card.kind != Kind.SETUP)


def withdraw_cards(person_id: int, ward_id: int, *, by: Actor, now: datetime) -> None:
    """No unused card or code of a person in a ward opens anything from now on."""
    session = writing()
    held = select(Membership.id).join(Unit, Unit.id == Membership.unit_id)
    held = held.where(Membership.person_id == person_id, Unit.ward_id == ward_id)
    withdraw_unused(session, Card.membership_id.in_(held), by=by, now=now)
    session.commit()


def withdraw_unused(session: AnySession, which: Which, *, by: Actor, now: datetime) -> None:
    """Unused cards and codes that open nothing from now on; nor does a sign-in that still waits for a PIN or password.

    Does not commit.
    """
    holders = select(Membership.person_id).join(Card, Card.membership_id == Membership.id).where(which)
    waiting = (SignIn.person_id.in_(holders), SignIn.step == Step.CHOOSE, SignIn.ended_at.is_(None))
    session.execute(update(SignIn).where(*waiting).values(ended_at=now))
    unused = (which, Card.used_at.is_(None), Card.withdrawn_at.is_(None))
    ended = session.scalars(update(Card).where(*unused).values(withdrawn_at=now).returning(Card.membership_id))
    for membership in filter(None, ended.all()):
        record(session, _act(session, Event.CARD_WITHDRAWN, membership), by=by, at=now)


def _act(session: AnySession, event: Event, membership: int) -> Act:
    row = session.get_one(Membership, membership)
    return Act(event, row.person_id, row.unit_id)
