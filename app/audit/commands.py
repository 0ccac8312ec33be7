"""Writing the audit: one line an act, inside the act's own transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert

from app.audit.models import AuditLine, Event
from app.database import AnySession, writing
from app.scope import Actor

_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode  # made once: an import writes thousands

Facts = Mapping[str, str | int | bool | None]


@dataclass(frozen=True)
class Act:
    """What was done, to whom, in which unit; before and after hold what changed, never a secret."""

    event: Event
    person_id: int | None = None
    unit_id: int | None = None
    before: Facts = field(default_factory=dict)
    after: Facts = field(default_factory=dict)


def record(session: AnySession, act: Act, *, by: Actor, at: datetime) -> None:
    """Adds the line to the transaction that does the act. Does not commit."""
    record_all(session, [act], by=by, at=at)


def record_all(session: AnySession, acts: list[Act], *, by: Actor, at: datetime) -> None:
    """The same for many acts at once, in their order, by one statement."""
    session.flush()
    session.connection().execute(insert(AuditLine.__table__), [_line(act, by, at) for act in acts])  # type: ignore[arg-type]


def note_taken_out(file: str, unit_id: int | None, *, by: Actor, at: datetime) -> None:
    """Writes down that a file with entries leaves, before it does (security.md, T22). unit_id: the one unit's; None: a ward's."""
    session = writing()
    record(session, Act(Event.FILE_TAKEN_OUT, unit_id=unit_id, after={"file": file}), by=by, at=at)
    session.commit()


def _line(act: Act, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "at": at,
        "by_id": by.person_id,
        "address": by.address,
        "ward_id": by.ward_id,
        "event": act.event,
        "unit_id": act.unit_id,
        "person_id": act.person_id,
        "before": _as_json(act.before),
        "after": _as_json(act.after),
    }
