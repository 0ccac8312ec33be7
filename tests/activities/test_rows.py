"""A page with a row a type: each row that says something is an activity of its own."""

from sqlalchemy import select

from app.activities.models import Activity
from app.extensions import db
from tests.activities.sending import a_form, stored
from tests.page import PageClient

NOTHING = "Chưa ghi số nào. Nhập ít nhất một dòng."
DEFAULTS = {
    f"{kind}-so_buoi": "1" for kind in ("huong_dan_dvc", "huong_dan_ky_nang", "huong_dan_nen_tang", "huong_dan_tai_nha")
}


def test_several_rows_are_several_activities_of_one_submission(reporter: PageClient):
    rows = DEFAULTS | {"huong_dan_dvc-luot_nguoi_hd": "12", "huong_dan_ky_nang-luot_nguoi_hd": "1.250"}

    reporter.post("activities.log_activity", a_form(**rows), slug="huong-dan")

    assert list(stored().values()) == [
        ("huong_dan_dvc", {"so_hoat_dong": 1, "luot_nguoi_hd": 12, "so_buoi": 1}),
        ("huong_dan_ky_nang", {"so_hoat_dong": 1, "luot_nguoi_hd": 1250, "so_buoi": 1}),
    ]
    assert len(set(db.session.scalars(select(Activity.submission_id)))) == 1


def test_a_row_holding_only_its_default_is_no_activity(reporter: PageClient):
    page = reporter.post("activities.log_activity", a_form(**DEFAULTS), slug="huong-dan", status=422)

    assert [li.get_text() for li in page.select("#error-summary li")] == [NOTHING]
    assert stored() == {}


def test_a_default_that_was_changed_makes_the_row_count_and_its_figure_is_asked_for(reporter: PageClient):
    rows = {"huong_dan_dvc-luot_nguoi_hd": "5", "huong_dan_ky_nang-so_buoi": "2"}

    page = reporter.post("activities.log_activity", a_form(**rows), slug="huong-dan", status=422)

    said = "Nhập số người được hướng dẫn (nếu không đếm được, ghi số ước tính)."
    assert said in page.find(id="error-huong_dan_ky_nang-luot_nguoi_hd").get_text()
    assert page.find(id="error-huong_dan_dvc-luot_nguoi_hd") is None
    assert stored() == {}


def test_one_bad_row_keeps_all_rows_from_being_saved(reporter: PageClient):
    rows = {"huong_dan_dvc-luot_nguoi_hd": "5", "huong_dan_ky_nang-luot_nguoi_hd": "năm"}

    page = reporter.post("activities.log_activity", a_form(**rows), slug="huong-dan", status=422)

    assert page.find(id="huong_dan_dvc-luot_nguoi_hd")["value"] == "5"
    assert stored() == {}


def test_the_note_and_the_difficulty_belong_to_the_first_row(reporter: PageClient):
    rows = {"huong_dan_dvc-luot_nguoi_hd": "5", "huong_dan_ky_nang-luot_nguoi_hd": "6"}
    more = {"note": "Ghi chú", "difficulty": "Mất sóng", "difficulty_category": "mang"}

    reporter.post("activities.log_activity", a_form(**rows, **more), slug="huong-dan")

    kept = db.session.execute(
        select(Activity.note, Activity.difficulty, Activity.difficulty_category).order_by(Activity.id)
    )
    assert [tuple(row) for row in kept] == [("Ghi chú", "Mất sóng", "mang"), ("", "", None)]
