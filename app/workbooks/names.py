"""What sheets may be called (Excel's rules), and what a column's cells look like; pure."""

import re
from collections.abc import Iterable, Sequence

from app.tables import Cell, Column, Holds
from app.workbooks.text import clean

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")
FORMATS = {Holds.NUMBER: "#,##0", Holds.DATE: "dd/mm/yyyy", Holds.TEXT: "General"}
_WIDTHS = {Holds.NUMBER: (9, 14), Holds.DATE: (12, 14), Holds.TEXT: (10, 60)}  # letters: least, most
PER_SHARE = 16  # letters of a text column of share 1
LINE, TALLEST = 15.0, 405.0  # points
_FILLED = 0.9  # of a line's letters, since words are not broken


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """The names with what Excel forbids taken out, at most 31 letters, no two alike."""
    taken: dict[str, str] = {"history": ""}  # Excel keeps that one
    for name in wanted:
        bare = _FORBIDDEN.sub(" ", clean(name)).strip(" '") or "Trang tính"
        own, place = bare[:LONGEST].strip(" '"), 1
        while own.casefold() in taken:
            place += 1
            own = f"{bare[: LONGEST - len(str(place)) - 1].strip()} {place}"
        taken[own.casefold()] = own
    return list(taken.values())[1:]


def width(column: Column) -> float:
    """How wide a column is, in letters."""
    least, most = _WIDTHS[column.holds]
    word = max((len(part) for part in column.label.split()), default=0)
    wanted = column.share * PER_SHARE if column.holds is Holds.TEXT else word + 3
    return min(max(least, wanted, word + 3), most)


def height(cells: Sequence[Cell], widths: Sequence[float]) -> float | None:
    """How tall a row must be for its wrapped text, in points; None: one line, as it is anyway."""
    texts = ((cell, letters * _FILLED) for cell, letters in zip(cells, widths, strict=True) if isinstance(cell, str))
    lines = max((_lines(text, letters) for text, letters in texts if len(text) > letters or "\n" in text), default=1)
    return None if lines == 1 else min(lines * LINE, TALLEST)


def _lines(text: str, letters: float) -> int:
    return sum(max(1, int(-(-len(part) // letters))) for part in text.split("\n"))
