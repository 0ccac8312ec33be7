"""A table as data: the same for an annex in Word, a sheet of Excel and a page; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | date | None  # None: nobody said; a zero is a zero


class Holds(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it holds, its share of the width, and a line that explains it."""

    label: str
    holds: Holds = Holds.TEXT
    share: float = 1.0
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row, one cell a column; is_sum: it adds up others, and stands out."""

    cells: tuple[Cell, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows. name: what it is called where it stands alone; empty: said in place of rows when there are none."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = ""
