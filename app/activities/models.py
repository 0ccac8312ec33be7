"""Activities, their measured figures and their tags."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model


class Status(StrEnum):
    """Where an activity stands; the stored words are the plan's."""

    DRAFT = "nhap"
    SENT = "da_gui"
    RETURNED = "tra_lai"
    CONFIRMED = "da_xac_nhan"
    WITHDRAWN = "da_huy"

    @property
    def label(self) -> str:
        return STATUS_LABELS[self]


STATUS_LABELS = {
    Status.DRAFT: "Nháp",
    Status.SENT: "Đã gửi",
    Status.RETURNED: "Trả lại bổ sung",
    Status.CONFIRMED: "Đã xác nhận",
    Status.WITHDRAWN: "Đã hủy",
}


class TagKind(StrEnum):
    """What a tag of an activity names: a quick topic, an audience or a channel of the plan."""

    TOPIC = "topic"
    AUDIENCE = "audience"
    CHANNEL = "channel"


def counts(status: Status, duplicate_of_id: int | None) -> bool:
    """The one rule of what counts (product.md, rule 3): sent or confirmed, and no duplicate of another."""
    return status in {Status.SENT, Status.CONFIRMED} and duplicate_of_id is None


class Activity(Model):
    """One activity of a unit on a day; its id is the number people see."""

    __tablename__ = "activities"
    __table_args__ = (
        CheckConstraint(f"status IN ({', '.join(repr(s.value) for s in Status)})", name="status"),
        CheckConstraint("duplicate_of_id <> id", name="duplicate"),
        Index(None, "unit_id", "held_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    type: Mapped[str] = mapped_column(String(40))
    held_on: Mapped[date]
    status: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    difficulty: Mapped[str] = mapped_column(Text)
    difficulty_category: Mapped[str | None] = mapped_column(String(40))
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    logged_as: Mapped[str] = mapped_column(String(80))
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)


class Measurement(Model):
    """A figure of an activity; every activity also has one of measure ENTRIES and value 1.

    unit, day, type and whether it counts are repeated here so that one index answers every sum
    (performance.md: a covering index is enough for a unit and a ward).
    """

    __tablename__ = "measurements"
    __table_args__ = (
        CheckConstraint("value >= 0", name="value"),
        Index("ix_measurements_totals", "unit_id", "held_on", "measure", "type", "counts", "value"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    measure: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    held_on: Mapped[date]
    type: Mapped[str] = mapped_column(String(40))
    counts: Mapped[bool]


class Tag(Model):
    """A topic, audience or channel of an activity."""

    __tablename__ = "tags"
    __table_args__ = (CheckConstraint(f"kind IN ({', '.join(repr(k.value) for k in TagKind)})", name="kind"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    tag: Mapped[str] = mapped_column(String(40), primary_key=True)
