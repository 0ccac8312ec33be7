"""What the ward typed for its letterheads, what the officer made of a report's sections, and the reports that were kept."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model


class LetterText(Model):
    """One text of the ward's letterheads (letters.NAMES); only what differs from the custom is a row."""

    __tablename__ = "report_texts"

    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class SectionEdit(Model):
    """A section as the officer left it: its lines as JSON (edits.Line). version: so that nobody writes over what he has not seen."""

    __tablename__ = "report_sections"

    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    period: Mapped[str] = mapped_column(String(24), primary_key=True)
    section: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int]
    lines: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class IssuedReport(Model):
    """Báo cáo đã lưu: a report with its figures and texts (JSON) and its file, never altered (the database refuses it).

    digest: SHA-256 of the file. number, issued_on: as văn thư gave them, where they were known.
    """

    __tablename__ = "issued_reports"
    __table_args__ = (Index(None, "ward_id", "period", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    period: Mapped[str] = mapped_column(String(24))
    letter: Mapped[str] = mapped_column(String(10))
    closure_id: Mapped[int] = mapped_column(ForeignKey("closures.id"))
    number: Mapped[int | None]
    issued_on: Mapped[date | None]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
