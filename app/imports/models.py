"""The table of imports."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model


class State(StrEnum):
    """How far an import is."""

    WAITING = "waiting"
    READING = "reading"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    REFUSED = "refused"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.WAITING: "đang chờ đọc",
    State.READING: "đang đọc",
    State.CHECKED: "đã đọc, chưa nhập",
    State.APPLYING: "đang nhập",
    State.APPLIED: "đã nhập",
    State.REFUSED: "không đọc được",
    State.BROKEN: "bị ngắt giữa chừng",
}
RUNNING = frozenset({State.WAITING, State.READING, State.APPLYING})


class Import(Model):
    """One workbook. attempt: which process may go on with it. result: what its page shows, as JSON.

    content goes when it was applied or refused, or after a day. done and total are rows of the workbook.
    """

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(repr(s.value) for s in State)})", name="state"),
        Index("ix_imports_ward_id_id", "ward_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    address: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(String(20))
    attempt: Mapped[int]
    done: Mapped[int]
    total: Mapped[int]
    result: Mapped[str] = mapped_column(Text)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)
