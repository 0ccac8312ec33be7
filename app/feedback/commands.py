"""What people do in threads: one step at a time, on what they have seen, once."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from app.database import AnySession, writing
from app.feedback.answer_clock import Goals
from app.feedback.handlers import OWN, Handler
from app.feedback.models import Feedback, Message
from app.feedback.numbers import parts
from app.feedback.stepping import Deed, NotNow, Wish, advance, audit, lapse
from app.feedback.visibility import bounds, visible
from app.feedback.workflow import Party, State, Step, may_ever
from app.permissions import Action, Reach
from app.scope import Actor, Scope
from app.units.models import WARD, Unit


class NotThere(Exception):
    """No thread of this code that the person may see (404)."""


class NotYours(Exception):
    """The step is not this person's to take (403)."""


class Stale(Exception):
    """Somebody took a step this person had not seen (409)."""


class NoSuchHandler(ValueError):
    """The unit to forward to is none of the ward's, is closed, or is the one that raised the thread."""


@dataclass(frozen=True)
class Acting:
    """Who acts, from where, when, and by what the ward has set itself."""

    by: Scope
    actor: Actor
    now: datetime
    goals: Goals
    releases_answers: bool = True


def take_step(code: str, wish: Wish, acting: Acting) -> None:
    """Takes a step in a thread: durable when this returns. The same step sent twice is taken once.

    Raises NotThere, NotYours, Stale, NotNow or NoSuchHandler; nothing is changed then.
    """
    session = writing()
    try:
        row = held(session, code, acting.by)
        _take(session, row, wish, acting)
    except (NotThere, NotYours, Stale, NotNow, NoSuchHandler):
        session.rollback()
        raise
    session.commit()


def held(session: AnySession, code: str, by: Scope) -> Feedback:
    """The thread of a code, held until the transaction ends. Raises NotThere."""
    year, number = parts(code)
    found = select(Feedback).where(Feedback.year == year, Feedback.number == number, visible(by)).with_for_update()
    row = session.scalars(found, bounds(by)).one_or_none()
    if row is None:
        raise NotThere(code)
    return row


def _take(session: AnySession, row: Feedback, wish: Wish, acting: Acting) -> None:
    party = _party(row, wish.step, acting.by)
    if party is None:
        raise NotYours(wish.step)
    deed = Deed(_step(wish.step, party, acting), party, acting.by.person_id, acting.by.unit_id, acting.now)
    if row.version != wish.seen:
        if _is_repeated(session, row, wish, deed):
            return
        raise Stale(row.version)
    lapse(session, row, acting.goals, acting.now)
    wish = _filled(session, row, wish)
    before = Handler(row.handler_id, row.handler_outside)
    advance(session, row, wish, deed, acting.goals)
    after = Handler(row.handler_id, row.handler_outside)
    if wish.step in {Step.FORWARD, Step.TAKE_BACK} or before != after:
        names = _name(session, before), _name(session, after)
        audit(session, row, wish, names, acting.actor, acting.now)


def parties(by: Scope, *, unit_id: int, ward_id: int, handler_id: int | None) -> list[Party]:
    """As whom a person may act in a thread; nobody is two at once but a handler whose own thread it is."""
    found = []
    if unit_id == by.unit_id and by.may(Action.RAISE_FEEDBACK):
        found.append(Party.UNIT)
    if ward_id == by.ward_id and by.reaches_ward(Action.MANAGE_FEEDBACK):
        found.append(Party.WARD)
    if handler_id == by.unit_id and Reach.FORWARDED in by.reaches(Action.ANSWER_FORWARDED):
        found.append(Party.HANDLER)
    return found


def _party(row: Feedback, step: Step, by: Scope) -> Party | None:
    acting_as = parties(by, unit_id=row.unit_id, ward_id=row.ward_id, handler_id=row.handler_id)
    return next((party for party in acting_as if may_ever(step, party)), None)


def _step(step: Step, party: Party, acting: Acting) -> Step:
    """A handler's answer waits for the ward where the ward wants to pass answers on itself."""
    waits = party is Party.HANDLER and step is Step.ANSWER and acting.releases_answers
    return Step.PROPOSE_ANSWER if waits else step


def _is_repeated(session: AnySession, row: Feedback, wish: Wish, deed: Deed) -> bool:
    """Whether the only step this person has not seen is the very one sent now: a second tap."""
    if row.version != wish.seen + 1:
        return False
    last = select(Message).where(Message.feedback_id == row.id, Message.position == row.version)
    message = session.scalars(last).one()
    said = (message.step, message.person_id, message.unit_id)
    return said == (deed.step, deed.person_id, deed.unit_id) and (
        message.text == wish.text or deed.step is Step.RELEASE
    )


def _filled(session: AnySession, row: Feedback, wish: Wish) -> Wish:
    """A wish with what only the database knows. Raises NoSuchHandler or NotNow."""
    if wish.step is Step.FORWARD and wish.handler.unit_id is not None:
        unit = session.get(Unit, wish.handler.unit_id)
        if unit is None or unit.ward_id != row.ward_id or unit.kind == WARD or unit.id == row.unit_id:
            raise NoSuchHandler
    if wish.step is Step.FORWARD and wish.handler == OWN:
        raise NoSuchHandler
    if wish.step is Step.RELEASE:
        return replace(wish, text=_proposed(session, row))
    return wish


def _proposed(session: AnySession, row: Feedback) -> str:
    """The newest answer that the present handler has proposed since the thread came to it. Raises NotNow."""
    messages = select(Message).where(Message.feedback_id == row.id).order_by(Message.position.desc())
    for message in session.scalars(messages):
        if message.step == Step.PROPOSE_ANSWER and message.unit_id == row.handler_id:
            return message.text
        if message.step in {Step.FORWARD, Step.TAKE_BACK, Step.RELEASE}:
            break
    raise NotNow(State(row.state))


def _name(session: AnySession, handler: Handler) -> str:
    """What the audit calls a handler: a unit's name, an outside handler's id."""
    if handler.unit_id is None:
        return handler.outside or "Phòng VH-XH"
    return session.scalars(select(Unit.name).where(Unit.id == handler.unit_id)).one()
