"""What is done to sign-ins: begun, moved on a step, kept alive, ended."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.accounts.models import SignIn, Step
from app.accounts.queries import SignedIn, Standing, token_hash
from app.audit.commands import Act, record
from app.audit.models import Event
from app.config import SIGNED_IN_FOR
from app.database import AnySession, writing
from app.scope import Actor
from app.settings.queries import Settings

STEPS_TAKE = timedelta(hours=1)  # how long a sign-in may wait for its next step
AGENT_LENGTH = 200


@dataclass(frozen=True)
class Lifetime:
    """A sign-in ends when unused for `idle`, and after `longest` in any case. as_official: by an official's rules."""

    idle: timedelta = SIGNED_IN_FOR
    longest: timedelta | None = None
    as_official: bool = False


@dataclass(frozen=True)
class NewSignIn:
    """A sign-in to begin. step: what it waits for before it opens anything."""

    person_id: int
    user_agent: str
    lifetime: Lifetime = Lifetime()
    step: Step | None = None


def lifetime(standing: Standing, settings: Settings, *, remembered: bool) -> Lifetime:
    """Hours for officials, months for the rest; hours also where the browser is not to be remembered."""
    hours = timedelta(hours=settings.official_hours)
    if standing.is_official:
        return Lifetime(timedelta(minutes=settings.official_idle_minutes), hours, as_official=True)
    return Lifetime(timedelta(days=settings.reporter_days)) if remembered else Lifetime(hours, hours)


def put_sign_in(session: AnySession, new: NewSignIn, *, now: datetime) -> tuple[int, str]:
    """Adds a sign-in; returns its number and the random id that only its cookie will hold. Does not commit."""
    token = secrets.token_urlsafe(32)
    row = SignIn(
        token_hash=token_hash(token),
        person_id=new.person_id,
        step=new.step,
        started_at=now,
        user_agent=new.user_agent[:AGENT_LENGTH],
        **_times(new.lifetime, new.step, now),
    )
    session.add(row)
    session.flush()
    return row.id, token


def _times(life: Lifetime, step: Step | None, now: datetime) -> dict[str, object]:
    ends_at = now + life.longest if life.longest else None
    waits_until = now + (STEPS_TAKE if step else life.idle)
    return {
        "used_at": now,
        "confirmed_at": None if step else now,
        "expires_at": min(waits_until, ends_at) if ends_at else waits_until,
        "ends_at": ends_at,
        "as_official": life.as_official,
        "idle_minutes": int(life.idle.total_seconds() // 60),
    }


def start_sign_in(new: NewSignIn, *, by: Actor, now: datetime) -> str:
    """Signs a person in on one browser; returns the random id of the cookie."""
    session = writing()
    _, token = put_sign_in(session, new, now=now)
    if new.step is None:
        record(session, Act(Event.SIGNED_IN, new.person_id), by=by, at=now)
    session.commit()
    return token


def move_on(sign_in_id: int, step: Step | None, life: Lifetime, *, by: Actor, now: datetime) -> str:
    """The sign-in has taken its step; returns its new random id, the one before opens nothing more."""
    token = secrets.token_urlsafe(32)
    session = writing()
    values = {"token_hash": token_hash(token), "step": step, **_times(life, step, now)}
    session.execute(update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(values))
    if step is None:
        record(session, Act(Event.SIGNED_IN, by.person_id), by=by, at=now)
    session.commit()
    return token


def is_due(signed: SignedIn, now: datetime) -> bool:
    """Whether its use must be noted: once a day, or within a thirtieth of its idle time where that is shorter."""
    idle = timedelta(minutes=signed.idle_minutes)
    return now - signed.used_at > min(timedelta(days=1), idle / 30)


def keep_alive(signed: SignedIn, *, now: datetime) -> None:
    """A sign-in that is in use gets its idle time again, up to its end."""
    session = writing()
    row = session.scalars(select(SignIn).where(SignIn.id == signed.id, SignIn.ended_at.is_(None))).one_or_none()
    if row is not None:
        row.used_at, fresh = now, now + timedelta(minutes=row.idle_minutes)
        row.expires_at = min(fresh, row.ends_at) if row.ends_at else fresh
    session.commit()


def renew(sign_in_id: int, *, now: datetime) -> str:
    """Another random id for a sign-in; the one before opens nothing more."""
    token = secrets.token_urlsafe(32)
    session = writing()
    values = {"token_hash": token_hash(token), "confirmed_at": now}
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(values))
    session.commit()
    return token


def confirm(sign_in_id: int, *, now: datetime) -> None:
    """The person gave the password again."""
    session = writing()
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(confirmed_at=now))
    session.commit()


def act_for(sign_in_id: int, unit_id: int) -> None:
    """From now on the sign-in acts for another of the person's units."""
    session = writing()
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(unit_id=unit_id))
    session.commit()


def end_sign_in(token: str, *, now: datetime) -> None:
    """Signs out: the random id opens nothing from now on."""
    session = writing()
    found = (SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None))
    session.execute(update(SignIn).where(*found).values(ended_at=now))
    session.commit()


def end_sign_ins_of(session: AnySession, person_id: int, *, now: datetime, but: Collection[int] = ()) -> None:
    """Ends every sign-in of a person, those of `but` aside. Does not commit."""
    found = (SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.id.not_in(but))
    session.execute(update(SignIn).where(*found).values(ended_at=now))


def end_one(person_id: int, sign_in_id: int, *, by: Actor, now: datetime) -> bool:
    """Ends one sign-in of a person; returns whether there was one to end."""
    session = writing()
    found = (SignIn.id == sign_in_id, SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    ended = session.scalars(update(SignIn).where(*found).values(ended_at=now).returning(SignIn.id)).one_or_none()
    if ended is not None:
        record(session, Act(Event.SIGN_IN_ENDED, person_id), by=by, at=now)
    session.commit()
    return ended is not None
