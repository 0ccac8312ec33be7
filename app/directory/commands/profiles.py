"""What is done to a person: another name or number, locked, unlocked."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.commands import forget_devices_of
from app.accounts.models import Membership, Person
from app.accounts.sign_ins import end_sign_ins_of
from app.audit.commands import Act, record
from app.audit.models import Event
from app.cards.commands import withdraw_unused
from app.cards.models import Card
from app.database import AnySession
from app.directory.commands.changing import Doing, Refused, changing
from app.directory.commands.memberships import is_elsewhere
from app.scope import Actor
from app.vietnamese import fold, person_key

WORKS_ELSEWHERE = (
    "Người này đang làm việc ở phường khác nên phường mình không sửa, không khóa, không in thẻ, "
    "không ngắt máy đang đăng nhập được. Cho thôi phụ trách ở phường mình thì được."
)


def change_profile(person_id: int, name: str, phone: str, doing: Doing) -> bool:
    """Another name or telephone number; nobody is signed out by it. Raises Refused."""
    with changing(doing) as session:
        person = _own(session, person_id, doing)
        before = {"name": person.name, "phone": person.phone}
        person.name, person.phone = name, phone
        person.search, person.sort_key = fold(f"{name} {phone}"), person_key(name)
        session.flush()
        after = {"name": name, "phone": phone}
        changed = [key for key in after if before[key] != after[key]]
        old, new = ({key: facts[key] for key in changed} for facts in (before, after))
        if changed:
            act = Act(Event.PERSON_CHANGED, person_id, before=old, after=new)
            record(session, act, by=doing.by, at=doing.now)
    return True


def lock_person(person_id: int, doing: Doing) -> None:
    """Nobody signs in with this number, and nothing of before opens anything when it is unlocked. Raises Refused."""
    with changing(doing) as session:
        person = _own(session, person_id, doing)
        if person.disabled_at is None:
            person.disabled_at = doing.now
            shut_out(session, person_id, by=doing.by, now=doing.now)
            record_lock(session, Event.PERSON_DISABLED, person_id, by=doing.by, now=doing.now)


def unlock_person(person_id: int, doing: Doing) -> None:
    """The number may sign in again. Raises Refused."""
    with changing(doing) as session:
        person = _own(session, person_id, doing)
        if person.disabled_at is not None:
            person.disabled_at = None
            record_lock(session, Event.PERSON_ENABLED, person_id, by=doing.by, now=doing.now)


def shut_out(session: AnySession, person_id: int, *, by: Actor, now: datetime) -> None:
    """Every sign-in of a person ends, unused cards open nothing, and no device is known any more. Does not commit."""
    end_sign_ins_of(session, person_id, now=now)
    held = select(Membership.id).where(Membership.person_id == person_id)
    withdraw_unused(session, Card.membership_id.in_(held), by=by, now=now)
    forget_devices_of(session, person_id)


def record_lock(session: AnySession, event: Event, person_id: int, *, by: Actor, now: datetime) -> None:
    """Says on the audit that a person was locked or let in again. Does not commit."""
    is_locked = event is Event.PERSON_DISABLED
    act = Act(event, person_id, before={"locked": not is_locked}, after={"locked": is_locked})
    record(session, act, by=by, at=now)


def _own(session: AnySession, person_id: int, doing: Doing) -> Person:
    """The person, in whose account no other ward has a say."""
    if is_elsewhere(session, person_id, doing):
        raise Refused(WORKS_ELSEWHERE)
    return session.get_one(Person, person_id)
