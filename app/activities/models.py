"""Activities, their measured figures and tags, what was done with them, and what is odd about them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.activities.workflow import Party, Status, Step
from app.database import UtcDateTime
from app.extensions import Model


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(each.value) for each in words)})", name=column)


def _partly(name: str, where: str, *columns: str) -> Index:
    """An index of only those activities that wait for somebody."""
    return Index(f"ix_activities_{name}", *columns, sqlite_where=text(where), postgresql_where=text(where))


class TagKind(StrEnum):
    """What a tag of an activity names: a quick topic, an audience or a channel of the plan."""

    TOPIC = "topic"
    AUDIENCE = "audience"
    CHANNEL = "channel"


class OddityKind(StrEnum):
    """What may be wrong with an entry; it warns and never blocks (product.md, rule 7)."""

    DUPLICATE = "duplicate"
    JUMP = "jump"
    CROWD = "crowd"
    LATE = "late"
    NUMBERS = "numbers"

    @property
    def label(self) -> str:
        return ODDITY_LABELS[self]


ODDITY_LABELS = {
    OddityKind.DUPLICATE: "Có thể trùng",
    OddityKind.JUMP: "Số khác mọi khi",
    OddityKind.CROWD: "Đông hơn số hộ",
    OddityKind.LATE: "Ghi sau nhiều ngày",
    OddityKind.NUMBERS: "Có số điện thoại, số căn cước",
}


class Activity(Model):
    """One activity of a unit on a day; its id is the number people see.

    version: how often it was changed, so that nobody changes what he has not seen. told_by: who said it by phone,
    where an officer typed it (ghi thay). mended_at: when a returned entry came back, until the officer has looked at it.
    """

    __tablename__ = "activities"
    __table_args__ = (
        _one_of("status", Status),
        CheckConstraint("duplicate_of_id <> id", name="duplicate"),
        Index(None, "unit_id", "held_on", "id"),
        _partly("waiting", "status = 'da_gui'", "unit_id", "held_on", "id"),
        _partly("returned", "status = 'tra_lai'", "unit_id", "held_on", "id"),
        _partly("mended", "mended_at IS NOT NULL", "unit_id", "held_on"),
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
    version: Mapped[int] = mapped_column(server_default=text("1"))
    told_by: Mapped[str] = mapped_column(String(120), server_default=text("''"))
    mended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Measurement(Model):
    """A figure of an activity; every activity also has one of measure ENTRIES and value 1.

    unit, day, type and whether it counts are repeated here so that one index answers every sum
    (performance.md: a covering index is enough for a unit and a ward).
    """

    __tablename__ = "measurements"
    __table_args__ = (
        CheckConstraint("value >= 0", name="value"),
        Index("ix_measurements_totals", "unit_id", "held_on", "measure", "type", "counts", "value"),
        # What a ward's units did in a year, without their other figures: a row an entry, and only those that count.
        Index(
            "ix_measurements_entries",
            "unit_id",
            "held_on",
            "type",
            sqlite_where=text("measure = 'so_hoat_dong' AND counts = 1"),
            postgresql_where=text("measure = 'so_hoat_dong' AND counts"),
        ),
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
    __table_args__ = (_one_of("kind", TagKind),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    tag: Mapped[str] = mapped_column(String(40), primary_key=True)


class Change(Model):
    """What was done with an entry, and the version it made. was: its status before; before, after: its content, as JSON.

    Content is kept where it changed ("" elsewhere). by_as: what the person was called in the unit.
    """

    __tablename__ = "activity_changes"
    __table_args__ = (_one_of("step", Step), _one_of("party", Party))

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(20))
    party: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_as: Mapped[str] = mapped_column(String(80))
    was: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)


class Supplement(Model):
    """Bổ sung sau khi chốt số liệu: that an entry came, or was changed, after a closing that holds its day; a row each time."""

    __tablename__ = "supplements"

    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)


class Oddity(Model):
    """Something odd about an entry, found when it was logged or corrected. other_id: what it may be a duplicate of.

    measure, value, against: which figure, and what it was compared with (what is usual, the households; of LATE the
    days). settled_at: when the reviewer said that it is right.
    """

    __tablename__ = "oddities"
    __table_args__ = (
        _one_of("kind", OddityKind),
        Index(
            "ix_oddities_open",
            "activity_id",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    measure: Mapped[str | None] = mapped_column(String(40))
    value: Mapped[int | None] = mapped_column(BigInteger)
    against: Mapped[int | None] = mapped_column(BigInteger)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
