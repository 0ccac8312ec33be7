"""The demonstration file's invalid cases behave as the file says, on the page a person uses."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.activities.models import Activity, Supplement
from app.clock import HANOI
from app.extensions import db
from app.units.models import WARD, Unit
from tests.activities.sending import a_client_of, a_form, stored
from tests.closing.making import a_closing
from tests.demo.sample import invalid_case, kinds, sample
from tests.page import PageClient

REFUSED = ("sub_gt_total", "future_date", "missing_required", "negative", "type_not_for_unit")
NOW = datetime(2026, 11, 22, 19, 40, tzinfo=HANOI)


@pytest.fixture(autouse=True)
def _on_the_files_day(at) -> None:
    at(NOW)


def send(app: Flask, case: dict[str, Any], *, status: int, **more: object) -> tuple[PageClient, Any]:
    client = a_client_of(app, kinds()[case["unit"]], code=case["unit"])
    form = a_form(type=case["type"]) | {"held_on": case["date"]} | case.get("measures", {}) | more
    return client, client.post("activities.log_activity", form, slug="khac", loai=case["type"], status=status)


def test_no_case_of_the_file_is_left_out():
    tested = {*REFUSED, "thousand_sep", "vn_date_text", "too_long_ago", "closed_period"}

    assert {case["case"] for case in sample()["invalid_cases"]} == tested


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("by_boxes", [False, True], ids=["as today is sent", "typed in three boxes"])
def test_it_is_refused_with_the_files_own_words(app: Flask, name: str, by_boxes: bool):
    case = invalid_case(name)
    year, month, day = case["date"].split("-")
    boxes = {"held_on": "other", "day": day, "month": month, "year": year} if by_boxes else {}

    _, page = send(app, case, status=422, **boxes)

    assert [li.get_text() for li in page.select("#error-summary li")] == [case["expect"]]
    assert [p.get_text() for p in page.select(".field__error")] == [f"Lỗi: {case['expect']}"]
    assert stored() == {}


def test_a_dot_parts_thousands(app: Flask):
    case = invalid_case("thousand_sep")

    send(app, case, status=303, luot_hs=case["raw"])

    assert list(stored().values()) == [("chao_co", {"so_hoat_dong": 1, "luot_hs": 1250})]


@pytest.mark.parametrize("month", ["11", ""])
def test_a_date_typed_whole_is_read_day_first(app: Flask, month: str):
    raw = invalid_case("vn_date_text")["raw"]
    case = {"unit": "TH01", "type": "chao_co", "date": "other", "measures": {"luot_hs": 20}}

    send(app, case, status=303, day=raw, month=month, year="2026", confirmed="late/2026-11-05")

    assert db.session.scalars(select(Activity.held_on)).all() == [date(2026, 11, 5)]


def test_a_date_before_the_plan_is_asked_about_once_and_then_saved(app: Flask):
    case = invalid_case("too_long_ago")
    client, page = send(app, case, status=422)
    asked = page.find(class_="notice--ask").get_text()
    boxes = {box["name"]: box["value"] for box in page.select("#activity-form input[type=hidden]")}

    again = a_form(type=case["type"]) | boxes | {"held_on": case["date"]} | case["measures"]
    client.post("activities.log_activity", again, slug="khac", loai=case["type"])

    assert "05/01/2025" in asked
    assert "7/2025" in asked
    assert page.find(id="error-summary") is None
    assert page.find(id="luot_nguoi_du")["value"] == "40"
    assert list(stored().values()) == [("hop_tdp", {"so_hoat_dong": 1, "luot_nguoi_du": 40})]


def test_the_first_day_of_the_plan_is_only_asked_about_as_long_ago(app: Flask):
    case = invalid_case("too_long_ago") | {"date": "2025-07-01"}

    _, page = send(app, case, status=422)

    [asked] = page.select(".notice--ask input")
    assert asked["value"] == "late/2025-07-01"


def test_a_date_the_page_asked_about_is_asked_about_again_when_it_was_changed(app: Flask):
    case = invalid_case("too_long_ago")

    _, page = send(app, case, status=422, confirmed="before-plan/2025-01-04")

    assert page.find(class_="notice--ask") is not None
    assert stored() == {}


def test_an_entry_of_a_closed_month_is_taken_and_marked(app: Flask):
    case = invalid_case("closed_period")
    client = a_client_of(app, kinds()[case["unit"]], code=case["unit"])
    closure = a_closing(db.session.query(Unit).filter_by(kind=WARD).one(), "2026-09")

    form = a_form(type=case["type"]) | {"held_on": case["date"]} | case["measures"]
    form["confirmed"] = f"late/{case['date']}"
    client.post("activities.log_activity", form, slug="khac", loai=case["type"])

    assert list(stored().values()) == [("hop_tdp", {"so_hoat_dong": 1, "luot_nguoi_du": 40})]
    assert db.session.scalars(select(Supplement.closure_id)).all() == [closure]
