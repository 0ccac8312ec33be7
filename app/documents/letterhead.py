"""The head: who issues beside Quốc hiệu and Tiêu ngữ, the number beside the place and date (mục II, khoản 1 to 4)."""

from collections.abc import Iterable, Iterator, Sequence

from app.documents.decree import capitals, day_in_words, number_and_symbol
from app.documents.document import Document
from app.documents.elements import Element
from app.documents.grid import grid
from app.documents.page import DRAFT_MARK, room
from app.documents.paragraphs import boxed, paragraph, rule, rule_length
from app.documents.styles import DAY, DRAFT, ISSUER, MOTTO, NATIONAL_NAME, NUMBER, RULE, SUPERIOR
from app.documents.text import one_line
from app.documents.widths import line_widths, width

REPUBLIC, WISHES = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SPACE = room(is_landscape=False)
LEAST, MOST = 5301, 5900  # twips of the right column: Quốc hiệu takes 4 972, and the date of a long place more
_EASE = 60
_FRAME = 160  # twips between the words of a mark and its frame


def head(document: Document) -> Element:
    """Two rows of two columns, so that the number and the date stand on one line."""
    letterhead = document.letterhead
    number = f"Số: {number_and_symbol(document.number, one_line(letterhead.symbol))}"
    day = f"{one_line(letterhead.place)}, {day_in_words(document.issued_on, document.year)}"
    right = round(min(max(LEAST, width(day, DAY.size) + _EASE), MOST))
    left = SPACE - right
    mark = [_draft_mark(left)] if document.is_draft else []
    return grid(
        (left, right),
        (_issuer(letterhead.superior, letterhead.issuer, left), _republic(right)),
        ([paragraph(NUMBER, number), *mark], [paragraph(DAY, day)]),
    )


def _republic(space: int) -> list[Element]:
    length = width(WISHES, MOTTO.size, bold=True)
    return [paragraph(NATIONAL_NAME, REPUBLIC), paragraph(MOTTO, WISHES), rule(RULE, length, space)]


def _issuer(superior: Sequence[str], issuer: Sequence[str], space: int) -> Iterator[Element]:
    yield from (paragraph(SUPERIOR, line) for line in _capitals(superior))
    names = _capitals(issuer)
    yield from (paragraph(ISSUER, line) for line in names)
    wide = [each for line in names for each in line_widths(line, ISSUER.size, space, bold=True)]
    if wide:
        yield rule(RULE, rule_length(wide), space)


def _capitals(names: Iterable[str]) -> list[str]:
    return [capitals(line) for name in names if (line := one_line(name))]


def _draft_mark(space: int) -> Element:
    return boxed(DRAFT, DRAFT_MARK, width(DRAFT_MARK, DRAFT.size, bold=True) + 2 * _FRAME, space)
