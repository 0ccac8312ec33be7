"""Words of entries as a report quotes them: whose kind of unit said it, never who; pure."""

from collections.abc import Iterable, Sequence

from app.personal_numbers import masked
from app.plan import Plan
from app.reporting.edits import QUOTE, Line
from app.reporting.queries import Quotable
from app.reporting.sentences import Paragraph

PARTS = ("difficulty", "note")


def numbers_of(lines: Iterable[Line]) -> list[int]:
    """The entries a section quotes."""
    return [int(line.key.split(":")[1]) for line in lines if line.key.startswith(f"{QUOTE}:")]


def quotes(entries: Sequence[Quotable], plan: Plan) -> dict[str, Paragraph]:
    """Each entry's difficulty and note as a paragraph to quote, by its key."""
    found = {}
    for entry in entries:
        kind = plan.unit_kinds.get(entry.unit_kind)
        whose = f" (ghi nhận tại {kind.noun})" if kind else ""
        for part in PARTS:
            words = masked(" ".join(getattr(entry, part).split()))
            if words:
                key = f"{QUOTE}:{entry.number}:{part}"
                found[key] = Paragraph(key, (f"“{words.rstrip('. ')}”{whose}.",), is_item=True)
    return found
