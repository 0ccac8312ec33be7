"""The foot: Nơi nhận beside the one who signs, whole on one page with the last words (mục II, khoản 7 and 9)."""

from collections.abc import Iterator

from app.documents.decree import bare, capitals, ended
from app.documents.document import Document, Signature
from app.documents.elements import Element, w
from app.documents.grid import grid
from app.documents.page import room
from app.documents.paragraphs import indents, paragraph
from app.documents.styles import AUTHORITY, RECIPIENT, RECIPIENTS, SIGNER
from app.documents.text import one_line

LEFT = 4200
RIGHT = room(is_landscape=False) - LEFT
SIGNING_LINES = 4  # left for the signature and the seal
ABOVE = 120  # twips under the last words
_DASH = 110  # twips of "- " in 11 points


def ending(document: Document) -> Element:
    return grid((LEFT, RIGHT), (_recipients(document.recipients), _signature(document.signature)))


def _recipients(recipients: tuple[str, ...]) -> Iterator[Element]:
    names = [line for each in recipients if (line := bare(one_line(each)))]
    yield paragraph(RECIPIENTS, "Nơi nhận:" if names else "", w("spacing", before=ABOVE + 30))
    yield from (paragraph(RECIPIENT, f"- {line}", indents(_DASH, 200, hanging=_DASH)) for line in ended(names))


def _signature(signature: Signature) -> Iterator[Element]:
    lines = [capitals(line) for each in signature.authority if (line := one_line(each))]
    first, *others = [*lines, *[""] * SIGNING_LINES]
    yield paragraph(AUTHORITY, first, w("spacing", before=ABOVE))
    yield from (paragraph(AUTHORITY, line) for line in others)
    yield paragraph(SIGNER, one_line(signature.name))
