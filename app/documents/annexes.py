"""Phụ lục: each on sheets of its own, numbered in Roman when there are several (mục III, khoản 1)."""

from collections.abc import Iterator

from app.documents.body import body
from app.documents.decree import capitals, day_in_words, number_and_symbol, roman
from app.documents.document import Document
from app.documents.elements import Element
from app.documents.opening import evenly
from app.documents.page import room
from app.documents.paragraphs import paragraph
from app.documents.styles import ANNEX, ANNEX_NAME, ANNEX_OF
from app.documents.text import one_line


def annex(document: Document, place: int) -> Iterator[Element]:
    """The annex at a place from 0."""
    given = document.annexes[place]
    space = room(is_landscape=given.is_landscape)
    yield paragraph(ANNEX, f"Phụ lục {roman(place + 1)}" if len(document.annexes) > 1 else "Phụ lục")
    if title := capitals(one_line(given.name)):
        yield evenly(ANNEX_NAME, title, space)
    yield evenly(ANNEX_OF, _belonging(document), space)
    yield from body(given.blocks, space)


def _belonging(document: Document) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân phường Phú Lương)"."""
    letterhead = document.letterhead
    number = number_and_symbol(document.number, one_line(letterhead.symbol))
    day = day_in_words(document.issued_on, document.year)
    issuer = one_line(letterhead.name or " ".join(letterhead.issuer))
    return f"(Kèm theo {one_line(document.kind)} số {number} {day} của {issuer})"
