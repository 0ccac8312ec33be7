"""Writes a workbook row by row: memory does not grow with its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from app.tables import Cell, Column, Holds, Row
from app.workbooks.names import FORMATS, height, sheet_names, width
from app.workbooks.text import for_cell, looks_like_a_formula

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GUIDE = "Giải thích"
MOST_ROWS = 1_048_575  # under the headings
ON_A4 = 9  # Excel's number of a paper


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows are walked once, as they are written."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]


@dataclass(frozen=True)
class About:
    """What the file says of itself: its title, when it was made, and lines (what, said) for its last sheet."""

    title: str
    made_at: datetime
    lines: Sequence[tuple[str, str]] = ()


def write_workbook(file: IO[bytes], sheets: Sequence[Sheet], about: About) -> None:
    """Writes the sheets and one that explains every column. Raises ValueError for more rows than a sheet holds."""
    from openpyxl import Workbook  # here: who never asks for a workbook does without its memory

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = for_cell(about.title), "Sổ tay số"
    book.properties.language = "vi-VN"
    book.properties.created = book.properties.modified = about.made_at.replace(tzinfo=None)
    every = [*sheets, _guide(sheets, about)]
    try:
        for name, sheet in zip(sheet_names(each.name for each in every), every, strict=True):
            _write_sheet(book.create_sheet(name), sheet)
    except BaseException:
        for begun in book.worksheets:
            begun.close()  # or its writer would complain wherever it is thrown away
        raise
    book.save(file)


def _guide(sheets: Iterable[Sheet], about: About) -> Sheet:
    columns = (Column("Ở đâu", share=1.6), Column("Cột", share=2.2), Column("Nghĩa là gì", share=3.8))
    of_file = [Row(("Tệp này", *line)) for line in about.lines]
    of_columns = [Row((sheet.name, column.label, column.meaning)) for sheet in sheets for column in sheet.columns]
    return Sheet(GUIDE, columns, [*of_file, *of_columns])


def _write_sheet(into: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    into.freeze_panes = "A2"
    into.print_title_rows = "1:1"
    into.page_setup.orientation, into.page_setup.paperSize = "landscape", ON_A4
    into.print_options.gridLines = True
    into.page_setup.fitToHeight, into.sheet_properties.pageSetUpPr.fitToPage = 0, True
    widths = [width(column) for column in sheet.columns]
    for place, letters in enumerate(widths, 1):
        into.column_dimensions[get_column_letter(place)].width = letters
    labels = [column.label for column in sheet.columns]
    _append(into, 1, _headings(into, sheet.columns), height(labels, widths))
    plain, sums = _Cells(into, sheet.columns, is_sum=False), _Cells(into, sheet.columns, is_sum=True)
    written = 0
    for written, row in enumerate(sheet.rows, 1):
        if written > MOST_ROWS:
            raise ValueError(f"{sheet.name} has more rows than a sheet holds")
        cells = (sums if row.is_sum else plain).of(row.cells)
        _append(into, written + 1, cells, height(row.cells, widths))
    into.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{written + 1}"


def _append(into: Any, number: int, cells: list[Any], tall: float | None) -> None:
    """Writes a row; its height is forgotten once it is written."""
    if tall is None:
        into.append(cells)
        return
    into.row_dimensions[number].height = tall
    into.append(cells)
    del into.row_dimensions[number]


def _headings(into: Any, columns: Sequence[Column]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cells = []
    for column in columns:
        cell = WriteOnlyCell(into, value=for_cell(column.label))
        cell.data_type, cell.font = "s", Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6F0")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cells.append(cell)
    return cells


class _Cells:
    """The cells of a row: made once a column with their looks, and filled anew for each row, since rows are written at once."""

    def __init__(self, into: Any, columns: Sequence[Column], *, is_sum: bool) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        font, wrapped = Font(bold=is_sum), Alignment(wrap_text=True, vertical="top")
        self.plain = [WriteOnlyCell(into) for _ in columns]
        self.quoted = [WriteOnlyCell(into) for _ in columns]
        for cells in (self.plain, self.quoted):
            for cell, column in zip(cells, columns, strict=True):
                cell.font, cell.number_format = font, FORMATS[column.holds]
                cell.alignment = wrapped if column.holds is Holds.TEXT else Alignment(vertical="top")
        for cell in self.quoted:
            cell.quotePrefix = True

    def of(self, values: Sequence[Cell]) -> list[Any]:
        return [self._filled(place, value) for place, value in enumerate(values)]

    def _filled(self, place: int, value: Cell) -> Any:
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            self.plain[place].value = value
            return self.plain[place]
        cell = (self.quoted if looks_like_a_formula(value) else self.plain)[place]
        cell.value = for_cell(value)
        cell.data_type = "s"
        return cell
