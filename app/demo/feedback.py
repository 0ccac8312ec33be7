"""Loads threads of feedback: as they stand in the file, with the clock worked out as if they had happened here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from sqlalchemy import select

from app.clock import HANOI
from app.database import AnySession
from app.demo.reading_feedback import DemoMessage, DemoThread
from app.feedback.answer_clock import Goals
from app.feedback.handlers import OWN, Handler
from app.feedback.models import Feedback
from app.feedback.numbers import take_up_to
from app.feedback.raising import NewFeedback, put_thread
from app.feedback.stepping import Deed, NotNow, Wish, advance, put_message
from app.feedback.workflow import CLOSED_BY, ClosedBy, Party, State, Step
from app.plan import PlanError
from app.submissions.commands import KeyReused, NewSubmission, receive
from app.submissions.content import sha256
from app.units.models import Unit

BY_UNIT = frozenset({Step.RAISE, Step.SUPPLEMENT, Step.CONFIRM, Step.REOPEN})
EVENING, MORNING, APART = time(19, 30), time(8, 30), timedelta(minutes=10)  # a file knows days, not hours
OWN_DESK = "phong_vhxh"


@dataclass(frozen=True)
class Place:
    """Where threads are loaded: units by code and, of each kind in a ward, the first; when; by the usual goals."""

    units: Mapping[str, Unit]
    offices: Mapping[tuple[int | None, str], Unit]
    now: datetime
    goals: Goals = field(default_factory=Goals)


def place_of(session: AnySession, now: datetime) -> Place:
    units = list(session.scalars(select(Unit).order_by(Unit.sort_key.desc(), Unit.id.desc())))
    offices = {(unit.ward_id, unit.kind): unit for unit in units}
    return Place({unit.code: unit for unit in units}, offices, now)


def load_threads(session: AnySession, threads: list[DemoThread], by: timedelta, place: Place) -> int:
    """Stores the threads that are not there, every day moved by `by`; returns how many. Does not commit.

    Raises PlanError for a number that already stands for other content. An answered thread of a file falls silent from
    the day it is loaded on: nobody could have said a word here before.
    """
    return sum(_put(session, each, by, place) for each in threads)


def _put(session: AnySession, each: DemoThread, by: timedelta, place: Place) -> bool:
    unit, first = place.units[each.unit], each.messages[0]
    at = _instant(first, by, None)
    key = f"demo-PA-{each.year}-{each.number}"
    try:
        received = receive(session, NewSubmission(unit.id, key, sha256([replace(each, line=0)]), None, at))
    except KeyReused as error:
        raise PlanError(f"line {each.line}: this thread was loaded before with other content") from error
    if not received.is_new:
        return False
    row = Feedback(submission_id=received.number, unit_id=unit.id, ward_id=unit.ward_id, title=each.title, raised_as="")
    row.year, row.number = each.year, each.number
    taken = select(Feedback.id).filter_by(ward_id=row.ward_id, year=row.year, number=row.number)
    if session.scalars(taken).first() is not None:
        raise PlanError(f"line {each.line}: this number is another thread's")
    said = NewFeedback(each.kind, each.category, each.severity, first.text)
    put_thread(session, row, said, at=at, goals=place.goals)
    take_up_to(session, row.ward_id, row.year, row.number)
    _replay(session, row, each, by, place)
    return True


def _replay(session: AnySession, row: Feedback, each: DemoThread, by: timedelta, place: Place) -> None:
    """What happened in a thread after it was raised; a step the table does not have leaves the state as it is."""
    for message in each.messages[1:]:
        at = _instant(message, by, row.last_at)
        unit = place.units[message.unit]
        deed = Deed(message.step, _party(message, row, unit), None, unit.id, at)
        wish = Wish(message.step, message.text, handler=_handler(each, place), rating=each.rating)
        try:
            advance(session, row, wish, deed, place.goals)
        except NotNow:
            put_message(session, row, deed, message.text)
    row.handler_id, row.handler_outside = _handler(each, place)
    row.state, row.rating = each.state, each.rating
    if row.closes_at is not None and row.state == State.ANSWERED:
        row.closes_at = max(row.closes_at, place.now + place.goals.silence)
    if row.state == State.SOLVED and row.closed_by is None:
        row.closed_at, row.closed_by = row.last_at, CLOSED_BY.get(each.messages[-1].step, ClosedBy.WARD)


def _party(message: DemoMessage, row: Feedback, unit: Unit) -> Party:
    if message.step in BY_UNIT:
        return Party.UNIT
    return Party.HANDLER if unit.id == row.handler_id else Party.WARD


def _handler(each: DemoThread, place: Place) -> Handler:
    if each.handler == OWN_DESK:
        return OWN
    unit = place.offices.get((place.units[each.unit].ward_id, each.handler))
    return Handler(unit.id) if unit else Handler(None, each.handler)


def _instant(message: DemoMessage, by: timedelta, last: datetime | None) -> datetime:
    """A plausible moment of a day: units write in the evening, offices from the morning on, one after the other."""
    hour = EVENING if message.step in BY_UNIT else MORNING
    at = datetime.combine(message.on + by, hour, HANOI)
    return at if last is None else max(at, last + APART)
