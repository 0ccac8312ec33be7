"""What is done to a person: another name or number, locked, unlocked."""

from sqlalchemy import select

from app.accounts.models import Membership, Person
from app.accounts.sign_ins import end_sign_ins_of
from app.audit.commands import Act, record
from app.audit.models import Event
from app.cards.commands import withdraw_unused
from app.cards.models import Card
from app.database import AnySession
from app.directory.commands.changing import Doing, Refused, changing
from app.directory.commands.memberships import is_elsewhere
from app.vietnamese import fold, person_key

WORKS_ELSEWHERE = (
    "Người này đang làm việc ở cả phường khác nên phường mình không sửa, không khóa và không in thẻ được. "
    "Cho thôi việc ở phường mình thì được."
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
    """Nobody signs in with this number; every sign-in ends and unused cards open nothing. Raises Refused."""
    with changing(doing) as session:
        person = _own(session, person_id, doing)
        if person.disabled_at is None:
            person.disabled_at = doing.now
            end_sign_ins_of(session, person_id, now=doing.now)
            held = select(Membership.id).where(Membership.person_id == person_id)
            withdraw_unused(session, Card.membership_id.in_(held), by=doing.by, now=doing.now)
            _record(session, Event.PERSON_DISABLED, person_id, doing)


def unlock_person(person_id: int, doing: Doing) -> None:
    """The number may sign in again. Raises Refused."""
    with changing(doing) as session:
        person = _own(session, person_id, doing)
        if person.disabled_at is not None:
            person.disabled_at = None
            _record(session, Event.PERSON_ENABLED, person_id, doing)


def _own(session: AnySession, person_id: int, doing: Doing) -> Person:
    """The person, in whose account no other ward has a say."""
    if is_elsewhere(session, person_id, doing):
        raise Refused(WORKS_ELSEWHERE)
    return session.get_one(Person, person_id)


def _record(session: AnySession, event: Event, person_id: int, doing: Doing) -> None:
    is_locked = event is Event.PERSON_DISABLED
    act = Act(event, person_id, before={"locked": not is_locked}, after={"locked": is_locked})
    record(session, act, by=doing.by, at=doing.now)
