"""Logging activities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.activities.background import Looked
from app.activities.entry import Entry
from app.activities.models import OddityKind
from app.activities.noting import look_first, put_oddities
from app.activities.oddities import Odd
from app.activities.storing import put_activity, supplement
from app.activities.workflow import Status
from app.audit.commands import Act, record
from app.audit.models import Event
from app.clock import local
from app.database import AnySession, writing
from app.drafts.commands import end_draft
from app.periods.standing import standing_over, undo_declarations
from app.scope import Actor, Scope
from app.submissions.commands import KeyReused, NewSubmission, Received, receive
from app.submissions.content import sha256


class Unanswered(Exception):
    """Something odd is to be asked first (422); nothing was stored."""


Ask = Callable[[list[Looked]], bool]


@dataclass(frozen=True)
class Told:
    """Ghi thay: who said it by phone, and the officer who types it for the unit."""

    by: str
    to: Actor


def log_activities(
    entries: Sequence[Entry], *, key: str, by: Scope, now: datetime, told: Told | None = None, ask: Ask | None = None
) -> Received:
    """Stores what a person logged, once for a key: durable when this returns.

    by: acts for the unit; told: by phone, where that is an officer (ghi thay). ask: told what is odd, says
    whether something of it is still to be asked; it is looked at once, here, where nobody writes beside.
    Raises KeyReused when the key was used for something else, Unanswered when something is to be asked.
    """
    session = writing()
    try:
        received = receive(session, NewSubmission(by.unit_id, key, _checksum(entries, told), by.person_id, now))
        looked = look_first(session, by.unit_id, entries, local(now).date()) if received.is_new else []
        if received.is_new and ask and ask(looked):
            raise Unanswered(key)
    except (KeyReused, Unanswered):
        session.rollback()
        raise
    if received.is_new:
        row = _columns(received.number, by, now) | {"told_by": told.by if told else ""}
        _put_all(session, looked, row, by, now)
        if told:
            facts = {"receipt": received.number, "entries": len(entries)}
            record(session, Act(Event.LOGGED_FOR, unit_id=by.unit_id, after=facts), by=told.to, at=now)
        end_draft(session, by.unit_id, key)
    session.commit()
    return received


def _checksum(entries: Sequence[Entry], told: Told | None) -> str:
    """Of what was typed; who said it is part of it."""
    return sha256([*entries, *([_Teller(told.by)] if told else [])])


@dataclass(frozen=True)
class _Teller:
    told_by: str


def _columns(receipt: int, by: Scope, now: datetime) -> dict[str, object]:
    """The columns that the entries of a receipt share."""
    return {
        "submission_id": receipt,
        "unit_id": by.unit_id,
        "status": Status.SENT,
        "logged_by_id": by.person_id,
        "logged_as": by.title,
        "logged_at": now,
        "duplicate_of_id": None,
    }


def _put_all(session: AnySession, looked: Sequence[Looked], row: dict[str, object], by: Scope, now: datetime) -> None:
    """The entries with what is odd about them; of two of a type and day the second may be a duplicate of the first."""
    first: dict[tuple[str, date], int] = {}
    for entry, _, odd in looked:
        number = _put(session, entry, row, by, now)
        other = first.setdefault((entry.type, entry.held_on), number)
        twin = other != number and all(each.kind is not OddityKind.DUPLICATE for each in odd)
        put_oddities(session, number, [*odd, Odd(OddityKind.DUPLICATE, other=other)] if twin else odd)


def _put(session: AnySession, entry: Entry, row: dict[str, object], by: Scope, now: datetime) -> int:
    """One entry, marked where its period is closed; what the unit had said of that period no longer holds."""
    standing = standing_over(session, by.ward_id, by.unit_id, [entry.held_on])
    number = put_activity(session, entry, row)
    supplement(session, number, standing.closures, now)
    undo_declarations(session, standing.declarations, now)
    return number
