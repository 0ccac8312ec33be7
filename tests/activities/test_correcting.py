"""Correcting an entry in its log form: everything is there beforehand, everything typed survives who was first."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.activities.models import Activity, Change, TagKind
from app.activities.queries import activity_of
from app.clock import HANOI
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.activities.correcting import DAY, FORM, SAID, an_entry, opened, save
from tests.activities.sending import filled
from tests.page import PageClient


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))


@pytest.fixture
def entry(unit: Unit) -> Activity:
    return an_entry(unit)


def view(unit: Unit, entry: Activity):
    return activity_of(factories.a_scope(unit), entry.id)


def test_saving_the_page_as_it_opens_changes_nothing(reporter: PageClient, unit: Unit, entry: Activity):
    before = view(unit, entry)

    save(reporter, entry, opened(reporter, entry))

    assert "Không có chỗ nào thay đổi" in reporter.get(reporter.location).text
    assert view(unit, entry) == before


def test_a_correction_changes_what_was_typed_and_keeps_the_rest(reporter: PageClient, unit: Unit, entry: Activity):
    save(reporter, entry, opened(reporter, entry, luot_nguoi_du="30", day="9"))

    page = reporter.get(reporter.location)
    now = view(unit, entry)
    assert "Đã lưu. Ngày hoạt động: 10/11/2026 → 09/11/2026. Số lượt người dự: 45 → 30." in page.text
    assert now.figures == {"luot_nguoi_du": 30, "so_buoi": 1, "ho_duoc_cap_nhat": 3}
    assert (now.held_on, now.note, now.difficulty_category) == (date(2026, 11, 9), "Họp ở nhà văn hóa", "mang")
    assert now.tags == {kind: list(SAID[f"{kind}s"]) for kind in TagKind}


def test_the_type_may_become_another_of_the_tile(reporter: PageClient, unit: Unit, entry: Activity):
    save(reporter, entry, opened(reporter, entry, type="sinh_hoat_chi_bo"))

    assert view(unit, entry).type == "sinh_hoat_chi_bo"


def test_one_row_of_a_receipt_is_corrected_alone(reporter: PageClient, unit: Unit):
    rows = {"key": "k" * 36, "held_on": "2026-11-22"}
    rows |= {"huong_dan_dvc-luot_nguoi_hd": "9", "huong_dan_ky_nang-luot_nguoi_hd": "4"}
    reporter.post("activities.log_activity", rows, slug="huong-dan")
    first, second = db.session.query(Activity).order_by(Activity.id)

    save(reporter, first, opened(reporter, first, luot_nguoi_hd="7"))

    assert [view(unit, each).figures["luot_nguoi_hd"] for each in (first, second)] == [7, 4]


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ({"luot_nguoi_du": "bốn lăm"}, "Số người dự chỉ gồm chữ số"),
        ({"luot_nguoi_du": ""}, "Nhập số người dự"),
        ({"day": "30", "month": "11"}, "Ngày hoạt động không được sau hôm nay"),
        ({"type": "hoi_nghi"}, "Chọn loại hoạt động"),
    ],
)
def test_every_rule_of_the_log_form_holds(reporter: PageClient, entry: Activity, typed: dict[str, str], beside: str):
    page = save(reporter, entry, opened(reporter, entry, note="Còn đây", **typed), status=422, htmx=True)

    assert beside in page.find(id="error-summary").text
    assert page.find(id="note").text == "Còn đây"
    assert db.session.query(Change).count() == 0


def test_what_is_odd_is_asked_once_and_only_if_it_is_new(reporter: PageClient, unit: Unit, entry: Activity):
    early = opened(reporter, entry, day="30", month="6", year="2025")

    asked = save(reporter, entry, early, status=422)
    save(reporter, entry, filled(asked, FORM))
    save(reporter, entry, opened(reporter, entry, note="Ghi chú khác"))

    assert "trước khi Kế hoạch ban hành" in asked.text
    assert view(unit, entry).note == "Ghi chú khác"


def test_coming_beside_another_entry_of_its_day_is_asked_and_not_again_once_it_stands_there(
    reporter: PageClient, unit: Unit
):
    entry, _ = (factories.an_activity(unit, held_on=day) for day in (DAY, date(2026, 11, 9)))
    form = opened(reporter, entry, day="9")

    page = save(reporter, entry, form, status=422)
    save(reporter, entry, form | {"confirmed": page.select_one(".notice--ask input")["value"]})
    save(reporter, entry, opened(reporter, entry, luot_nguoi_du="30"))

    assert "Ghi thêm lần nữa?" in page.text
    assert view(unit, entry).figures == {"luot_nguoi_du": 30}


def test_the_second_of_two_sees_both_and_saves_on_top(app: Flask, reporter: PageClient, unit: Unit, entry: Activity):
    first = PageClient(app).signed_in_as(factories.a_person(unit))
    mine = opened(reporter, entry, luot_nguoi_du="30", note="Của người thứ hai")
    save(first, entry, opened(first, entry, luot_nguoi_du="50", difficulty="Mất điện"))

    page = save(reporter, entry, mine, status=409, htmx=True)
    save(reporter, entry, filled(page, FORM))

    said = page.find(id="conflict").get_text(" ", strip=True)
    assert "đã sửa lần ghi này lúc 19:40" in said
    assert "Số lượt người dự đang lưu: 50 vừa gõ: 30" in said
    assert "Khó khăn gặp phải đang lưu: Mất điện vừa gõ: Mạng yếu" in said
    assert page.find(id="note").text == "Của người thứ hai"
    assert [c.version for c in db.session.query(Change).order_by(Change.version)] == [2, 3]
    assert view(unit, entry).note == "Của người thứ hai"


def test_a_second_tap_saves_once(reporter: PageClient, entry: Activity):
    form = opened(reporter, entry, luot_nguoi_du="30")

    for _ in range(2):
        save(reporter, entry, form)
        assert reporter.location.endswith("luu=2")

    assert db.session.query(Change).count() == 1
