"""Headings and cells: what is understood, and what is said of the rest."""

import unicodedata
from datetime import date

import pytest

from app.imports.columns import PEOPLE, UNITS
from app.imports.comparison import Content, content_of
from app.imports.packages import Refused
from app.imports.reading import read_workbook
from app.imports.template import template
from app.plan import Plan
from tests.imports.workbooks import (
    PEOPLE_HEADINGS,
    UNIT_HEADINGS,
    a_book,
    a_person_row,
    a_unit_row,
    a_workbook,
    saved,
)


def content(plan: Plan, workbook: bytes) -> Content:
    return content_of(read_workbook(workbook, [UNITS, PEOPLE], lambda done, total: None), plan)


def with_headings(headings: list[str], *rows: list[object]) -> bytes:
    book = a_book()
    sheet = book.create_sheet("Đơn vị")
    for row in (headings, *rows):
        sheet.append(row)
    return saved(book)


def unit_with(plan: Plan, **cells: object) -> tuple[dict[str, object], list[str]]:
    row = content(plan, a_workbook(units=[a_unit_row(**cells)])).units.rows[0]
    return row.values, row.reasons


def test_a_row_as_the_template_wants_it(plan: Plan):
    values, reasons = unit_with(plan, opened="1/7/2025", closed=date(2026, 6, 30), households="1.250")

    assert reasons == []
    assert values == {
        "code": "TDP01",
        "kind": "tdp",
        "name": "Tổ dân phố TDP01",
        "households": 1250,
        "opened_on": date(2025, 7, 1),
        "closed_on": date(2026, 6, 30),
    }


@pytest.mark.parametrize("phone", [510000001, 510000001.0, "0510000001", "051 000 0001", "+84510000001", "84510000001"])
def test_a_number_gets_the_0_back_that_excel_took(plan: Plan, phone: object):
    row = content(plan, a_workbook(people=[a_person_row(phone=phone)])).people.rows[0]

    assert row.values["phone"] == "0510000001"


@pytest.mark.parametrize("change", [str.upper, lambda h: unicodedata.normalize("NFD", h), lambda h: f" {h}: "])
def test_headings_are_known_however_written(plan: Plan, change):
    found = content(plan, with_headings([change(h) for h in UNIT_HEADINGS], a_unit_row())).units

    assert found.faults == []
    assert found.rows[0].values["name"] == "Tổ dân phố TDP01"


def test_headings_may_stand_in_any_order_and_below_a_title(plan: Plan):
    book = a_book()
    sheet = book.create_sheet("nguoi")
    for row in (["DANH SÁCH NGƯỜI GHI"], [], PEOPLE_HEADINGS[::-1], a_person_row()[::-1]):
        sheet.append(row)

    found = content(plan, saved(book)).people

    assert [(row.number, row.values["name"]) for row in found.rows] == [(4, "Người 1")]


def test_missing_and_repeated_headings_are_named(plan: Plan):
    found = content(plan, with_headings(["Mã", "Tên đơn vị", "ten don vi"], ["TDP01", "Tổ 1", "Tổ 1"])).units

    assert found.rows == []
    assert found.faults[0].reasons == ["Chưa có cột “Loại đơn vị”.", "Cột “Tên đơn vị” có hai lần. Để lại một cột."]


def test_headings_nobody_asked_for_are_told_and_left_alone(plan: Plan):
    found = content(plan, with_headings([*UNIT_HEADINGS, "Ghi chú"], [*a_unit_row(), "cũ"])).units

    assert found.unused == ["Ghi chú"]
    assert found.rows[0].reasons == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"code": "Tổ 1"}, "“Mã” chỉ gồm"),
        ({"code": "A" * 21}, "“Mã” chỉ gồm"),
        ({"code": "them"}, "“Mã” không được là “them”"),
        ({"parent": "them"}, "“Thuộc đơn vị (mã)” không được là “them”"),
        ({"code": date(2025, 1, 2)}, "“Mã” bị Excel đổi thành ngày"),
        ({"code": None}, "Chưa có “Mã”"),
        ({"kind": "Hợp tác xã"}, "“Loại đơn vị” không có mục “Hợp tác xã”"),
        ({"kind": "phuong"}, "“Loại đơn vị” không có mục"),
        ({"name": "T" * 201}, "“Tên đơn vị” dài quá 200 chữ"),
        ({"name": "Tổ\n1"}, "“Tên đơn vị” có chỗ xuống dòng"),
        ({"name": "Tổ \u0085 1"}, "“Tên đơn vị” có ký tự máy không đọc được"),
        ({"name": "=A1"}, "“Tên đơn vị” là công thức"),
        ({"name": "#REF!"}, "“Tên đơn vị” là ô báo lỗi"),
        ({"households": -1}, "“Số hộ” phải là số nguyên"),
        ({"households": 12.5}, "“Số hộ” phải là số nguyên"),
        ({"households": 100_001}, "“Số hộ” phải là số nguyên"),
        ({"opened": "31/02/2025"}, "“Ngày mở” phải đủ ngày, tháng, năm"),
        ({"opened": "1/7"}, "“Ngày mở” phải đủ ngày, tháng, năm"),
        ({"opened": 45839}, "“Ngày mở” đang là số"),
        ({"opened": date(2025, 7, 2), "closed": date(2025, 7, 1)}, "“Ngày đóng” trước “Ngày mở”"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_its_column(plan: Plan, cells: dict[str, object], said: str):
    _, reasons = unit_with(plan, **cells)

    assert len(reasons) == 1
    assert reasons[0].startswith(said)


@pytest.mark.parametrize("phone", ["0210000001", "051000000", "không có", 51000000, "0510000001/0510000002"])
def test_what_is_no_mobile_number_is_said_to_be_none(plan: Plan, phone: object):
    row = content(plan, a_workbook(people=[a_person_row(phone=phone)])).people.rows[0]

    assert row.reasons[0].startswith("“Số điện thoại” phải là số di động")


def test_a_row_with_merged_cells_is_wrong_and_only_that(plan: Plan):
    book = a_book(units=[a_unit_row("TDP01"), a_unit_row("TDP02"), a_unit_row("TDP03")])
    book["Đơn vị"].merge_cells("C2:C3")

    rows = content(plan, saved(book)).units.rows

    said = ["Dòng này có ô gộp (C2:C3). Bỏ gộp rồi điền từng ô."]
    assert [row.reasons for row in rows] == [said, said, []]


def test_a_workbook_without_either_sheet_is_refused(plan: Plan):
    book = a_book()
    book.create_sheet("Sheet1")

    with pytest.raises(Refused, match="chỉ có “Sheet1”"):
        content(plan, saved(book))


def test_a_sheet_that_stands_twice_is_refused(plan: Plan):
    book = a_book(people=[])
    book.create_sheet("Nguoi")

    with pytest.raises(Refused, match="hai trang tính cùng tên “Người”"):
        content(plan, saved(book))


def test_the_template_has_the_headings_and_no_row(plan: Plan):
    found = content(plan, template(plan))

    assert found == Content()
