"""Threads of feedback, what was said in them, their numbers and the words a search finds them by."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import SortKey, UtcDateTime
from app.extensions import Model
from app.feedback.choices import Kind, Rating, Severity
from app.feedback.workflow import ClosedBy, Party, State, Step


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(each.value) for each in words)})", name=column)


class Feedback(Model):
    """One thread: what a unit raised, where it stands, who deals with it and how long the ward has taken.

    handler_id: the unit it was forwarded to; handler_outside: a handler of the plan that is no unit; neither: Phòng VH-XH.
    version: how many steps it has had, so that nobody acts on what he has not seen. Times in seconds of working time.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        _one_of("kind", Kind),
        _one_of("severity", Severity),
        _one_of("state", State),
        _one_of("closed_by", ClosedBy),
        _one_of("rating", Rating),
        CheckConstraint("handler_id IS NULL OR handler_outside IS NULL", name="one_handler"),
        UniqueConstraint("ward_id", "year", "number"),
        # The lists walk these and a search looks no row up that it does not show: hence the columns at their ends.
        Index("ix_feedback_by_due", "ward_id", "due_at", "id", "state", "unit_id"),
        Index(None, "ward_id", "state", "closes_at"),
        Index(None, "ward_id", "state", "last_at", "id"),
        Index("ix_feedback_by_last", "ward_id", "last_at", "id", "unit_id"),
        Index(None, "ward_id", "raised_on"),
        Index(None, "unit_id", "state", "last_at"),
        Index(None, "unit_id", "last_at", "id"),
        Index(None, "handler_id", "last_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    year: Mapped[int]
    number: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), unique=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(40))
    severity: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    proposal: Mapped[str] = mapped_column(Text)
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    raised_as: Mapped[str] = mapped_column(String(80))
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    raised_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(30))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    handler_outside: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waited: Mapped[int]
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_in_time: Mapped[bool | None]
    answer_time: Mapped[int | None]
    answered_in_time: Mapped[bool | None]
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None] = mapped_column(String(20))
    rating: Mapped[str | None] = mapped_column(String(20))


class Message(Model):
    """A step of a thread and the words that went with it. state: what it led to; unit_id: for whom the person acted.

    is_held: a handler's answer that the ward has not passed on; the unit that raised the thread does not see it.
    """

    __tablename__ = "feedback_messages"
    __table_args__ = (
        _one_of("step", Step),
        _one_of("party", Party),
        _one_of("state", State),
        UniqueConstraint("feedback_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"))
    position: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    step: Mapped[str] = mapped_column(String(20))
    party: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    text: Mapped[str] = mapped_column(Text)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    handler_outside: Mapped[str | None] = mapped_column(String(40))
    is_held: Mapped[bool]


class LastNumber(Model):
    """The last number of a ward's year: the next one is given in the transaction that stores its thread."""

    __tablename__ = "feedback_numbers"

    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Word(Model):
    """A word of a thread without its marks: a search on either database is a look into an index."""

    __tablename__ = "feedback_words"
    __table_args__ = (Index(None, "feedback_id", "word"),)

    word: Mapped[str] = mapped_column(SortKey, primary_key=True)
    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"), primary_key=True)


class AnswerTemplate(Model):
    """A text the ward answers with, for a category or for all, for a step. Blanks: {don_vi}, {ma}, {tieu_de}."""

    __tablename__ = "answer_templates"
    __table_args__ = (_one_of("step", Step), Index(None, "ward_id", "step"))

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    category: Mapped[str | None] = mapped_column(String(40))
    step: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SharedAnswer(Model):
    """Hỏi đáp: a question in the reviewer's words and its answer, for all units to read out."""

    __tablename__ = "shared_answers"
    __table_args__ = (Index(None, "ward_id", "category"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    feedback_id: Mapped[int | None] = mapped_column(ForeignKey("feedback.id"), index=True)
    category: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)
    shared_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
