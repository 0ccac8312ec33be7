"""Closings with their frozen figures, deadlines set by hand, what units said of a period, who was reminded."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model

NAME = String(24)  # a period's id, as in addresses: "2026-11", "2026-10-01..2026-10-31"


class Said(StrEnum):
    """What a unit says of a period."""

    COMPLETE = "complete"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return SAID_LABELS[self]


SAID_LABELS = {Said.COMPLETE: "Đã đủ số liệu", Said.NOTHING: "Không phát sinh"}


class PeriodPlan(Model):
    """What the ward decided of a period: a deadline of its own, which a closing keeps as well, or a period of two dates."""

    __tablename__ = "period_plans"
    __table_args__ = (CheckConstraint("first_on <= last_on", name="dates"),)

    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    period: Mapped[str] = mapped_column(NAME, primary_key=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    due_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Closure(Model):
    """Chốt số liệu: one closing of a period with its figures, as JSON, for ever. reopened_at: until when it held."""

    __tablename__ = "closures"
    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="dates"),
        Index(
            "ix_closures_in_effect",
            "ward_id",
            "period",
            unique=True,
            sqlite_where=text("reopened_at IS NULL"),
            postgresql_where=text("reopened_at IS NULL"),
        ),
        Index(None, "ward_id", "first_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    period: Mapped[str] = mapped_column(NAME)
    kind: Mapped[str] = mapped_column(String(10))
    first_on: Mapped[date]
    last_on: Mapped[date]
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    figures: Mapped[str] = mapped_column(Text)
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text)


class Declaration(Model):
    """What a unit said of a month: đã đủ số liệu, or không phát sinh. undone_at: until when it held."""

    __tablename__ = "declarations"
    __table_args__ = (
        CheckConstraint(f"said IN ({', '.join(repr(s.value) for s in Said)})", name="said"),
        Index(
            "ix_declarations_in_effect",
            "unit_id",
            "period",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
        Index(None, "unit_id", "period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    period: Mapped[str] = mapped_column(NAME)
    first_on: Mapped[date]
    last_on: Mapped[date]
    said: Mapped[str] = mapped_column(String(10))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    said_as: Mapped[str] = mapped_column(String(80))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Reminder(Model):
    """Đã nhắc: an officer reminded a unit about a period."""

    __tablename__ = "reminders"
    __table_args__ = (Index(None, "unit_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    period: Mapped[str] = mapped_column(NAME)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
