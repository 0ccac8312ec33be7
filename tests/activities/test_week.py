"""A school's week, logged in one go: one receipt, all lines or none."""

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.activities.models import Activity
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.sending import stored
from tests.activities.week import FIVE, MONDAY, a_sheet, said
from tests.page import PageClient

PATH = f"/nhat-ky/tuan?tuan={MONDAY}"
NOTHING = "Chưa ghi số nào. Nhập ít nhất một dòng."
MISSING = "Nhập số học sinh (nếu không đếm được, ghi số ước tính)."


@pytest.fixture(autouse=True)
def _on_a_wednesday(at) -> None:
    at(datetime(2026, 11, 25, 16, 0, tzinfo=HANOI))


def logged() -> list[tuple[str, date, str]]:
    """Day, type and receipt of everything, in the order of their numbers."""
    rows = db.session.execute(select(Activity.type, Activity.held_on, Activity.submission_id).order_by(Activity.id))
    return [(row.type, row.held_on, row.submission_id) for row in rows]


def test_five_lines_are_five_entries_of_one_receipt_by_day(clerk: PageClient):
    clerk.post(PATH, a_sheet(**FIVE))

    kinds, days, receipts = zip(*logged(), strict=True)
    assert kinds == ("chao_co", "long_ghep_mon_hoc", "long_ghep_mon_hoc", "cuoc_thi_hs", "sinh_hoat_lop")
    assert [day.day for day in days] == [16, 17, 18, 19, 20]
    assert clerk.location == f"/nhat-ky/phieu/{receipts[0]}"
    assert len(set(receipts)) == 1


def test_each_has_its_figures_and_the_one_time_nobody_types(clerk: PageClient):
    clerk.post(PATH, a_sheet(**FIVE))

    assert [figures for _, figures in stored().values()] == [
        {"so_hoat_dong": 1, "luot_hs": 931, "luot_gv": 40, "so_buoi": 1},
        {"so_hoat_dong": 1, "so_tiet": 6},
        {"so_hoat_dong": 1, "so_tiet": 4},
        {"so_hoat_dong": 1, "so_tac_pham": 45},
        {"so_hoat_dong": 1, "so_lop": 28, "so_buoi": 1},
    ]


def test_the_receipt_names_each_day(clerk: PageClient):
    clerk.post(PATH, a_sheet(**FIVE))

    lines = clerk.get(clerk.location).find(id="share-text").get_text().split("\n")

    assert lines[:2] == [
        "Trường Tiểu học số 1, từ 16/11 đến 20/11/2026",
        "• Thứ Hai 16/11: Chào cờ đầu tuần: 1 buổi, 931 lượt học sinh, 40 lượt cán bộ, giáo viên",
    ]


def test_one_wrong_line_keeps_everything_out_and_everything_typed(clerk: PageClient):
    wrong = FIVE | {"chao_co-T2-luot_hs": "", "long_ghep_mon_hoc-T3-so_tiet": "sáu"}

    page = clerk.post(PATH, a_sheet(**wrong), status=422)

    assert stored() == {}
    assert said(page) == [
        f"Dòng 1, Thứ Hai 16/11: {MISSING}",
        "Dòng 6, Thứ Ba 17/11: Số tiết lồng ghép chỉ gồm chữ số, ví dụ 45.",
    ]
    assert [link["href"] for link in page.select("#error-summary a")] == [
        "#chao_co-T2-luot_hs",
        "#long_ghep_mon_hoc-T3-so_tiet",
    ]
    for name, typed in wrong.items():
        box = page.find(id=name)
        assert (box.get("value") if box.name == "input" else box.find(selected=True)["value"]) == typed


def test_the_sentence_stands_in_its_row_and_describes_its_box(clerk: PageClient):
    page = clerk.post(PATH, a_sheet(chao_co__T2__luot_gv="40"), status=422)

    row = page.select_one("tr.week__wrong")
    assert row.get_text().strip() == f"Lỗi: {MISSING}"
    assert page.find(id=page.find(id="chao_co-T2-luot_hs")["aria-describedby"]) in row.descendants
    assert row.find_next("tr").th.get_text(" ", strip=True) == "1. Thứ Hai 16/11"


@pytest.mark.parametrize("boxes", [{}, {"chao_co__T2__luot_hs": "  "}, {"zzz__T2__luot_hs": "5"}])
def test_a_sheet_with_nothing_in_it_is_refused_in_words(clerk: PageClient, boxes: dict[str, str]):
    assert said(clerk.post(PATH, a_sheet(**boxes), status=422)) == [NOTHING]
    assert stored() == {}


def test_sent_twice_it_is_logged_once(clerk: PageClient):
    sheet = a_sheet(**FIVE)

    places = []
    for _ in range(2):
        clerk.post(PATH, sheet)
        places.append(clerk.location)

    assert places[0] == places[1]
    assert len(stored()) == 5


def test_a_changed_sheet_under_the_same_key_is_kept_and_told(clerk: PageClient):
    sheet = a_sheet(chao_co__T2__luot_hs="931")
    clerk.post(PATH, sheet)

    page = clerk.post(PATH, sheet | {"chao_co-T2-luot_hs": "932"}, status=409)

    assert "Trang này đã lưu một lần với nội dung khác" in page.get_text()
    assert page.find(id="chao_co-T2-luot_hs")["value"] == "932"
    assert page.find(id="key")["value"] != sheet["key"]
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("typed", "value"), [("1.250", 1250), ("1 250", 1250), ("931 ", 931), ("\u00a045", 45), ("0", 0), ("007", 7)]
)
def test_numbers_are_read_as_people_type_them(clerk: PageClient, typed: str, value: int):
    clerk.post(PATH, a_sheet(chao_co__T2__luot_hs=typed))

    assert next(iter(stored().values()))[1]["luot_hs"] == value


@pytest.mark.parametrize("typed", ["-5", "4,5", "１２", "chín", "1.25", "5" * 13, "\u202e12", "1\x002"])
def test_what_is_no_number_is_refused_beside_its_row(clerk: PageClient, typed: str):
    page = clerk.post(PATH, a_sheet(chao_co__T2__luot_hs=typed, them__1__so="3"), status=422)

    assert said(page)[0].startswith("Dòng 1, Thứ Hai 16/11: ")
    assert page.find(id="them-1-so")["value"] == "3"
    assert stored() == {}


def test_another_unit_kind_has_no_sheet(reporter: PageClient, reviewer: PageClient, observer: PageClient):
    reporter.get("activities.log_week", status=404)
    reporter.post("activities.log_week", a_sheet(**FIVE), status=404)
    reviewer.get("activities.log_week", status=404)
    observer.get("activities.log_week", status=403)


def test_the_home_of_a_school_leads_to_it_and_no_other(clerk: PageClient, reporter: PageClient):
    assert len(clerk.get("/").select(".tiles a[href='/nhat-ky/tuan']")) == 1
    assert reporter.get("/").select(".tiles a[href='/nhat-ky/tuan']") == []


def test_an_entry_of_a_unit_goes_to_that_unit(app: Flask, school: Unit, clerk: PageClient):
    other = factories.a_unit(factories.a_ward("09999"), kind="truong")

    clerk.post(PATH, a_sheet(**FIVE))

    assert set(db.session.scalars(select(Activity.unit_id))) == {school.id}
    assert "đã ghi" not in PageClient(app).signed_in_as(factories.a_person(other, Role.REPORTER)).get(PATH).get_text()
