"""Logging activities."""

from collections.abc import Sequence
from datetime import datetime

from app.activities.entry import Entry
from app.activities.noting import look_first, put_oddities
from app.activities.storing import put_activity, supplement
from app.activities.workflow import Status
from app.clock import local
from app.database import AnySession, writing
from app.drafts.commands import end_draft
from app.periods.standing import standing_over, undo_declarations
from app.scope import Scope
from app.submissions.commands import KeyReused, NewSubmission, Received, receive
from app.submissions.content import sha256


def log_activities(entries: Sequence[Entry], *, key: str, by: Scope, now: datetime, told_by: str = "") -> Received:
    """Stores what a person logged, once for a key: durable when this returns.

    told_by: who said it by phone, where an officer types it for the unit (ghi thay).
    Raises KeyReused when the key was used for something else.
    """
    session = writing()
    try:
        received = receive(session, NewSubmission(by.unit_id, key, sha256(entries), by.person_id, now))
    except KeyReused:
        session.rollback()
        raise
    if received.is_new:
        row = {
            "submission_id": received.number,
            "unit_id": by.unit_id,
            "status": Status.SENT,
            "logged_by_id": by.person_id,
            "logged_as": by.title,
            "logged_at": now,
            "told_by": told_by,
            "duplicate_of_id": None,
        }
        for looked in look_first(session, by.unit_id, list(entries), local(now).date()):
            put_oddities(session, _put(session, looked.entry, row, by, now), looked.odd)
        end_draft(session, by.unit_id, key)
    session.commit()
    return received


def _put(session: AnySession, entry: Entry, row: dict[str, object], by: Scope, now: datetime) -> int:
    """One entry, marked where its period is closed; what the unit had said of that period no longer holds."""
    standing = standing_over(session, by.ward_id, by.unit_id, [entry.held_on])
    number = put_activity(session, entry, row)
    supplement(session, number, standing.closures, now)
    undo_declarations(session, standing.declarations, now)
    return number
