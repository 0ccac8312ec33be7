"""What is done to a second factor: set up, given, recovered from, taken away. Its secret is never stored."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, exists, func, insert, or_, select, update

from app.accounts import factor
from app.accounts.models import Membership, Person, RecoveryCode, Step
from app.accounts.people import knows
from app.accounts.queries import holds_today
from app.accounts.sign_ins import end_sign_ins_of
from app.audit.commands import Act, record
from app.audit.models import Event
from app.database import AnySession, read, writing
from app.keys import Keys
from app.scope import Actor, Scope
from app.throttle.commands import Subject, begin_try, succeed
from app.throttle.figures import FACTOR
from app.units.models import Unit


class State(NamedTuple):
    """A person's second factor; since None: there is none. codes_left: recovery codes not used yet."""

    since: datetime | None
    codes_left: int


_LEFT = select(func.count(RecoveryCode.id)).where(RecoveryCode.person_id == Person.id).scalar_subquery()
_STATE = select(Person.factor_since, _LEFT.label("codes_left")).where(Person.id == bindparam("person"))
_NONCE = select(Person.factor_nonce).where(Person.id == bindparam("person"), Person.factor_since.is_not(None))
_of_ward = exists().where(
    Membership.person_id == Person.id, Membership.unit_id == Unit.id, Unit.ward_id == bindparam("ward")
)
_elsewhere = exists().where(
    Membership.person_id == Person.id,
    Membership.unit_id == Unit.id,
    Unit.ward_id != bindparam("ward"),
    holds_today(),
)
_REMOVABLE = select(Person.id).where(Person.id == bindparam("person"), _of_ward, ~_elsewhere)


def factor_step(person_id: int, *, demanded: bool) -> Step | None:
    """What a sign-in of an official waits for: the code of the one set up, or setting one up where the ward demands it."""
    if state_of(person_id).since is not None:
        return Step.FACTOR
    return Step.ENROL if demanded else None


def state_of(person_id: int) -> State:
    """How a person's second factor stands."""
    return State(*read(_STATE, {"person": person_id}).one())


def removable_by(scope: Scope, person_id: int, today: date) -> bool:
    """Whether a ward's admin may take a person's second factor away: not of somebody who works in another ward too."""
    values = {"person": person_id, "ward": scope.ward_id, "today": today}
    return read(_REMOVABLE, values).one_or_none() is not None


def set_up(
    enrolling: tuple[int, str], code: str, keys: Keys, *, keep: int, by: Actor, now: datetime
) -> list[str] | None:
    """Takes a new secret into use when the telephone shows its code; returns the recovery codes, to be shown once.

    enrolling: whose, and the nonce of this set-up. The person's other sign-ins end. None: the code was wrong.
    """
    person_id, nonce = enrolling
    step = factor.step_of(code, keys.factor(person_id, nonce), now)
    if step is None:
        return None
    session = writing()
    values = {"factor_nonce": nonce, "factor_since": now, "factor_used": step}
    session.execute(update(Person).where(Person.id == person_id).values(values))
    codes = _put_codes(session, person_id, keys)
    end_sign_ins_of(session, person_id, now=now, but=[keep])
    record(session, Act(Event.FACTOR_SET, person_id), by=by, at=now)
    session.commit()
    return codes


def renew_codes(person_id: int, keys: Keys, *, by: Actor, now: datetime) -> list[str]:
    """Ten new recovery codes; those before are worthless."""
    session = writing()
    codes = _put_codes(session, person_id, keys)
    record(session, Act(Event.RECOVERY_CODES_RENEWED, person_id), by=by, at=now)
    session.commit()
    return codes


def _put_codes(session: AnySession, person_id: int, keys: Keys) -> list[str]:
    codes = factor.fresh_codes()
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    rows = [{"person_id": person_id, "code_hash": keys.recovery(person_id, code)} for code in codes]
    session.execute(insert(RecoveryCode), rows)
    return codes


def give(person_id: int, typed: str, keys: Keys, *, mark: str, by: Actor, now: datetime) -> bool:
    """Whether this is the code of the moment, or a recovery code; neither is taken twice. Raises TooManyTries.

    A known device has a counter of its own: who has only the password cannot keep the owner out there.
    """
    subject = Subject("factor", f"{person_id} {mark if knows(mark, person_id) else ''}", FACTOR)
    begin_try([subject], now=now)
    right = _use_code(person_id, typed, keys, now) or _use_recovery_code(person_id, typed, keys, by, now)
    if right:
        succeed(forgiven=[subject], now=now)
    return right


def _use_code(person_id: int, typed: str, keys: Keys, now: datetime) -> bool:
    """The code's step is written in the same statement that asks whether it is new: of two at once one is right."""
    nonce = read(_NONCE, {"person": person_id}).scalar_one_or_none()
    step = factor.step_of(typed, keys.factor(person_id, nonce), now) if nonce else None
    if step is None:
        return False
    session = writing()
    unused = or_(Person.factor_used.is_(None), Person.factor_used < step)
    found = (Person.id == person_id, Person.factor_nonce == nonce, unused)
    taken = session.scalars(update(Person).where(*found).values(factor_used=step).returning(Person.id)).one_or_none()
    session.commit()
    return taken is not None


def _use_recovery_code(person_id: int, typed: str, keys: Keys, by: Actor, now: datetime) -> bool:
    if not factor.is_recovery_code(typed):
        return False
    session = writing()
    own = (RecoveryCode.person_id == person_id, RecoveryCode.code_hash == keys.recovery(person_id, typed))
    used = session.scalars(delete(RecoveryCode).where(*own).returning(RecoveryCode.id)).all()
    if used:
        record(session, Act(Event.RECOVERY_CODE_USED, person_id), by=by, at=now)
    session.commit()
    return bool(used)


def remove(person_id: int, *, keep: int | None, by: Actor, now: datetime) -> None:
    """Takes a second factor and its recovery codes away, if there is one; the person's sign-ins end, keep's aside."""
    session = writing()
    values = {"factor_nonce": None, "factor_since": None, "factor_used": None}
    found = (Person.id == person_id, Person.factor_since.is_not(None))
    if session.scalars(update(Person).where(*found).values(values).returning(Person.id)).one_or_none() is None:
        session.rollback()
        return
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    end_sign_ins_of(session, person_id, now=now, but=[keep] if keep is not None else [])
    record(session, Act(Event.FACTOR_REMOVED, person_id), by=by, at=now)
    session.commit()
