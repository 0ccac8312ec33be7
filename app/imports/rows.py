"""From sheets to rows: headings recognised, each cell read by its column's rule, every fault a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.imports.cells import Wrong
from app.imports.columns import Column, Table
from app.imports.packages import Refused
from app.imports.reading import Cell, Sheet, Workbook
from app.vietnamese import fold, nfc

LOOKED_AT = 10  # rows in which the headings are sought: a title may stand above them
_BRACKETS = re.compile(r"\(.*?\)|[*:]")
_RANGE = re.compile(r"\$?[A-Z]{1,3}\$?([0-9]{1,7}):\$?[A-Z]{1,3}\$?([0-9]{1,7})", re.ASCII)


@dataclass
class Row:
    """A row of a sheet: what could be read, and what is wrong with it."""

    sheet: str
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


class Merged(NamedTuple):
    """Merged cells and the rows they reach over."""

    first: int
    last: int
    reference: str


@dataclass
class Found:
    """The rows of a sheet; faults of the sheet itself; headings nobody asked for."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Row] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def heading_key(text: str) -> str:
    """A heading as compared: without marks, brackets, stars and colons."""
    return fold(_BRACKETS.sub(" ", nfc(text)))


def sheets_by_title(book: Workbook, tables: Iterable[Table]) -> dict[str, Sheet]:
    """The sheets of the tables by the table's title. Raises Refused when there is none, or one twice."""
    found: dict[str, Sheet] = {}
    titles = {fold(table.title): table.title for table in tables}
    for sheet in book.sheets:
        title = titles[fold(sheet.title)]
        if title in found:
            raise Refused(f"Tệp có hai trang tính cùng tên “{title}”. Để lại một trang tính.")
        found[title] = sheet
    if not found:
        there = ", ".join(f"“{title[:40]}”" for title in book.titles[:5])
        raise Refused(
            f"Tệp không có trang tính nào tên {' hoặc '.join(f'“{t}”' for t in titles.values())}, chỉ có {there}."
        )
    return found


def read_sheet(sheet: Sheet, table: Table) -> Found:
    """The rows below the headings."""
    place = _place_of_headings(sheet, table)
    found = Found()
    if place is None:
        found.faults.append(Row(table.title, 1, reasons=["Trang tính này chưa có dòng nào."]))
        return found
    number, cells = sheet.rows[place]
    columns, reasons = _columns(cells, table)
    known = {heading_key(column.heading) for column in table.columns}
    found.unused = [c.text for c in cells if c and heading_key(c.text) not in known]
    if reasons:
        found.faults.append(Row(table.title, number, reasons=reasons))
        return found
    merged = _merged(sheet.merged)
    found.rows = [_row(table.title, n, cells, columns, merged) for n, cells in sheet.rows[place + 1 :]]
    found.rows = [row for row in found.rows if row.values or row.reasons]
    return found


def _place_of_headings(sheet: Sheet, table: Table) -> int | None:
    """The first row that bears two headings or more; the first row of all when none does."""
    known = {heading_key(column.heading) for column in table.columns}
    for place, (_, cells) in enumerate(sheet.rows[:LOOKED_AT]):
        if len(known & {heading_key(cell.text) for cell in cells if cell}) > 1:
            return place
    return 0 if sheet.rows else None


def _columns(cells: list[Cell | None], table: Table) -> tuple[dict[int, Column], list[str]]:
    """Place → column, and what is wrong with the headings."""
    keys = [heading_key(cell.text) if cell else "" for cell in cells]
    columns, reasons = {}, []
    for column in table.columns:
        places = [place for place, key in enumerate(keys) if key == heading_key(column.heading)]
        if len(places) > 1:
            reasons.append(f"Cột “{column.heading}” có hai lần. Để lại một cột.")
        elif places:
            columns[places[0]] = column
        elif column.required:
            reasons.append(f"Chưa có cột “{column.heading}”.")
    return columns, reasons


def _row(title: str, number: int, cells: list[Cell | None], columns: dict[int, Column], merged: list[Merged]) -> Row:
    row = Row(title, number)
    if not any(cells[place] for place in columns if place < len(cells)):
        return row  # only cells of columns nobody asked for
    for place, column in columns.items():
        _read_cell(row, column, cells[place] if place < len(cells) else None)
    within = next((each.reference for each in merged if each.first <= number <= each.last), None)
    if within:
        row.reasons = [f"Dòng này có ô gộp ({within}). Bỏ gộp rồi điền từng ô."]
    return row


def _read_cell(row: Row, column: Column, cell: Cell | None) -> None:
    if cell is None:
        row.reasons += [f"Chưa có “{column.heading}”."] if column.required else []
        return
    try:
        row.values[column.key] = column.read(cell)
    except Wrong as wrong:
        row.reasons.append(str(wrong).replace("{}", column.heading))


def _merged(references: list[str]) -> list[Merged]:
    found = [(match, reference) for reference in references if (match := _RANGE.fullmatch(reference))]
    return [Merged(int(match[1]), int(match[2]), reference) for match, reference in found]
