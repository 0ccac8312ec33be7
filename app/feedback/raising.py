"""A unit raises a difficulty or a proposal: stored once, with a number to say aloud."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from app.clock import local
from app.database import AnySession, read, writing
from app.feedback.answer_clock import Goals, started
from app.feedback.choices import Kind, Severity
from app.feedback.finding import put_words
from app.feedback.models import Feedback
from app.feedback.numbers import code, next_number
from app.feedback.stepping import Deed, keep, put_message
from app.feedback.workflow import Party, State, Step
from app.scope import Scope
from app.submissions.commands import KeyReused, NewSubmission, receive
from app.submissions.content import sha256

_OF_SUBMISSION = select(Feedback.year, Feedback.number).where(Feedback.submission_id == bindparam("submission"))
TITLE = 80  # letters of the text that name a thread in lists


@dataclass(frozen=True)
class NewFeedback:
    """What a unit says. category: of the plan; activity: the entry it was met in, one of the unit's own."""

    kind: Kind
    category: str
    severity: Severity
    text: str
    proposal: str = ""
    activity_id: int | None = None


class Raised(NamedTuple):
    code: str
    is_new: bool


def raise_feedback(new: NewFeedback, *, key: str, by: Scope, at: datetime, goals: Goals) -> Raised:
    """Stores a thread, once for a key: durable when this returns. Raises KeyReused when the key stood for another."""
    session = writing()
    sent = NewSubmission(by.unit_id, key, sha256([new]), by.person_id, at)
    try:
        received = receive(session, sent)
    except KeyReused:
        session.rollback()
        raise
    if not received.is_new:
        session.rollback()
        return Raised(raised_with(received.number) or "", is_new=False)
    row = Feedback(submission_id=received.number, unit_id=by.unit_id, ward_id=by.ward_id, title=title_of(new.text))
    row.raised_by_id, row.raised_as = by.person_id, by.title
    row.year = local(at).year
    row.number = next_number(session, by.ward_id, row.year)
    put_thread(session, row, new, at=at, goals=goals)
    session.commit()
    return Raised(code(row.year, row.number), is_new=True)


def raised_with(submission: int) -> str | None:
    """The code of the thread that was raised with a submission; None: something else was sent with it."""
    row = read(_OF_SUBMISSION, {"submission": submission}).one_or_none()
    return code(*row) if row else None


def put_thread(session: AnySession, row: Feedback, new: NewFeedback, *, at: datetime, goals: Goals) -> None:
    """Adds a thread whose number, unit and title are set, with its first message and its words. Does not commit."""
    row.kind, row.category, row.severity = new.kind, new.category, new.severity
    row.text, row.proposal, row.activity_id = new.text, new.proposal, new.activity_id
    row.raised_at, row.raised_on, row.last_at = at, local(at).date(), at
    row.state, row.version = State.SENT, 0
    keep(row, started(at, new.severity, goals))
    session.add(row)
    session.flush()
    put_message(session, row, Deed(Step.RAISE, Party.UNIT, row.raised_by_id, row.unit_id, at), new.text)
    put_words(session, row.id, (row.title, new.text, new.proposal, code(row.year, row.number), str(row.number)))


def title_of(text: str) -> str:
    """The first words of a text, at most 80 letters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= TITLE:
        return line
    return line[:TITLE].rpartition(" ")[0] + "…" if " " in line[:TITLE] else line[:TITLE] + "…"
