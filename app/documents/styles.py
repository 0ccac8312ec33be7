"""The document's styles: each element of the decree is one, by its Vietnamese name in Word's own list."""

from dataclasses import dataclass
from enum import StrEnum

from app.documents.elements import Element, w

FONT, LANGUAGE, BLACK = "Times New Roman", "vi-VN", "000000"
INDENT = 720  # twips: 1,27 cm
SIX_POINTS = 120
FIGURES, CELL_SIDE = "Figures", 70  # the style of tables, and the room at a cell's sides in twips


class Align(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "center"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. size: half-points; before, after, indent, line: twips (line 240 is single, exact where told)."""

    id: str
    name: str
    size: int
    align: Align = Align.LEFT
    is_bold: bool = False
    is_italic: bool = False
    indent: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    is_exact: bool = False
    keeps_next: bool = False
    outline: int | None = None


NATIONAL_NAME = Style("NationalName", "Quốc hiệu", 24, Align.CENTRE, is_bold=True)
MOTTO = Style("Motto", "Tiêu ngữ", 26, Align.CENTRE, is_bold=True)
SUPERIOR = Style("Superior", "Cơ quan chủ quản", 24, Align.CENTRE)
ISSUER = Style("Issuer", "Cơ quan ban hành", 24, Align.CENTRE, is_bold=True)
RULE = Style("Rule", "Đường kẻ", 4, Align.CENTRE, before=30, line=100, is_exact=True)
NUMBER = Style("Number", "Số, ký hiệu", 26, Align.CENTRE, before=120)
DAY = Style("Day", "Địa danh, thời gian", 26, Align.CENTRE, is_italic=True, before=120)
DRAFT = Style("Draft", "Dự thảo", 26, Align.CENTRE, is_bold=True, before=160, after=60)
KIND = Style("Kind", "Tên loại", 28, Align.CENTRE, is_bold=True, before=320, keeps_next=True)
SUBJECT = Style("Subject", "Trích yếu", 28, Align.CENTRE, is_bold=True, after=40, keeps_next=True)
GAP = Style("Gap", "Khoảng cách", 2, line=20, is_exact=True)
ADDRESSEE = Style("Addressee", "Kính gửi", 28, before=60, after=40)
BASIS = Style("Basis", "Căn cứ", 28, Align.BOTH, is_italic=True, indent=INDENT, after=SIX_POINTS, line=276)
BODY = Style("BodyText", "Body Text", 28, Align.BOTH, indent=INDENT, after=SIX_POINTS, line=276)
HEADINGS = tuple(
    Style(
        f"Heading{level}", f"heading {level}", 28, Align.BOTH, is_bold=level < 3, indent=INDENT,
        before=60, after=SIX_POINTS, line=276, keeps_next=True, outline=level - 1,
    )
    for level in (1, 2, 3)
)  # fmt: skip
AUTHORITY = Style("Authority", "Quyền hạn, chức vụ", 28, Align.CENTRE, is_bold=True, keeps_next=True)
SIGNER = Style("Signer", "Họ và tên người ký", 28, Align.CENTRE, is_bold=True)
RECIPIENTS = Style("Recipients", "Nơi nhận", 24, is_bold=True, is_italic=True, keeps_next=True)
RECIPIENT = Style("Recipient", "Nơi nhận - danh sách", 22)
PAGE_NUMBER = Style("PageNumber", "Số trang", 28, Align.CENTRE)
ANNEX = Style("Annex", "Phụ lục", 28, Align.CENTRE, is_bold=True, keeps_next=True, outline=0)
ANNEX_NAME = Style("AnnexName", "Tên phụ lục", 28, Align.CENTRE, is_bold=True, keeps_next=True)
ANNEX_OF = Style("AnnexOf", "Kèm theo", 28, Align.CENTRE, is_italic=True, after=200, keeps_next=True)
CAPTION = Style("TableName", "Tên bảng", 28, Align.CENTRE, is_bold=True, before=120, after=60, keeps_next=True)
TABLE_HEADING = Style("TableHeading", "Bảng - đầu cột", 24, Align.CENTRE, is_bold=True, before=20, after=20)
TABLE_COUNT = Style("TableCount", "Bảng - số cột", 22, Align.CENTRE, is_italic=True)
TABLE_TEXT = Style("TableText", "Bảng - chữ", 24, before=20, after=20)
TABLE_NUMBER = Style("TableNumber", "Bảng - số", 24, Align.RIGHT, before=20, after=20)
TABLE_DAY = Style("TableDay", "Bảng - ngày", 24, Align.CENTRE, before=20, after=20)
TABLE_EMPTY = Style("TableEmpty", "Bảng - không có", 24, Align.CENTRE, is_italic=True, before=40, after=40)
STYLES = (
    NATIONAL_NAME, MOTTO, SUPERIOR, ISSUER, RULE, NUMBER, DAY, DRAFT, KIND, SUBJECT, GAP, ADDRESSEE, BASIS, BODY,
    *HEADINGS, AUTHORITY, SIGNER, RECIPIENTS, RECIPIENT, PAGE_NUMBER, ANNEX, ANNEX_NAME, ANNEX_OF, CAPTION,
    TABLE_HEADING, TABLE_COUNT, TABLE_TEXT, TABLE_NUMBER, TABLE_DAY, TABLE_EMPTY,
)  # fmt: skip
BUILT_IN = {BODY, *HEADINGS}


def styles() -> Element:
    """The part of styles: Times New Roman, black, Vietnamese, for every letter of every paragraph."""
    letters = w(
        "rPr",
        w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        w("color", val=BLACK),
        w("sz", val=28),
        w("szCs", val=28),
        w("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE),
    )
    usual = w("pPr", w("widowControl"), w("spacing", before=0, after=0, line=240, lineRule="auto"))
    normal = w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal")
    defaults = w("docDefaults", w("rPrDefault", letters), w("pPrDefault", usual))
    return w("styles", defaults, normal, _table_style(), *(_paragraph_style(each) for each in STYLES))


def _paragraph_style(style: Style) -> Element:
    line = w(
        "spacing",
        before=style.before,
        after=style.after,
        line=style.line,
        lineRule="exact" if style.is_exact else "auto",
    )
    properties = (
        w("keepNext") if style.keeps_next else None,
        w("keepLines") if style.outline is not None else None,
        line,
        w("ind", firstLine=style.indent) if style.indent else None,
        w("jc", val=style.align),
        None if style.outline is None else w("outlineLvl", val=style.outline),
    )
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", *properties),
        _letters(style),
        type="paragraph",
        styleId=style.id,
        customStyle=0 if style in BUILT_IN else 1,
    )


def _letters(style: Style) -> Element:
    bold = (w("b"), w("bCs")) if style.is_bold else ()
    italic = (w("i"), w("iCs")) if style.is_italic else ()
    return w("rPr", *bold, *italic, w("sz", val=style.size), w("szCs", val=style.size))


def _table_style() -> Element:
    """ "Bảng số liệu": thin lines all round, a little room at the sides of a cell."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = w("tblBorders", *(w(side, val="single", sz=4, space=0, color=BLACK) for side in sides))
    room = w("tblCellMar", w("left", w=CELL_SIDE, type="dxa"), w("right", w=CELL_SIDE, type="dxa"))
    return w(
        "style",
        w("name", val="Bảng số liệu"),
        w("qFormat"),
        w("tblPr", lines, room),
        type="table",
        styleId=FIGURES,
        customStyle=1,
    )
