"""A draft with its annexes, and as a file of Word."""

from datetime import date, datetime

from app.documents.document import Document
from app.documents.docx import as_docx
from app.reporting.annexes import later_annexes
from app.reporting.composing import document_of
from app.reporting.draft import Draft


def whole(draft: Draft, ward_id: int, now: datetime, *, number: int | None = None, on: date | None = None) -> Document:
    """The report with its annexes, as it stands at an instant. number, on: what văn thư gave it."""
    facts = draft.facts
    return document_of(draft, later_annexes(ward_id, facts.period, facts.plan, now=now), number, on)


def as_word(draft: Draft, ward_id: int, now: datetime) -> bytes:
    """The .docx of it."""
    return as_docx(whole(draft, ward_id, now))
