"""A table of figures: heading rows that repeat, columns that are numbered, rows that stay whole.

Its rows are copies of one pattern, filled in: python-docx's own tables take seconds for a thousand rows.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from datetime import date

from app.documents.columns import Sheet, sheet_of
from app.documents.decree import figure, short_day
from app.documents.elements import Element, name, w
from app.documents.paragraphs import paragraph, run
from app.documents.styles import (
    FIGURES,
    TABLE_COUNT,
    TABLE_DAY,
    TABLE_EMPTY,
    TABLE_HEADING,
    TABLE_NUMBER,
    TABLE_TEXT,
    Style,
)
from app.documents.text import lines, one_line
from app.tables import Cell, Holds, Table

_STYLES = {Holds.TEXT: TABLE_TEXT, Holds.NUMBER: TABLE_NUMBER, Holds.DATE: TABLE_DAY}
_TEXT, _RUN = name("t"), name("r")


def figures(table: Table, space: int) -> Element:
    """The table over so many twips; without rows it says why it is empty. Raises ValueError where a row lacks a cell."""
    if any(len(row.cells) != len(table.columns) for row in table.rows):
        raise ValueError(f"a row of {table.name or 'a table'} has not one cell a column")
    sheet = sheet_of(table, space)
    styles = [_STYLES[column.holds] for column in table.columns]
    plain, total = (_pattern(sheet, styles, is_bold=is_bold) for is_bold in (False, True))
    made = w("tbl", _properties(space), _grid(sheet), *_headings(table, sheet))
    made.extend(_filled(total if row.is_sum else plain, row.cells) for row in table.rows)
    if not table.rows and table.empty:
        made.append(_empty(sheet, one_line(table.empty)))
    return made


def _properties(space: int) -> Element:
    return w(
        "tblPr",
        w("tblStyle", val=FIGURES),
        w("tblW", w=space, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1),
    )


def _grid(sheet: Sheet) -> Element:
    return w("tblGrid", *(w("gridCol", w=width) for width in sheet.widths))


def _headings(table: Table, sheet: Sheet) -> list[Element]:
    labels = [one_line(column.label) for column in table.columns]
    counts = [f"({place})" for place in range(1, len(labels) + 1)]
    return [_heading(sheet, TABLE_HEADING, labels), _heading(sheet, TABLE_COUNT, counts)]


def _heading(sheet: Sheet, style: Style, texts: Sequence[str]) -> Element:
    row = _pattern(sheet, [style] * len(texts), is_heading=True)
    return _filled(row, texts)


def _pattern(sheet: Sheet, styles: Sequence[Style], *, is_bold: bool = False, is_heading: bool = False) -> Element:
    """An empty row; its letters are smaller where the columns are many."""
    letters = [w("b"), w("bCs")] if is_bold else []
    letters += [w("sz", val=sheet.size), w("szCs", val=sheet.size)] if sheet.size < TABLE_TEXT.size else []
    row = w("tr", w("trPr", w("cantSplit"), w("tblHeader") if is_heading else None))
    row.extend(
        _cell(width, style, letters, is_middle=is_heading) for width, style in zip(sheet.widths, styles, strict=True)
    )
    return row


def _cell(width: int, style: Style, letters: Iterable[Element], *, is_middle: bool = False) -> Element:
    said = paragraph(style, "")
    said.append(run("", *(deepcopy(each) for each in letters)))
    middle = w("vAlign", val="center") if is_middle else None
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), middle), said)


def _empty(sheet: Sheet, text: str) -> Element:
    properties = w("tcPr", w("tcW", w=sum(sheet.widths), type="dxa"), w("gridSpan", val=len(sheet.widths)))
    return w("tr", w("trPr", w("cantSplit")), w("tc", properties, paragraph(TABLE_EMPTY, text)))


def _filled(pattern: Element, cells: Sequence[Cell]) -> Element:
    row = deepcopy(pattern)
    for place, cell in zip(list(row.iter(_TEXT)), cells, strict=True):
        if cell is not None:
            _say(place, _WORDS[type(cell)](cell))
    return row


def _say(place: Element, said: Sequence[str]) -> None:
    place.text = said[0] if said else None
    letters = place.getparent()
    for line in said[1:]:
        more = w("t")
        more.text = line
        letters.extend([w("br"), more])


_WORDS: dict[type, Callable[..., Sequence[str]]] = {
    str: lines,
    int: lambda value: (figure(value),),
    date: lambda value: (short_day(value),),
}
