"""What is done to activities."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update

from app.activities.entry import Entry
from app.activities.models import Activity, Measurement, Status, Tag, TagKind, counts
from app.database import AnySession, writing
from app.plan import ENTRIES
from app.scope import Scope
from app.submissions.commands import KeyReused, NewSubmission, Received, receive
from app.submissions.content import sha256

_INSERT_ACTIVITY = insert(Activity).returning(Activity.id)
_INSERT_MEASUREMENT = insert(Measurement)
_INSERT_TAG = insert(Tag)


class WrongDuplicate(ValueError):
    """An entry cannot be a duplicate of that one."""


def log_activities(entries: Sequence[Entry], *, key: str, by: Scope, now: datetime) -> Received:
    """Stores what a person logged, once for a key: durable when this returns.

    Raises KeyReused when the key was used for something else.
    """
    checksum = sha256(entries)
    session = writing()
    try:
        received = receive(session, NewSubmission(by.unit_id, key, checksum, by.person_id, now))
    except KeyReused:
        session.rollback()
        raise
    if received.is_new:
        for entry in entries:
            row = {
                "submission_id": received.number,
                "unit_id": by.unit_id,
                "status": Status.SENT,
                "logged_by_id": by.person_id,
                "logged_as": by.title,
                "logged_at": now,
                "duplicate_of_id": None,
            }
            put_activity(session, entry, row)
    session.commit()
    return received


def put_activity(session: AnySession, entry: Entry, row: dict[str, object]) -> int:
    """Adds one activity with its figures and tags inside somebody's transaction; returns its number."""
    values = row | {
        "type": entry.type,
        "held_on": entry.held_on,
        "note": entry.note,
        "difficulty": entry.difficulty,
        "difficulty_category": entry.difficulty_category,
    }
    connection = session.connection()
    number: int = connection.execute(_INSERT_ACTIVITY, values).scalar_one()
    connection.execute(_INSERT_MEASUREMENT, measurements(number, entry, values))
    tags = [
        {"activity_id": number, "kind": kind, "tag": tag}
        for kind, chosen in (
            (TagKind.TOPIC, entry.topics),
            (TagKind.AUDIENCE, entry.audiences),
            (TagKind.CHANNEL, entry.channels),
        )
        for tag in dict.fromkeys(chosen)
    ]
    if tags:
        connection.execute(_INSERT_TAG, tags)
    return number


def measurements(number: int, entry: Entry, row: dict[str, object]) -> list[dict[str, object]]:
    """The figures of an activity as rows, the one that counts the activity itself included."""
    shared = {
        "activity_id": number,
        "unit_id": row["unit_id"],
        "held_on": entry.held_on,
        "type": entry.type,
        "counts": counts(Status(str(row["status"])), row["duplicate_of_id"]),  # type: ignore[arg-type]
    }
    figures = {ENTRIES: 1, **entry.figures}
    return [shared | {"measure": measure, "value": value} for measure, value in figures.items()]


def mark_duplicate(number: int, *, of: int | None) -> None:
    """Says that an entry repeats another of the same unit, so that it counts nowhere; None takes it back.

    Raises WrongDuplicate when the other is itself a duplicate, the same entry, or another unit's.
    """
    session = writing()
    mine = session.scalars(select(Activity).where(Activity.id == number)).one()
    if of is not None:
        other = session.scalars(select(Activity).filter_by(id=of, unit_id=mine.unit_id)).one_or_none()
        repeated = session.scalar(select(Activity.id).filter_by(duplicate_of_id=number).limit(1))
        if other is None or other.id == number or other.duplicate_of_id is not None or repeated is not None:
            raise WrongDuplicate(number)
    mine.duplicate_of_id = of
    now_counts = counts(Status(mine.status), of)
    session.execute(update(Measurement).where(Measurement.activity_id == number).values(counts=now_counts))
    session.commit()
