"""The feed of a thread: what was said and done in it, as a person may see it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from app.accounts.models import Person
from app.database import read
from app.feedback.models import Message
from app.feedback.queries import ThreadView
from app.feedback.workflow import ClosedBy, Party, State, Step
from app.permissions import Action
from app.scope import Scope
from app.units.models import Unit


@dataclass(frozen=True, slots=True)
class MessageView:
    """A step of a thread. at the instant it was taken, by whom for which unit; handler: to whom it was forwarded."""

    position: int
    at: datetime
    step: Step
    party: Party
    state: State
    text: str
    person: str | None
    unit_name: str | None
    handler_outside: str | None
    handler_name: str | None
    is_held: bool


_forwarded = aliased(Unit)
_MESSAGES = (
    select(
        Message.position,
        Message.at,
        Message.step,
        Message.party,
        Message.state,
        Message.text,
        Person.name.label("person"),
        Unit.name.label("unit_name"),
        Message.handler_outside,
        _forwarded.name.label("handler_name"),
        Message.is_held,
        Message.unit_id,
    )
    .outerjoin(Person, Person.id == Message.person_id)
    .outerjoin(Unit, Unit.id == Message.unit_id)
    .outerjoin(_forwarded, _forwarded.id == Message.handler_id)
    .where(Message.feedback_id == bindparam("thread"))
    .order_by(Message.position)
)


def messages_of(scope: Scope, thread: ThreadView) -> list[MessageView]:
    """The feed of a thread the person sees, the oldest first. A unit's people see no officer's name.

    An answer that waits for the ward is seen by the ward and by the unit that wrote it.
    """
    sees_names = scope.reaches_ward(Action.SEE_FEEDBACK)
    found = []
    for row in read(_MESSAGES, {"thread": thread.id}):
        if row.is_held and not sees_names and row.unit_id != scope.unit_id:
            continue
        person = row.person if sees_names or row.unit_id == scope.unit_id else None
        found.append(
            MessageView(
                row.position,
                row.at,
                Step(row.step),
                Party(row.party),
                State(row.state),
                row.text,
                person,
                row.unit_name,
                row.handler_outside,
                row.handler_name,
                row.is_held,
            )
        )
    return [*found, *_lapse_of(thread, found)]


def _lapse_of(thread: ThreadView, found: list[MessageView]) -> list[MessageView]:
    """The closing that nobody has written down yet: it is stored with the thread's next step."""
    if thread.closed_by is not ClosedBy.CLOCK or thread.closed_at is None or found[-1].step is Step.LAPSE:
        return []
    place, at = found[-1].position, thread.closed_at
    return [MessageView(place, at, Step.LAPSE, Party.CLOCK, State.SOLVED, "", None, None, None, None, is_held=False)]
