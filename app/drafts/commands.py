"""Keeping and ending drafts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, insert, select, update

from app.database import AnySession, writing
from app.drafts.models import Draft
from app.scope import Scope
from app.submissions.models import Submission
from app.units.models import Unit

MOST = 20  # drafts a unit may have open at once


class TooMany(Exception):
    """The unit has as many drafts as it may; none is thrown away for a new one (422)."""


class AlreadySent(Exception):
    """What stands under this key was sent meanwhile: there is nothing left to keep (409)."""


@dataclass(frozen=True)
class Typed:
    """A log form as it stands. key: the form's own; slug, type: of which page; fields: its boxes, as JSON."""

    key: str
    slug: str
    type: str
    fields: str


_UNIT = select(Unit.id).where(Unit.id == bindparam("unit")).with_for_update(key_share=True)
_ITS = (Draft.unit_id == bindparam("unit"), Draft.key == bindparam("form_key"))
_END = delete(Draft).where(*_ITS)
_DROP = delete(Draft).where(Draft.unit_id == bindparam("unit"), Draft.id == bindparam("number"))
_SENT = select(Submission.id).where(Submission.unit_id == bindparam("unit"), Submission.key == bindparam("form_key"))
_FINISHED = delete(Draft).where(
    Draft.unit_id == bindparam("unit"),
    exists().where(Submission.unit_id == Draft.unit_id, Submission.key == Draft.key),
)
_COUNT = select(func.count()).where(Draft.unit_id == bindparam("unit"))
_KEEP = (
    update(Draft)
    .where(*_ITS)
    .values({name: bindparam(f"new_{name}") for name in ("person_id", "slug", "type", "fields", "saved_at")})
    .returning(Draft.id)
)
_ADD = insert(Draft).returning(Draft.id)


def keep_draft(typed: Typed, *, by: Scope, now: datetime) -> int:
    """Keeps what is typed, over what was kept under the form's key before; its number. Raises TooMany or AlreadySent."""
    session = writing()
    try:
        number = _keep(session, typed, by, now)
    except (TooMany, AlreadySent):
        session.rollback()
        raise
    session.commit()
    return number


def _keep(session: AnySession, typed: Typed, by: Scope, now: datetime) -> int:
    connection, own = session.connection(), {"unit": by.unit_id, "form_key": typed.key}
    if connection.dialect.name != "sqlite":  # there a writer is alone
        connection.execute(_UNIT, own)
    if connection.execute(_SENT, own).first():
        raise AlreadySent(typed.key)
    row = {"person_id": by.person_id, "slug": typed.slug, "type": typed.type, "fields": typed.fields, "saved_at": now}
    number: int | None = connection.execute(
        _KEEP, own | {f"new_{name}": value for name, value in row.items()}
    ).scalar_one_or_none()
    if number is not None:
        return number
    connection.execute(_FINISHED, own)
    if connection.execute(_COUNT, own).scalar_one() >= MOST:
        raise TooMany(by.unit_id)
    return int(connection.execute(_ADD, row | {"unit_id": by.unit_id, "key": typed.key}).scalar_one())


def forget_draft(key: str, *, by: Scope) -> None:
    """What was typed under a form's key was rubbed out again."""
    session = writing()
    end_draft(session, by.unit_id, key)
    session.commit()


def drop_draft(number: int, *, by: Scope) -> None:
    """Somebody of the unit does not want a draft any more."""
    session = writing()
    session.connection().execute(_DROP, {"unit": by.unit_id, "number": number})
    session.commit()


def end_draft(session: AnySession, unit_id: int, key: str) -> None:
    """What was typed under a form's key has been sent. Does not commit."""
    session.connection().execute(_END, {"unit": unit_id, "form_key": key})
