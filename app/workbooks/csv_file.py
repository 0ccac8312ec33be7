"""Writes CSV row by row: UTF-8 with its mark, commas, dates as 2026-11-14, numbers as they are."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from app.tables import Cell, Column, Row
from app.workbooks.text import for_csv

TYPE = "text/csv"
MARK = "\ufeff"  # or Excel would guess another encoding


def write_csv(file: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Writes the headings and the rows; the file stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    text.write(MARK)
    writer = csv.writer(text)
    writer.writerow([for_csv(column.label) for column in columns])
    for row in rows:
        writer.writerow([_field(cell) for cell in row.cells])
    text.detach()


def _field(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return for_csv(cell)
    return cell if isinstance(cell, int) else cell.isoformat()
