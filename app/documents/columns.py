"""How wide a table's columns are, and how large its letters, so that no word of a heading and no figure is broken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.decree import figure, short_day
from app.documents.styles import CELL_SIDE, TABLE_TEXT
from app.documents.text import one_line
from app.documents.widths import width
from app.tables import Holds, Table

_SIZES = (TABLE_TEXT.size, 22, 20, 18)  # half-points
_EASE = 30  # twips for what a printer rounds


@dataclass(frozen=True, slots=True)
class Sheet:
    """Widths in twips, and the size of letters in half-points."""

    widths: tuple[int, ...]
    size: int


def sheet_of(table: Table, space: int) -> Sheet:
    """By the columns' shares, but none is narrower than its longest word; letters shrink where that takes too much."""
    longest = [_longest(table, place, space) for place in range(len(table.columns))]
    for size in _SIZES:
        needs = [each * size / _SIZES[0] + 2 * CELL_SIDE + _EASE for each in longest]
        if sum(needs) <= space:
            break
    shares = [max(column.share, 0.01) for column in table.columns]
    return Sheet(_whole(_shared(shares, needs, space), space), size)


def _longest(table: Table, place: int, space: int) -> float:
    """Twips of a column's longest word in the largest letters. A word of a text may be broken past a part of the space."""
    column, cells = table.columns[place], [row.cells[place] for row in table.rows]
    heading = _widest([f"({len(table.columns)})", *one_line(column.label).split(" ")])
    if column.holds is Holds.TEXT:
        return max(heading, min(_widest({word for cell in cells for word in str(cell or "").split()}), space / 10))
    values = [cell for cell in cells if isinstance(cell, int)]
    words = [figure(value) for value in {max(values), min(values)}] if values else []
    return max(heading, _widest(words + [short_day(cell) for cell in cells if isinstance(cell, date)][:1]))


def _widest(words: Iterable[str]) -> float:
    return max((width(word, _SIZES[0], bold=True) for word in words), default=0)


def _shared(shares: Sequence[float], needs: Sequence[float], space: int) -> list[float]:
    """Space by shares; columns that would get less than they need get it first. All in proportion where that is too much."""
    if sum(needs) >= space:
        return [need * space / sum(needs) for need in needs]
    fixed: dict[int, float] = {}
    while True:
        free, parts = space - sum(fixed.values()), sum(s for p, s in enumerate(shares) if p not in fixed)
        short = {p: needs[p] for p, s in enumerate(shares) if p not in fixed and s * free / parts < needs[p]}
        if not short:
            return [fixed.get(p, s * free / parts if parts else 0) for p, s in enumerate(shares)]
        fixed |= short


def _whole(widths: Sequence[float], space: int) -> tuple[int, ...]:
    whole = [int(width) for width in widths]
    return (*whole[:-1], whole[-1] + space - sum(whole))
