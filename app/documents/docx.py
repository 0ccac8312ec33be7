"""A state document as a file of Word, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from collections.abc import Iterator

from app.documents.annexes import annex
from app.documents.body import body, sealed_blocks
from app.documents.document import Document
from app.documents.elements import Element, w
from app.documents.ending import ending
from app.documents.letterhead import head
from app.documents.opening import opening
from app.documents.package import packed
from app.documents.page import BLANK, MARKED, headers, room, section
from app.documents.paragraphs import keep_with_next
from app.documents.styles import GAP
from app.documents.text import one_line


def as_docx(document: Document) -> bytes:
    """The .docx. Text is taken as it is, less what XML forbids and what turns the direction of reading."""
    title = f"{one_line(document.kind)} {one_line(document.subject)}".strip()
    return packed(w("document", w("body", *_parts(document))), headers(is_draft=document.is_draft), title)


def _parts(document: Document) -> Iterator[Element]:
    """Document and annexes, each ended by its section: inside a paragraph, but for the last."""
    sections = [section(BLANK, is_landscape=False)]
    sections += [section(MARKED, is_landscape=each.is_landscape) for each in document.annexes]
    yield from _main(document)
    for place, ended in enumerate(sections[:-1]):
        yield w("p", w("pPr", w("pStyle", val=GAP.id), ended))
        yield from annex(document, place)
    yield w("p", w("pPr", w("pStyle", val=GAP.id)))
    yield sections[-1]


def _main(document: Document) -> Iterator[Element]:
    yield head(document)
    yield from opening(document)
    words = list(body(sealed_blocks(document.body), room(is_landscape=False)))
    keep_with_next(words[-1:])
    yield from words
    yield ending(document)
