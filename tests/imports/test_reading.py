"""The child process: what it reads of a workbook, and what it may take."""

import hashlib
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.imports import packages
from app.imports.packages import Refused
from app.imports.reading import Cell, read_workbook
from tests.imports.workbooks import (
    a_book,
    a_person_row,
    a_unit_row,
    a_workbook,
    declaring,
    read,
    saved,
    texts,
    with_sheet,
)

ROWS = [a_unit_row(f"TDP{number:02d}") for number in range(1, 4)]


def codes(content: bytes) -> list[str]:
    return [row[0] for row in texts(read(content)["Đơn vị"])[1:]]


def test_openpyxl_reads_xml_by_defusedxml():
    assert openpyxl.DEFUSEDXML


@pytest.mark.parametrize("size", ["A1", "A1:A1", "A1:XFD1048576"])
def test_what_a_sheet_says_of_its_size_is_not_believed(size: str):
    assert codes(declaring(size, a_workbook(units=ROWS))) == ["TDP01", "TDP02", "TDP03"]


def test_a_row_at_the_very_end_of_a_sheet_is_read_with_its_number():
    book = a_book(units=ROWS[:1])
    book["Đơn vị"]["A1048576"] = "TDP99"

    sheet = read(saved(book))["Đơn vị"]

    assert [number for number, _ in sheet.rows] == [1, 2, 1_048_576]


@pytest.mark.parametrize("number", ["9" * 4_000, "9" * 5_000, "1048577", "0", "-5", "1.5", "x"])
def test_a_row_that_stands_where_no_row_can_is_refused(number: str):
    content = with_sheet(lambda xml: xml.replace('<row r="2"', f'<row r="{number}"'))

    with pytest.raises(Refused, match="hỏng"):
        read(content)


def test_rows_that_number_themselves_past_the_last_are_refused():
    content = with_sheet(lambda xml: xml.replace("</sheetData>", '<row r="1048576"/><row/></sheetData>'))

    with pytest.raises(Refused, match="hỏng"):
        read(content)


def test_hidden_rows_and_sheets_are_read():
    book = a_book(units=ROWS, people=[a_person_row()])
    book["Đơn vị"].row_dimensions[3].hidden = True
    book["Người"].sheet_state = "hidden"

    found = read(saved(book))

    assert len(found["Đơn vị"].rows) == 4
    assert len(found["Người"].rows) == 2


@pytest.mark.parametrize("system", [None, CALENDAR_MAC_1904])
def test_dates_are_the_same_by_both_of_excels_calendars(system: object):
    book = a_book()
    book.create_sheet("Đơn vị")
    if system:
        book.epoch = system
    book["Đơn vị"].append([date(2025, 7, 1)])

    assert read(saved(book))["Đơn vị"].rows == [(1, [Cell("d", "2025-07-01")])]


def test_a_formula_is_marked_and_its_old_value_not_taken():
    book = a_book(units=[a_unit_row(households="=60+60")])
    formula = read(saved(book))["Đơn vị"].rows[1][1][4]

    assert formula == Cell("f", "")


def test_a_formula_with_a_kept_value_is_a_formula_too():
    content = with_sheet(lambda xml: xml.replace("<v>120</v>", "<f>60+60</f><v>120</v>"))

    assert read(content)["Đơn vị"].rows[1][1][4] == Cell("f", "")


def test_merged_cells_are_told():
    book = a_book(units=ROWS)
    book["Đơn vị"].merge_cells("C2:C3")

    assert read(saved(book))["Đơn vị"].merged == ["C2:C3"]


def test_sheets_are_found_without_marks_and_others_are_left_alone():
    book = a_book(units=ROWS)
    book["Đơn vị"].title = "DON VI"
    book.create_sheet("Nháp").append(["=1/0"])

    assert list(read(saved(book))) == ["DON VI"]


def test_a_million_empty_rows_cost_neither_memory_nor_rows():
    rows = "".join(f'<row r="{number}"/>' for number in range(2, 1_000_000))
    content = with_sheet(lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))

    packages.check(content)

    assert codes(content) == ["TDP01"]


def test_more_rows_than_twenty_thousand_are_refused():
    content = a_workbook(units=[[f"T{number}"] for number in range(20_001)])

    with pytest.raises(Refused, match=r"20\.000 dòng"):
        read(content)


def test_a_row_that_would_fill_the_memory_is_refused():
    noise = hashlib.shake_256(b"").hexdigest(600_000)  # so that the package's ratio is an honest one
    cells = f"<!--{noise}--><row>{'<c/>' * 9_000_000}</row>"
    content = with_sheet(lambda xml: xml.replace("</sheetData>", f"{cells}</sheetData>"))
    packages.check(content)

    with pytest.raises(Refused, match="quá sức"):
        read(content)


@pytest.mark.parametrize("declared", ['<!DOCTYPE worksheet [<!ENTITY b "c">]>', "<!DOCTYPE worksheet>"])
def test_what_is_declared_behind_a_long_comment_is_refused_by_the_parser(declared: str):
    content = with_sheet(lambda xml: f"<!--{'x' * 9_000}-->{declared}{xml}")
    packages.check(content)  # past what is looked at beforehand

    with pytest.raises(Refused, match="hỏng"):
        read(content)


def test_how_far_it_is_is_told_on_the_way():
    told: list[tuple[int, int]] = []
    read_workbook(a_workbook(units=[[f"T{n}"] for n in range(1_600)]), ["Đơn vị"], lambda *far: told.append(far))

    assert told == [(500, 1_601), (1_000, 1_601), (1_500, 1_601)]


def test_a_child_that_is_killed_gives_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path):
    script = tmp_path / "killed.py"
    script.write_text('import os\nprint(\'["sheet", "Đơn vị", 9]\', flush=True)\nos.kill(os.getpid(), 9)\n')
    monkeypatch.setattr("app.imports.reading.SCRIPT", script)

    with pytest.raises(Refused, match="quá sức"):
        read(a_workbook(units=ROWS))


def test_the_child_imports_nothing_of_the_app():
    from app.imports.reading import SCRIPT

    assert "from app" not in SCRIPT.read_text(encoding="utf-8")
