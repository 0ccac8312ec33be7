"""Writing an entry's rows, its figures and its tags inside somebody's transaction. Nothing here commits."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from app.activities.entry import Entry
from app.activities.models import Activity, Measurement, Supplement, Tag, TagKind
from app.activities.workflow import Status, counts
from app.database import AnySession
from app.plan import ENTRIES

_INSERT_ACTIVITY = insert(Activity).returning(Activity.id)
_INSERT_MEASUREMENT = insert(Measurement)
_INSERT_TAG = insert(Tag)


def put_activity(session: AnySession, entry: Entry, row: dict[str, object]) -> int:
    """Adds one activity with its figures and tags; returns its number. row: the columns that are not content."""
    values = row | content(entry)
    connection = session.connection()
    number: int = connection.execute(_INSERT_ACTIVITY, values).scalar_one()
    _put_parts(session, number, entry, values)
    return number


def replace_content(session: AnySession, row: Activity, entry: Entry) -> None:
    """Puts other content into an activity. The row's status and mark of a duplicate must be the new ones."""
    for name, value in content(entry).items():
        setattr(row, name, value)
    session.flush()
    session.execute(delete(Measurement).where(Measurement.activity_id == row.id))
    session.execute(delete(Tag).where(Tag.activity_id == row.id))
    columns = {"unit_id": row.unit_id, "status": row.status, "duplicate_of_id": row.duplicate_of_id}
    _put_parts(session, row.id, entry, columns)


def recount(session: AnySession, row: Activity) -> None:
    """Says in each figure of an activity whether it counts, after its status or its mark of a duplicate changed."""
    now_counts = counts(Status(row.status), row.duplicate_of_id)
    session.execute(update(Measurement).where(Measurement.activity_id == row.id).values(counts=now_counts))


def supplement(session: AnySession, number: int, closures: Iterable[int], now: datetime) -> None:
    """Marks that an entry came, or was changed, after these closings: bổ sung sau khi chốt số liệu."""
    for closure in closures:
        session.merge(Supplement(closure_id=closure, activity_id=number, at=now))


def content(entry: Entry) -> dict[str, object]:
    """The columns of an activity that a person typed."""
    return {
        "type": entry.type,
        "held_on": entry.held_on,
        "note": entry.note,
        "difficulty": entry.difficulty,
        "difficulty_category": entry.difficulty_category,
    }


def stored_entry(session: AnySession, row: Activity) -> Entry:
    """What an activity holds now, as somebody could have typed it."""
    figures = session.execute(select(Measurement.measure, Measurement.value).where(Measurement.activity_id == row.id))
    tags: dict[str, list[str]] = {}
    for kind, tag in session.execute(select(Tag.kind, Tag.tag).where(Tag.activity_id == row.id).order_by(Tag.tag)):
        tags.setdefault(kind, []).append(tag)
    return Entry(
        row.type,
        row.held_on,
        {measure: value for measure, value in figures if measure != ENTRIES},
        **{f"{kind}s": tuple(tags.get(kind, ())) for kind in TagKind},
        note=row.note,
        difficulty=row.difficulty,
        difficulty_category=row.difficulty_category,
    )


def measurements(number: int, entry: Entry, row: Mapping[str, Any]) -> list[dict[str, object]]:
    """The figures of an activity as rows, the one that counts the activity itself included."""
    shared = {
        "activity_id": number,
        "unit_id": row["unit_id"],
        "held_on": entry.held_on,
        "type": entry.type,
        "counts": counts(Status(row["status"]), row["duplicate_of_id"]),
    }
    figures = {ENTRIES: 1, **entry.figures}
    return [shared | {"measure": measure, "value": value} for measure, value in figures.items()]


def _put_parts(session: AnySession, number: int, entry: Entry, row: Mapping[str, Any]) -> None:
    connection = session.connection()
    connection.execute(_INSERT_MEASUREMENT, measurements(number, entry, row))
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
