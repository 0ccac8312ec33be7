"""Exemplars, what was done with them, and where they were published."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.exemplars.workflow import Act, Kind, Party, State
from app.extensions import Model


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(each.value) for each in words)})", name=column)


class Exemplar(Model):
    """A story somebody proposes. field: of the plan; version: how many acts it has had, so that nobody acts unseeing.

    consent: the person agreed to name and picture; guardian_consent: for a child, the guardian too. consent_on: since
    when both that are needed were there. search: title and story without marks.
    """

    __tablename__ = "exemplars"
    __table_args__ = (
        _one_of("kind", Kind),
        _one_of("state", State),
        Index(None, "ward_id", "state", "proposed_at", "id"),
        Index(None, "ward_id", "proposed_at", "id"),
        Index(None, "unit_id", "proposed_at", "id"),
        Index(None, "unit_id", "proposed_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    field: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    story: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    proposed_as: Mapped[str] = mapped_column(String(80))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20))
    consent: Mapped[bool]
    consent_on: Mapped[date | None]
    is_child: Mapped[bool]
    guardian_consent: Mapped[bool]
    search: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class ExemplarEvent(Model):
    """An act in an exemplar's feed; rows are added, never changed. person_id None: loaded from a file."""

    __tablename__ = "exemplar_events"
    __table_args__ = (
        _one_of("act", Act),
        _one_of("party", Party),
        CheckConstraint(f"state_before IN ({', '.join(repr(s.value) for s in State)})", name="state_before"),
        _one_of("state", State),
        UniqueConstraint("exemplar_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplars.id"))
    position: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    act: Mapped[str] = mapped_column(String(20))
    party: Mapped[str] = mapped_column(String(10))
    state_before: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)


class Publication(Model):
    """A mark of a unit: where and when it published an exemplar. taken_down_at: when it said it took it off again."""

    __tablename__ = "publications"
    __table_args__ = (Index(None, "unit_id", "exemplar_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplars.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    place: Mapped[str] = mapped_column(String(120))
    link: Mapped[str] = mapped_column(String(300))
    published_on: Mapped[date]
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_down_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
