"""What a cell must be to be a code, a name, a number, a date, a telephone number or one of several words."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from app.imports.reading import Cell
from app.units.loading import GREATEST_HOUSEHOLDS, is_code
from app.vietnamese import day, fold, has_control, nfc, number, phone

FIRST_YEAR, LAST_YEAR = 1900, 2100
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NO_YEAR = date.min  # what day() fills in where no year was typed
NO_TEXT = {
    "f": "“{}” là công thức. Chép ô, dán lại chỉ lấy giá trị.",
    "e": "“{}” là ô báo lỗi của Excel.",
    "d": "“{}” bị Excel đổi thành ngày. Đặt kiểu ô là Văn bản rồi gõ lại.",
}


class Wrong(ValueError):
    """What is wrong with a cell, as a person is told; {} stands for the heading."""


def words(cell: Cell, *, longest: int) -> str:
    """Text on one line, NFC, single spaces."""
    if cell.kind in NO_TEXT:
        raise Wrong(NO_TEXT[cell.kind])
    text = nfc(cell.text)
    if has_control(text):
        raise Wrong("“{}” có ký tự máy không đọc được. Gõ lại.")
    if "\n" in text:
        raise Wrong("“{}” có chỗ xuống dòng. Ghi trên một dòng.")
    text = " ".join(text.split())
    if len(text) > longest:
        raise Wrong(f"“{{}}” dài quá {longest} chữ.")
    return text


def line(longest: int) -> Callable[[Cell], str]:
    """A name or a title of bounded length."""
    return lambda cell: words(cell, longest=longest)


def code(cell: Cell) -> str:
    text = words(cell, longest=100)
    if text == "them":
        raise Wrong("“{}” không được là “them”. Chọn mã khác.")
    if not is_code(text):
        raise Wrong("“{}” chỉ gồm chữ cái không dấu, chữ số, dấu chấm, gạch ngang, không quá 20 ký tự.")
    return text


def households(cell: Cell) -> int:
    value = number(words(cell, longest=100))
    if value is None or not 0 <= value <= GREATEST_HOUSEHOLDS:
        raise Wrong("“{}” phải là số nguyên từ 0 đến 100.000.")
    return value


def on(cell: Cell) -> date:
    """A date: Excel's own, or typed day first with its year."""
    typed = cell.text if cell.kind == "d" else words(cell, longest=100)
    if cell.kind == "n":
        raise Wrong("“{}” đang là số. Đặt kiểu ô là Ngày rồi gõ lại, ví dụ 01/07/2025.")
    try:
        found = date.fromisoformat(typed) if _ISO.fullmatch(typed) else day(typed, _NO_YEAR)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Wrong("“{}” phải đủ ngày, tháng, năm, ví dụ 01/07/2025.")
    return found


def mobile(cell: Cell) -> str:
    found = phone(words(cell, longest=100))
    if found is None:
        raise Wrong("“{}” phải là số di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.")
    return found


def one_of(options: Mapping[str, str]) -> Callable[[Cell], str]:
    """An id, given as itself or as its label (folded → id)."""

    def read(cell: Cell) -> str:
        text = words(cell, longest=200)
        if fold(text) not in options:
            raise Wrong(f"“{{}}” không có mục “{text[:60]}”. Xem trang tính Hướng dẫn của tệp mẫu.")
        return options[fold(text)]

    return read
