"""Sheets: A4, the decree's margins, and the number at the middle of the upper margin (mục I; twips are 1/1440 inch)."""

from app.documents.elements import RELATIONS, Element, w
from app.documents.paragraphs import paragraph, run
from app.documents.styles import DRAFT, PAGE_NUMBER

SHORT, LONG = 11906, 16838  # 210 and 297 mm
TOP, BOTTOM, LEFT, RIGHT = 1134, 1134, 1701, 1134  # 20, 20, 30, 20 mm
HEADER = 567  # 10 mm: the number stands in the upper margin
NUMBERED, BLANK, MARKED = "numbered", "blank", "marked"  # the headers, by what they show
DRAFT_MARK = "DỰ THẢO"


def room(*, is_landscape: bool) -> int:
    """Twips between the side margins."""
    return (LONG if is_landscape else SHORT) - LEFT - RIGHT


def section(first_header: str, *, is_landscape: bool) -> Element:
    """A section that starts on a new sheet and counts its pages from 1; its first page shows another header."""
    wide, high = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    turned = {"orient": "landscape"} if is_landscape else {}
    return w(
        "sectPr",
        _reference("default", NUMBERED),
        _reference("first", first_header),
        w("type", val="nextPage"),
        w("pgSz", w=wide, h=high, **turned),
        w("pgMar", top=TOP, right=RIGHT, bottom=BOTTOM, left=LEFT, header=HEADER, footer=HEADER, gutter=0),
        w("pgNumType", fmt="decimal", start=1),
        w("titlePg"),
    )


def _reference(kind: str, header: str) -> Element:
    made = w("headerReference", type=kind)
    made.set(f"{{{RELATIONS}}}id", header)
    return made


def headers(*, is_draft: bool) -> dict[str, Element]:
    """The headers a section may name. An annex of a draft says so on its first page, should it go its own way."""
    number = paragraph(PAGE_NUMBER, "")
    number.append(w("fldSimple", run("2"), instr=" PAGE "))
    mark = paragraph(DRAFT, DRAFT_MARK, w("spacing", before=0, after=0), w("jc", val="right"))
    return {
        NUMBERED: w("hdr", number),
        BLANK: w("hdr", paragraph(PAGE_NUMBER, "")),
        MARKED: w("hdr", mark if is_draft else paragraph(PAGE_NUMBER, "")),
    }
