"""The workbook to fill in: two sheets of headings and a third that explains them."""

from functools import cache
from io import BytesIO
from typing import Any

from app.imports.columns import Table, tables
from app.plan.model import Plan

GUIDE = "Hướng dẫn"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_TEXT = {"code", "parent", "phone", "unit"}  # or Excel takes the 0 of a number away
AS_DATE = {"opened_on", "closed_on"}
NOTES = (
    "Ghi mỗi đơn vị, mỗi người một dòng ở hai trang tính Đơn vị và Người, ngay dưới dòng tiêu đề.",
    "Có thể chỉ dùng một trang tính. Thứ tự các cột không quan trọng; tên cột phải giữ nguyên.",
    "Sổ tay số nhận biết đơn vị theo mã, nhận biết người theo số điện thoại. Ô để trống thì giữ nguyên thông tin đã có.",
    "Một người ở hai đơn vị, hoặc có hai vai trò, ghi hai dòng. Vai trò quản trị không nhập bằng tệp.",
    "Không gộp ô, không dùng công thức. Sau khi gửi, Sổ tay số cho xem trước từng dòng rồi mới nhập.",
)


@cache
def template(plan: Plan) -> bytes:
    """The workbook of a plan, made once."""
    from openpyxl import Workbook  # here: who never asks for it does without its memory

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables(plan):
        _add_table(book.create_sheet(table.title), table)
    _add_guide(book.create_sheet(GUIDE), plan)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _add_table(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append([column.heading for column in table.columns])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(14, len(column.explained) * 0.7)
        shown = "@" if column.key in AS_TEXT else "dd/mm/yyyy" if column.key in AS_DATE else "General"
        sheet.column_dimensions[letter].number_format = shown
        sheet.cell(1, place).font = Font(bold=True)


def _add_guide(sheet: Any, plan: Plan) -> None:
    from openpyxl.styles import Font

    units, people = tables(plan)
    for text in NOTES:
        sheet.append([text])
    for table, listed in ((units, "Các loại đơn vị"), (people, "Các vai trò")):
        sheet.append([])
        _add_bold(sheet, Font, [f"Trang tính {table.title}", "Bắt buộc", "Ghi gì", "Ví dụ"])
        for column in table.columns:
            sheet.append([column.heading, "có" if column.required else "không", column.explained, column.example])
        sheet.append([])
        _add_bold(sheet, Font, [listed])
        for label in table.labels.values():
            sheet.append([label])
    for letter, width in zip("ABCD", (44, 12, 48, 28), strict=True):
        sheet.column_dimensions[letter].width = width


def _add_bold(sheet: Any, font: Any, texts: list[str]) -> None:
    sheet.append(texts)
    for cell in sheet[sheet.max_row]:
        cell.font = font(bold=True)
