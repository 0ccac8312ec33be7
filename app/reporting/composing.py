"""A draft as a state document: what the Word file is written from; pure."""

from datetime import date

from app.documents.document import Annex, Block, Document, Heading, Item, Paragraph
from app.reporting.annex_figures import NAME, silent_table
from app.reporting.annex_sheets import figure_sheets
from app.reporting.draft import Draft, Part
from app.tables import Table

UNWRITTEN = "…"  # a section nobody has written yet


def document_of(draft: Draft, others: tuple[Table, ...], number: int | None = None, on: date | None = None) -> Document:
    """The report as it stands. others: the annexes after the first. An open period is marked as a draft."""
    facts, letter = draft.facts, draft.letter
    return Document(
        letterhead=letter.letterhead,
        number=number,
        issued_on=on,
        kind="Báo cáo",
        subject=subject(draft),
        addressees=letter.addressees,
        bases=letter.bases,
        body=tuple(block for part in draft.parts for block in _blocks(part, draft)),
        signature=letter.signature,
        recipients=letter.recipients,
        annexes=(_figures(draft), *(Annex(table.name, (table,)) for table in others)),
        is_draft=not facts.is_closed,
        year=draft.year,
    )


def _figures(draft: Draft) -> Annex:
    snapshot, plan = draft.facts.snapshot, draft.facts.plan
    return Annex(NAME, (*figure_sheets(snapshot, plan), silent_table(snapshot, plan)))


def subject(draft: Draft) -> str:
    """The trích yếu."""
    return f"Kết quả thực hiện {draft.facts.plan.head.title} {draft.facts.period.label}"


def _blocks(part: Part, draft: Draft) -> list[Block]:
    section = part.section
    blocks: list[Block] = [Heading(section.level, section.heading)] if section.level else []
    for shown in part.shown:
        blocks.append(Item(shown.text) if shown.is_item else Paragraph(shown.text))
    if not part.shown and not _has_parts(section.id, draft):
        blocks.append(Paragraph(UNWRITTEN))
    return blocks


def _has_parts(section: str, draft: Draft) -> bool:
    return any(part.section.id.startswith(f"{section}.") for part in draft.parts)
