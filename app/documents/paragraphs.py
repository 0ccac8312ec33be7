"""Paragraphs and the rules drawn under some of them."""

from collections.abc import Iterable

from app.documents.elements import Element, name, w
from app.documents.styles import Style

THIN = 6  # eighths of a point


def paragraph(style: Style, text: str, *properties: Element | None) -> Element:
    """A paragraph of one line of clean text; properties stand in the schema's order (17.3.1.26)."""
    return w("p", w("pPr", w("pStyle", val=style.id), *properties), run(text) if text else None)


def keep_with_next(paragraphs: Iterable[Element]) -> None:
    """Holds these paragraphs on the page of what follows them."""
    for each in paragraphs:
        if each[0].find(name("keepNext")) is None:
            each[0].insert(1, w("keepNext"))


def run(text: str, *properties: Element | None) -> Element:
    said = w("t")
    said.text = text
    return w("r", w("rPr", *properties) if properties else None, said)


def indents(left: float, right: float = 0, **more: int) -> Element:
    return w("ind", left=round(left), right=round(right), **more)


def centred_in(room: float, width: float) -> Element:
    """Indents that leave so much width in the middle."""
    side = max(0, (room - width) / 2)
    return indents(side, side, firstLine=0)


def rule(style: Style, length: float, room: float) -> Element:
    """A line drawn in the middle: the upper border of an empty, low paragraph, which Word and LibreOffice draw alike."""
    line = w("top", val="single", sz=THIN, space=1, color="000000")
    return paragraph(style, "", w("pBdr", line), centred_in(room, length))


def rule_length(lines: list[float]) -> float:
    """A third to a half of the lines above it; of the last one too, where it is not much shorter (khoản 2.b, 5.b)."""
    longest = max(lines)
    return max(longest / 3, min(longest * 0.42, lines[-1] / 2))


def boxed(style: Style, text: str, width: float, room: float) -> Element:
    """Words in a frame (mục III, khoản 2.c)."""
    sides = [w(side, val="single", sz=THIN, space=3, color="000000") for side in ("top", "left", "bottom", "right")]
    return paragraph(style, text, w("pBdr", *sides), centred_in(room, width))
