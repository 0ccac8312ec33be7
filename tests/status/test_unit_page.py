"""A unit's page in words: duties ordered and duties asked for, periods with their dates, only to whom it belongs."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.clock import HANOI
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.page import PageClient


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))


@pytest.mark.parametrize("kind", ["mttq", "ban_xdd"])
def test_units_that_are_asked_are_never_told_what_is_missing(app: Flask, ward: Unit, plan: Plan, kind: str):
    unit = factories.a_unit(ward, kind=kind)
    client = PageClient(app).signed_in_as(factories.a_person(unit))

    duties = client.get("status.show_unit", code=unit.code).find("section", attrs={"aria-labelledby": "duties"})

    assert duties.h2.get_text() == "Nội dung Kế hoạch đề nghị phối hợp"
    assert len(duties.select("li")) == len(plan.duties_of(kind))
    assert "Chưa có" not in duties.get_text()
    assert duties.find(class_="chip") is None


def test_units_that_are_ordered_see_which_duties_have_evidence(reporter: PageClient, unit: Unit, plan: Plan):
    factories.an_activity(unit, held_on=date(2026, 11, 2))

    duties = reporter.get("status.show_unit", code=unit.code).find("section", attrs={"aria-labelledby": "duties"})

    served = [d for d in plan.duties_of("tdp") if "hop_tdp" in d.activity_types]
    chips = [chip.get_text() for chip in duties.select(".chip")]
    assert duties.h2.get_text() == "Nhiệm vụ trong Kế hoạch"
    assert chips.count("Đã có số liệu") == len(served) > 0
    assert len(chips) == len(plan.duties_of("tdp"))


@pytest.mark.parametrize(
    ("id", "heading", "dates"),
    [
        ("2026-11", "Tình hình tháng 11/2026", "15/10/2026 đến 14/11/2026"),
        ("2026-Q4", "Tình hình quý IV/2026", "15/09/2026 đến 14/12/2026"),
        ("2026-H2", "Tình hình 6 tháng cuối năm 2026", "15/06/2026 đến 14/12/2026"),
        ("2026", "Tình hình năm 2026", "15/12/2025 đến 14/12/2026"),
        ("2026-10-01..2026-10-31", "Tình hình từ 01/10/2026 đến 31/10/2026", "01/10/2026 đến 31/10/2026"),
    ],
)
def test_a_period_is_named_and_its_dates_are_printed(
    reporter: PageClient, unit: Unit, id: str, heading: str, dates: str
):
    page = reporter.get("status.show_unit", code=unit.code, ky=id)

    assert page.h1.get_text() == heading
    assert dates in page.main.get_text()


def test_without_a_period_it_is_the_one_of_today(reporter: PageClient, unit: Unit):
    assert reporter.get("status.show_unit", code=unit.code).h1.get_text() == "Tình hình tháng 11/2026"


@pytest.mark.parametrize("id", ["2026-13", "2026-10-32..2026-11-01", "2026-11-01..2026-10-01", "x", "9" * 2000])
def test_a_period_that_does_not_exist_is_not_found(reporter: PageClient, unit: Unit, id: str):
    reporter.get("status.show_unit", code=unit.code, ky=id, status=404)
    reporter.get("status.list_activities", code=unit.code, ky=id, status=404)


def test_a_measure_nobody_defines_is_not_found(reporter: PageClient, unit: Unit):
    wanted = {"code": unit.code, "so-lieu": "khong_co"}

    reporter.get("status.list_activities", **wanted, status=404)


def test_an_entry_on_the_15th_belongs_to_the_next_month(reporter: PageClient, unit: Unit):
    factories.an_activity(unit, held_on=date(2026, 10, 14), figures={"luot_nguoi_du": 1})
    factories.an_activity(unit, held_on=date(2026, 10, 15), figures={"luot_nguoi_du": 2})

    pages = [reporter.get("status.show_unit", code=unit.code, ky=id) for id in ("2026-10", "2026-11")]

    assert [page.find(attrs={"data-measure": "luot_nguoi_du"}).get_text() for page in pages] == ["1", "2"]
    assert [page.find(attrs={"data-running": "luot_nguoi_du"}).get_text() for page in pages] == ["1", "3"]


def test_any_two_dates_count_what_lies_between_and_the_months_around_them_stay_whole(reporter: PageClient, unit: Unit):
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)):
        factories.an_activity(unit, held_on=day, figures={"luot_nguoi_du": day.day})

    page = reporter.get("status.show_unit", code=unit.code, ky="2026-10-01..2026-10-31")

    months = {row.th.get_text(): row.td.get_text() for row in page.select("section[aria-labelledby=months] tbody tr")}
    assert page.find(attrs={"data-measure": "luot_nguoi_du"}).get_text() == "32"
    assert page.find(attrs={"data-running": "luot_nguoi_du"}).get_text() == "62"
    assert months == {"11/2026": "2", "10/2026": "2"}


def test_a_figure_of_no_entry_is_not_shown_as_zero(reporter: PageClient, unit: Unit):
    factories.an_activity(unit, held_on=date(2026, 10, 1))

    page = reporter.get("status.show_unit", code=unit.code)

    assert page.find(attrs={"data-measure": "luot_nguoi_du"}) is None
    assert page.find(attrs={"data-running": "luot_nguoi_du"}).get_text() == "45"


def test_another_units_page_and_list_are_not_found(reporter: PageClient, ward: Unit):
    other = factories.a_unit(ward)

    reporter.get("status.show_unit", code=other.code, status=404)
    reporter.get("status.list_activities", code=other.code, status=404)


def test_a_unit_of_another_ward_is_not_found_by_those_who_see_a_ward(observer: PageClient):
    stranger = factories.a_unit(factories.a_ward(code="00001"))
    number = factories.an_activity(stranger, held_on=date(2026, 11, 2)).id

    observer.get("status.show_unit", code=stranger.code, status=404)
    observer.get("activities.show_activity", number=number, status=404)


def test_an_observer_reaches_an_entry_in_two_clicks_and_changes_nothing(observer: PageClient, ward: Unit):
    unit = factories.a_unit(ward)
    number = factories.an_activity(unit, held_on=date(2026, 11, 2)).id

    first = observer.get("status.show_units").find("a", string="1")["href"]
    second = observer.get(first).select_one(".rows a")["href"]
    page = observer.get(second)

    assert second == observer.path("activities.show_activity", number=number)
    assert page.main.find("form") is None
    observer.post("activities.mark_duplicate", {"of": ""}, number=number, status=403)
