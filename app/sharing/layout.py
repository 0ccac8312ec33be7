"""Where everything of a card's picture stands. Pure: the template draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.sharing.card import Card, Figure
from app.sharing.fonts import Fonts
from app.sharing.lines import fits, fitting
from app.wording import number, span

SIDE, EDGE, GAP = 1080, 80, 36
INNER = SIDE - 2 * EDGE
FOOT = 120  # height of the foot
LEADING = 1.28  # of a line; stacked marks (Ễ, Ậ, Ộ) need it
TITLES = ((84, 2), (70, 3), (56, 3), (46, 4), (38, 6))  # size, most lines
LABELS = ((44, 1), (40, 1), (36, 1), (44, 2), (36, 2), (32, 2), (28, 3))
NUMBERS = (112, 96, 80, 64, 52)
TALLEST_ROW = 190


@dataclass(frozen=True)
class Line:
    """A line of text with the baseline it stands on."""

    text: str
    y: int


@dataclass(frozen=True)
class Row:
    """A figure: its number, its words beside it, and the rule above them."""

    number: Line
    words: list[Line]
    words_size: int
    top: int
    is_solved: bool


@dataclass(frozen=True)
class Picture:
    kicker: Line
    title: list[Line]
    title_size: int
    band: int
    rows: list[Row]
    number_size: int
    words_x: int
    nothing: list[Line]
    ward: str
    days: str


def picture_of(card: Card, fonts: Fonts) -> Picture:
    """The picture of a card; what the fonts cannot draw is left out."""
    name = fonts.bold.drawable(card.unit_name) or "Đơn vị"
    title_size, title = fitting(name, fonts.bold, INNER, TITLES)
    band = 150 + _height(title, title_size) + 50
    size = _number_size(card.figures, fonts)
    words_x = EDGE + round(max((fonts.bold.width(number(f.value), size) for f in card.figures), default=0)) + GAP
    return Picture(
        Line(f"Kết quả {card.period.label}", 112),
        _stacked(title, title_size, 150 + title_size),
        title_size,
        band,
        _rows(card.figures, band, size, words_x, fonts),
        size,
        words_x,
        [] if card.figures else _stacked(fitting(card.nothing, fonts.regular, INNER, ((44, 4),))[1], 44, band + 150),
        _on_one_line(card.ward_name, fonts),
        span(card.period.first_on, card.period.last_on),
    )


def _rows(figures: Sequence[Figure], band: int, size: int, words_x: int, fonts: Fonts) -> list[Row]:
    """The figures one under the other between the band and the foot, in the middle where they are few."""
    if not figures:
        return []
    room = SIDE - FOOT - band
    tall = min(TALLEST_ROW, room // len(figures))
    first = band + (room - tall * len(figures)) // 2
    tops = range(first, first + tall * len(figures), tall)
    return [_row(figure, top, tall, (size, words_x), fonts) for figure, top in zip(figures, tops, strict=True)]


def _row(figure: Figure, top: int, tall: int, place: tuple[int, int], fonts: Fonts) -> Row:
    size, words_x = place
    labels = [(each, most) for each, most in LABELS if most * each * LEADING < 0.85 * tall] or LABELS[-1:]
    words_size, words = fitting(figure.words, fonts.regular, SIDE - EDGE - words_x, labels)
    middle = top + tall // 2
    start = middle - _height(words, words_size) // 2 + round(words_size * 0.96)
    return Row(
        Line(number(figure.value), middle + round(size * 0.36)),
        _stacked(words, words_size, start),
        words_size,
        top,
        figure.is_solved,
    )


def _number_size(figures: Sequence[Figure], fonts: Fonts) -> int:
    """The largest in which every number leaves half the width to its words, and every row has its height."""
    tallest = 80 if len(figures) > 4 else NUMBERS[0]
    sizes = [size for size in NUMBERS if size <= tallest]
    wide = [size for size in sizes if all(fits(number(f.value), fonts.bold, size, INNER / 2) for f in figures)]
    return wide[0] if wide else NUMBERS[-1]


def _on_one_line(text: str, fonts: Fonts) -> str:
    return "".join(fitting(fonts.bold.drawable(text), fonts.bold, INNER / 2, ((32, 1),))[1])


def _stacked(lines: Sequence[str], size: int, first: int) -> list[Line]:
    return [Line(text, first + round(place * size * LEADING)) for place, text in enumerate(lines)]


def _height(lines: Sequence[str], size: int) -> int:
    return round(len(lines) * size * LEADING)
