"""Between the head and the words: tên loại, trích yếu, Kính gửi, căn cứ (mục II, khoản 5, 6.a, 9.d)."""

from collections.abc import Iterator, Sequence

from app.documents.decree import bare, capitals, ended
from app.documents.document import Document
from app.documents.elements import Element, w
from app.documents.page import room
from app.documents.paragraphs import centred_in, indents, paragraph, rule, rule_length
from app.documents.styles import ADDRESSEE, BASIS, KIND, RULE, SUBJECT, Style
from app.documents.text import one_line
from app.documents.widths import even_room, line_widths, width

SPACE = room(is_landscape=False)
TO = "Kính gửi:"
_AFTER_RULE = 160


def opening(document: Document) -> Iterator[Element]:
    yield paragraph(KIND, capitals(one_line(document.kind)))
    yield from _subject(one_line(document.subject))
    yield w("p", w("pPr", w("pStyle", val=RULE.id), w("spacing", before=0, after=_AFTER_RULE)))
    yield from _addressees(_said(document.addressees))
    yield from (paragraph(BASIS, line) for line in ended(_said(document.bases)))


def evenly(style: Style, text: str, space: float) -> Element:
    """A centred title whose lines are of about one length."""
    even = even_room(text, style.size, space, bold=style.is_bold)
    return paragraph(style, text, *([centred_in(space, even)] if even < space else []))


def _subject(text: str) -> Iterator[Element]:
    if not text:
        return
    yield evenly(SUBJECT, text, SPACE)
    lines = line_widths(text, SUBJECT.size, even_room(text, SUBJECT.size, SPACE, bold=True), bold=True)
    yield rule(RULE, rule_length(lines), SPACE)


def _said(texts: Sequence[str]) -> list[str]:
    return [line for text in texts if (line := bare(one_line(text)))]


def _addressees(names: list[str]) -> Iterator[Element]:
    """One on the line of "Kính gửi:"; several below it, their dashes in line under the colon (khoản 9.d)."""
    if len(names) == 1:
        yield paragraph(ADDRESSEE, f"{TO} {names[0]}", _last(), w("jc", val="center"))
    if len(names) > 1:
        yield from _several(names)


def _several(names: list[str]) -> Iterator[Element]:
    said = [f"- {line}" for line in ended(names)]
    colon, dash = width(TO[:-1], ADDRESSEE.size), round(width("- ", ADDRESSEE.size))
    longest = max(width(line, ADDRESSEE.size) for line in said)
    left = max(0, (SPACE - colon - longest) / 2)
    yield paragraph(ADDRESSEE, TO, w("keepNext"), indents(left))
    for place, line in enumerate(said, 1):
        last = _last() if place == len(said) else None
        yield paragraph(ADDRESSEE, line, last, indents(left + colon + dash, hanging=dash))


def _last() -> Element:
    """More air under the last addressee."""
    return w("spacing", after=240)
