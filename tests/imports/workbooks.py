"""Workbooks as people send them, and as they had better not."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from app.imports.columns import PEOPLE, UNITS
from app.imports.reading import Sheet, read_workbook

UNIT_HEADINGS = ("Mã", "Loại đơn vị", "Tên đơn vị", "Thuộc đơn vị (mã)", "Số hộ", "Ngày mở", "Ngày đóng")
PEOPLE_HEADINGS = ("Họ tên", "Số điện thoại", "Mã đơn vị", "Vai trò", "Chức danh")
SHEET = "xl/worksheets/sheet1.xml"

Rows = Sequence[Sequence[Any]]


def a_book(units: Rows | None = None, people: Rows | None = None) -> Workbook:
    """A workbook with the headings of the template above the rows given; None: without that sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, headings, rows in ((UNITS, UNIT_HEADINGS, units), (PEOPLE, PEOPLE_HEADINGS, people)):
        if rows is not None:
            sheet = book.create_sheet(title)
            for row in (headings, *rows):
                sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def a_workbook(units: Rows | None = None, people: Rows | None = None) -> bytes:
    return saved(a_book(units, people))


def a_unit_row(code: str = "TDP01", **more: Any) -> list[Any]:
    """A row that is right; more: name, kind, parent, households, opened, closed."""
    values = {"kind": "Tổ dân phố", "name": f"Tổ dân phố {code}", "parent": "", "households": 120} | more
    opened, closed = values.get("opened", date(2025, 7, 1)), values.get("closed")
    return [code, values["kind"], values["name"], values["parent"], values["households"], opened, closed]


def a_person_row(number: int = 1, **more: Any) -> list[Any]:
    """A row that is right; more: name, phone, unit, role, title."""
    values = {"name": f"Người {number}", "phone": f"0517{number:06d}", "unit": "TDP07", "role": "người ghi"} | more
    return [*(values[key] for key in ("name", "phone", "unit", "role")), values.get("title", "Tổ trưởng")]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", method, compresslevel=9) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return kept.getvalue()


def with_part(name: str, part: bytes, content: bytes | None = None) -> bytes:
    """A workbook with one part put in place of its own, or added."""
    return packed(parts_of(content or a_workbook(units=[a_unit_row()])) | {name: part})


def with_sheet(change: Any, content: bytes | None = None) -> bytes:
    """A workbook with the XML of its first sheet changed."""
    content = content or a_workbook(units=[a_unit_row()])
    return with_part(SHEET, change(parts_of(content)[SHEET].decode()).encode(), content)


def declaring(reference: str, content: bytes | None = None) -> bytes:
    """A workbook whose first sheet says it has this size."""
    return with_sheet(lambda xml: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{reference}"', xml), content)


def read(content: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook, by the child process, by title."""
    return {sheet.title: sheet for sheet in read_workbook(content, [UNITS, PEOPLE], lambda done, total: None).sheets}


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in cells] for _, cells in sheet.rows]
