"""Reads a workbook in a process of its own, with limits, and writes it as lines of JSON.

    python worksheets.py NAME... < workbook.xlsx > lines

NAMEs are the sheets wanted, without marks. Nothing of the app is imported: a small process that may fail.
It works through openpyxl's own parser, whose names begin with an underscore: the version is pinned.
"""

import contextlib
import json
import resource
import sys
import unicodedata
import warnings
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

MEMORY = 160 * 1024 * 1024  # bytes of address space
SECONDS = 40  # of computing
MOST_ROWS = 20_001  # with something in them, the headings among them
LAST_ROW = 1_048_576  # of any sheet
MOST_COLUMNS = 40
MOST_MERGED = 500
LONGEST = 1_000  # letters of a cell; every rule for text is shorter
MOST_OUTPUT = 16 * 1024 * 1024  # letters
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Refusal(Exception):
    """Why the rest is not read."""


class Lines:
    """What is written, and how much it may be."""

    def __init__(self) -> None:
        self.left = MOST_OUTPUT

    def __call__(self, *line: Any) -> None:
        text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
        self.left -= len(text)
        if self.left < 0:
            raise Refusal("too_much")
        sys.stdout.write(text + "\n")


def limit() -> None:
    """From here on this process can take no more than its share."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def folded(title: str) -> str:
    """A sheet's name without marks, case and odd spaces (as app.vietnamese.fold)."""
    bare = unicodedata.normalize("NFD", title.casefold())
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d").split())


def text_of(kind: str, value: Any) -> list[str] | None:
    """A cell as [kind, text]: t text, n number, d date, f formula, e an error of Excel's; None when it is empty."""
    if kind == "f":
        return ["f", ""]
    if isinstance(value, date):  # datetime is one too
        return ["d", value.isoformat()[:10]]
    if kind == "n" and isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str("" if value is None else value)[:LONGEST]
    mark = {"n": "n", "e": "e"}.get(kind, "t")
    return [mark, text] if text.strip() else None


def rows_of(sheet: Any, source: Any) -> Iterator[tuple[str, Any]]:
    """("row", (number, cells)) and ("merged", reference) as they stand in the sheet's XML.

    What the sheet says of its own size is not asked; each row is dropped once read, so that a million cost nothing.
    """
    from defusedxml.ElementTree import iterparse
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    reader: Any = WorkSheetParser(
        source,
        sheet._shared_strings,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )
    reader.parse_formula = lambda element: "="  # only that there is one
    data = None
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            data = element if element.tag == f"{SHEET}sheetData" else data
        elif element.tag == f"{SHEET}row":
            yield "row", row_of(reader, element)
            if data is not None:
                data.clear()
        elif element.tag == f"{SHEET}mergeCell":
            yield "merged", element.get("ref", "")


def row_of(reader: Any, element: Any) -> tuple[int, list[list[str] | None]]:
    """Number and cells of a row, the first columns of it."""
    reader.row_counter = int(element.get("r") or reader.row_counter + 1)
    if not 1 <= reader.row_counter <= LAST_ROW:
        raise Refusal("unreadable")
    reader.col_counter = 0
    if not len(element):
        return reader.row_counter, []
    cells: list[list[str] | None] = [None] * MOST_COLUMNS
    for each in element[:MOST_COLUMNS]:
        cell = reader.parse_cell(each)
        if cell["column"] <= MOST_COLUMNS:
            cells[cell["column"] - 1] = text_of(cell["data_type"], cell["value"])
    while cells and cells[-1] is None:
        cells.pop()
    return reader.row_counter, cells


def write_sheet(sheet: Any, write: Lines) -> None:
    """One sheet: its title, how many rows it seems to have, its rows, its merged cells."""
    with sheet._get_source() as source:
        write("sheet", sheet.title, sum(chunk.count(b"<row ") for chunk in iter(lambda: source.read(1 << 20), b"")))
    kept = merged = 0
    with sheet._get_source() as source:
        for what, found in rows_of(sheet, source):
            if what == "merged":
                merged += 1
                if merged > MOST_MERGED:
                    raise Refusal("too_many_merged")
                write("merged", found)
            elif found[1]:
                kept += 1
                if kept > MOST_ROWS:
                    raise Refusal("too_many_rows")
                write("row", *found)


def write_book(content: bytes, wanted: set[str], write: Lines) -> None:
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise Refusal("no_defusedxml")
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
    write("sheets", [sheet.title for sheet in book.worksheets])
    for sheet in book.worksheets:
        if folded(sheet.title) in wanted:
            sheet.reset_dimensions()
            write_sheet(sheet, write)


def main() -> None:
    limit()
    warnings.simplefilter("ignore")
    write = Lines()
    try:
        write_book(sys.stdin.buffer.read(), set(sys.argv[1:]), write)
        write("end")
    except BrokenPipeError:
        raise
    except Refusal as refusal:
        write.left = MOST_OUTPUT
        write("refused", str(refusal))
    except MemoryError:
        write("refused", "too_heavy")
    except Exception as error:  # whatever a broken file makes the library raise
        write("refused", "unreadable", type(error).__name__)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
        sys.stdout.flush()
