"""Files written outside a request; and the lines of a form of somebody above, which figures are typed into."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model


class State(StrEnum):
    """How far a file is."""

    WAITING = "waiting"  # asked for, or being written
    READY = "ready"
    BROKEN = "broken"
    GONE = "gone"


class Export(Model):
    """A file somebody asked for. unit_id: only that unit's rows; wanted: the words of its address, as JSON.

    attempt: which process may write it; done, total: entries; beat_at: when that process was last heard of.
    """

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(repr(s.value) for s in State)})", name="state"),
        Index(None, "by_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    wanted: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    attempt: Mapped[int]
    done: Mapped[int]
    total: Mapped[int]
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RetypeLine(Model):
    """A line: what that form calls it, which measure it is, of which kind of unit (None: of the whole ward)."""

    __tablename__ = "retype_lines"

    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(200))
    measure: Mapped[str] = mapped_column(String(40))
    unit_kind: Mapped[str | None] = mapped_column(String(40))
