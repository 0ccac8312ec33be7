"""Figures as people type them: empty is not zero, the default is only an offer, parts stay within their whole."""

import pytest
from flask import Flask

from tests.activities.sending import a_client_of, a_form, stored
from tests.page import PageClient

UNREADABLE = "Số người dự chỉ gồm chữ số, ví dụ 45."
TOO_LONG = "Số người dự nhiều nhất là 12 chữ số."


def logged(reporter: PageClient, slug: str, **boxes: object) -> list[tuple[str, dict[str, int]]]:
    reporter.post("activities.log_activity", a_form(**boxes), slug=slug)
    return list(stored().values())


def test_the_number_of_sessions_is_one_unless_changed(reporter: PageClient):
    page = reporter.get("activities.log_activity", slug="hop")
    offered = page.find(id="so_buoi")["value"]

    kept = logged(reporter, "hop", type="hop_tdp", luot_nguoi_du="45", so_buoi=offered)

    assert offered == "1"
    assert kept == [("hop_tdp", {"so_hoat_dong": 1, "luot_nguoi_du": 45, "so_buoi": 1})]


@pytest.mark.parametrize("boxes", [{"so_buoi": ""}, {"so_buoi": "  "}, {}])
def test_a_number_of_sessions_taken_out_stays_out(reporter: PageClient, boxes: dict[str, str]):
    kept = logged(reporter, "hop", type="hop_tdp", luot_nguoi_du="45", **boxes)

    assert kept == [("hop_tdp", {"so_hoat_dong": 1, "luot_nguoi_du": 45})]


def test_an_emptied_default_stays_empty_on_a_page_that_comes_back(reporter: PageClient):
    page = reporter.post("activities.log_activity", a_form(type="hop_tdp", so_buoi=""), slug="hop", status=422)

    assert page.find(id="so_buoi")["value"] == ""


def test_zero_is_a_figure(reporter: PageClient):
    kept = logged(reporter, "hop", type="hop_tdp", luot_nguoi_du="0", so_buoi="0")

    page = reporter.get("activities.show_activity", number=min(stored()))

    assert kept == [("hop_tdp", {"so_hoat_dong": 1, "luot_nguoi_du": 0, "so_buoi": 0})]
    assert [dd.find(string=True).strip() for dd in page.select(".pairs dd")] == ["0", "0"]


def test_zero_in_a_row_is_an_activity(reporter: PageClient):
    kept = logged(reporter, "huong-dan", **{"huong_dan_dvc-luot_nguoi_hd": "0", "huong_dan_ky_nang-so_buoi": "1"})

    assert kept == [("huong_dan_dvc", {"so_hoat_dong": 1, "luot_nguoi_hd": 0})]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bốn lăm", UNREADABLE),
        ("45,5", UNREADABLE),
        ("1.25", UNREADABLE),
        ("1_000", UNREADABLE),
        ("４５", UNREADABLE),
        ("1e9", UNREADABLE),
        ("<b>1</b>", UNREADABLE),
        ("1" * 13, TOO_LONG),
        ("9" * 5000, TOO_LONG),
        ("-5", "Số không được âm."),
        ("", "Nhập số người dự (nếu không đếm được, ghi số ước tính)."),
    ],
)
def test_what_is_no_figure_is_named_and_kept_for_mending(reporter: PageClient, typed: str, said: str):
    form = a_form(type="hop_tdp", luot_nguoi_du=typed)

    page = reporter.post("activities.log_activity", form, slug="hop", status=422)

    assert [li.get_text() for li in page.select("#error-summary li")] == [said]
    assert page.find(id="luot_nguoi_du")["value"] == typed
    assert stored() == {}


@pytest.mark.parametrize(("part", "status"), [("10", 303), ("0", 303), ("11", 422)])
def test_a_part_may_equal_its_whole_but_not_exceed_it(reporter: PageClient, part: str, status: int):
    rows = {"huong_dan_dvc-luot_nguoi_hd": "10", "huong_dan_dvc-luot_nct": part}

    page = reporter.post("activities.log_activity", a_form(**rows), slug="huong-dan", status=status)

    said = "Số người cao tuổi không được lớn hơn số người được hướng dẫn."
    assert [li.get_text() for li in page.select("#error-summary li")] == ([said] if status == 422 else [])


def test_a_figure_of_another_type_of_the_page_is_refused_not_lost(reporter: PageClient):
    form = a_form(type="hop_tdp", luot_nguoi_du="45", so_tin_bai="2")

    page = reporter.post("activities.log_activity", form, slug="hop", status=422)

    assert "Họp tổ dân phố không có số tin, bài. Để trống ô này." in page.find(id="error-so_tin_bai").get_text()
    assert stored() == {}


def test_an_offered_default_that_the_chosen_type_does_not_have_is_dropped(app: Flask):
    client = a_client_of(app, "truong")
    form = a_form(type="ngay_hoi_dmst", luot_hs="300", so_buoi="1")

    client.post("activities.log_activity", form, slug="ngay-hoi")

    assert list(stored().values()) == [("ngay_hoi_dmst", {"so_hoat_dong": 1, "luot_hs": 300})]
