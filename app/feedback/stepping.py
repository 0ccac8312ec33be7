"""Taking a step in a thread: one row held, one message written, the state, the clock and the version moved on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from app.audit.commands import Act, record
from app.audit.models import Event
from app.database import AnySession
from app.feedback.answer_clock import Goals, Timing, advanced
from app.feedback.choices import Rating, Severity
from app.feedback.handlers import OWN, Handler
from app.feedback.models import Feedback, Message
from app.feedback.numbers import code
from app.feedback.workflow import CLOSED_BY, Party, State, Step, after
from app.scope import Actor


class NotNow(Exception):
    """The step does not lead on from where the thread stands (409)."""


class Deed(NamedTuple):
    """A step, who takes it for which unit, and when."""

    step: Step
    party: Party
    person_id: int | None
    unit_id: int | None
    at: datetime


@dataclass(frozen=True)
class Wish:
    """What somebody wants of a thread. seen: the version he saw; the rest as the step needs it."""

    step: Step
    text: str = ""
    seen: int = 0
    handler: Handler = OWN
    category: str | None = None
    severity: Severity | None = None
    rating: Rating | None = None


def advance(session: AnySession, row: Feedback, wish: Wish, deed: Deed, goals: Goals) -> None:
    """Takes one allowed step. Raises NotNow. Does not commit."""
    before = State(row.state)
    state = after(before, deed.step, deed.party)
    if state is None:
        raise NotNow(deed.step)
    if deed.step is Step.CLASSIFY:
        row.category, row.severity = wish.category or row.category, wish.severity or row.severity
    keep(row, advanced(timing_of(row), deed.step, state, deed.at, Severity(row.severity), goals))
    row.state = state
    if deed.step in {Step.FORWARD, Step.TAKE_BACK} or (state is State.IN_PROGRESS and before is not state):
        row.handler_id, row.handler_outside = wish.handler if deed.step is Step.FORWARD else OWN
    _close_or_open(row, wish, deed)
    put_message(session, row, deed, wish.text, wish.handler if deed.step is Step.FORWARD else OWN)


def _close_or_open(row: Feedback, wish: Wish, deed: Deed) -> None:
    if deed.step in CLOSED_BY:
        row.closed_at, row.closed_by, row.rating = deed.at, CLOSED_BY[deed.step], wish.rating
    elif deed.step is Step.REOPEN:
        row.closed_at, row.closed_by, row.rating = None, None, None


def put_message(session: AnySession, row: Feedback, deed: Deed, text: str, handler: Handler = OWN) -> None:
    """Writes what was done into the feed; the thread's version is the number of its messages. Does not commit."""
    row.version += 1
    row.last_at = deed.at
    message = Message(feedback_id=row.id, position=row.version, at=deed.at, step=deed.step, party=deed.party)
    message.state, message.text = row.state, text
    message.person_id, message.unit_id = deed.person_id, deed.unit_id
    message.handler_id, message.handler_outside = handler
    message.is_held = deed.step is Step.PROPOSE_ANSWER
    session.add(message)


def lapse(session: AnySession, row: Feedback, goals: Goals, now: datetime) -> None:
    """Closes a thread whose unit has not said a word for long enough since the answer. Does not commit."""
    if row.state == State.ANSWERED and row.closes_at is not None and row.closes_at <= now:
        advance(session, row, Wish(Step.LAPSE), Deed(Step.LAPSE, Party.CLOCK, None, None, row.closes_at), goals)


def audit(session: AnySession, row: Feedback, wish: Wish, names: tuple[str, str], by: Actor, at: datetime) -> None:
    """Says on the audit that other people see the thread now; names: of the handler before and after."""
    event = Event.FEEDBACK_FORWARDED if wish.step is Step.FORWARD else Event.FEEDBACK_TAKEN_BACK
    number = code(row.year, row.number)
    sides = ({"feedback": number, "handler": name} for name in names)
    record(session, Act(event, None, row.unit_id, *sides), by=by, at=at)


def timing_of(row: Feedback) -> Timing:
    """The clock of a stored thread."""
    return Timing(
        row.waiting_since,
        timedelta(seconds=row.waited),
        row.received_at,
        row.received_in_time,
        None if row.answer_time is None else timedelta(seconds=row.answer_time),
        row.answered_in_time,
        row.due_at,
        row.closes_at,
    )


def keep(row: Feedback, timing: Timing) -> None:
    """Stores a clock with its thread."""
    row.waiting_since, row.waited = timing.since, _seconds(timing.waited) or 0
    row.received_at, row.received_in_time = timing.received_at, timing.received_in_time
    row.answer_time, row.answered_in_time = _seconds(timing.answer_time), timing.answered_in_time
    row.due_at, row.closes_at = timing.due_at, timing.closes_at


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
