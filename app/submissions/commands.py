"""Receiving a submission once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from app.database import AnySession
from app.submissions.models import Submission


@dataclass(frozen=True)
class NewSubmission:
    """key: made when the page opened. sha256: hex, of the content in its canonical form."""

    unit_id: int
    key: str
    sha256: str
    person_id: int | None
    received_at: datetime


@dataclass(frozen=True)
class Received:
    number: int
    is_new: bool


class KeyReused(Exception):
    """The key stands for other content already (security.md 3.0, rule 3)."""

    def __init__(self, number: int, received_at: datetime) -> None:
        super().__init__(number)
        self.number = number
        self.received_at = received_at


def _insert(dialect: Any) -> Any:
    statement = dialect.insert(Submission)
    return statement.on_conflict_do_nothing(index_elements=["unit_id", "key"]).returning(Submission.id)


_INSERT = {"sqlite": _insert(sqlite), "postgresql": _insert(postgresql)}
_KEPT = select(Submission.id, Submission.sha256, Submission.received_at).where(
    Submission.unit_id == bindparam("unit_id"), Submission.key == bindparam("key")
)


def receive(session: AnySession, new: NewSubmission) -> Received:
    """Stores the key, or finds what it stood for. Raises KeyReused when the content differs. Does not commit."""
    values = {
        "unit_id": new.unit_id,
        "key": new.key,
        "sha256": new.sha256,
        "person_id": new.person_id,
        "received_at": new.received_at,
    }
    connection = session.connection()
    number = connection.execute(_INSERT[connection.dialect.name], values).scalar_one_or_none()
    if number is not None:
        return Received(number, is_new=True)
    kept = connection.execute(_KEPT, {"unit_id": new.unit_id, "key": new.key}).one()
    if kept.sha256 != new.sha256:
        raise KeyReused(kept.id, kept.received_at)
    return Received(kept.id, is_new=False)
