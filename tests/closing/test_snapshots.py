"""What a closing froze, what came after it, the pages of live figures, and months cut by the calendar."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from app.config import CutOff
from app.units.models import Unit
from tests import factories
from tests.closing.making import CLOSED_AT, NOVEMBER, a_closing, noon
from tests.closing.reading import rows, words
from tests.page import PageClient

DAY = date(2026, 11, 10)


@pytest.fixture(autouse=True)
def _two_days_after_november(at) -> None:
    at(CLOSED_AT)


def test_a_units_people_see_their_own_row_of_what_was_frozen(app: Flask, reporter: PageClient, ward: Unit, unit: Unit):
    neighbour = factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
    for each, attending in ((unit, 45), (neighbour, 77)):
        factories.an_activity(each, held_on=DAY, figures={"luot_nguoi_du": attending})
    number = a_closing(ward)

    own = words(reporter.get(f"/ky/2026-11/chot/{number}"))

    assert "Số lượt người dự 45" in own
    assert "77" not in own
    assert "122" not in own


def test_a_units_people_see_what_changed_of_their_own(reporter: PageClient, ward: Unit, unit: Unit):
    neighbour = factories.a_unit(ward, code="TDP08")
    path = f"/ky/2026-11/chot/{a_closing(ward)}"
    factories.an_activity(neighbour, held_on=DAY)
    same = words(reporter.get(path))

    factories.an_activity(unit, held_on=DAY, figures={"luot_nguoi_du": 40})

    difference = reporter.get(path).find(attrs={"data-measure": "luot_nguoi_du"})
    assert "Số liệu hiện nay bằng số đã chốt." in same
    assert [td.get_text() for td in difference.find_all("td")] == ["chưa có", "40", "+40"]


def test_another_wards_closing_and_another_periods_number_are_not_there(reviewer: PageClient, ward: Unit):
    far, number = a_closing(factories.a_ward("00002")), a_closing(ward)

    reviewer.get(f"/ky/{NOVEMBER}/chot/{far}", status=404)
    reviewer.get(f"/ky/2026-10/chot/{number}", status=404)
    reviewer.get(f"/ky/{NOVEMBER}/chot/{number}")


def test_the_snapshot_page_says_the_same_for_ever_and_shows_what_came_apart(
    reviewer: PageClient, ward: Unit, unit: Unit, at
):
    factories.an_activity(unit, held_on=DAY)
    path = f"/ky/2026-11/chot/{a_closing(ward)}"
    tables = [str(table) for table in reviewer.get(path).select(".table--wide")]
    at(noon("2026-11-20"))

    factories.an_activity(unit, held_on=DAY, figures={"luot_nguoi_du": 40})

    page = reviewer.get(path)
    assert [str(table) for table in page.select(".table--wide")] == tables
    difference = page.find(attrs={"data-measure": "luot_nguoi_du"})
    assert [td.get_text() for td in difference.find_all("td")] == ["45", "85", "+40"]
    assert rows(page, "Bổ sung sau khi chốt")[0].startswith("Họp tổ dân phố, 40 lượt người dự Mới")


def test_the_report_of_the_next_month_is_told_what_it_carries(reviewer: PageClient, ward: Unit, unit: Unit, at):
    a_closing(ward)
    at(noon("2026-11-20"))
    factories.an_activity(unit, held_on=DAY)

    carried = rows(reviewer.get("/ky/2026-12"), "Bổ sung cho các kỳ trước")

    assert len(carried) == 1
    assert "kỳ tháng 11/2026" in carried[0]
    assert "Bổ sung cho các kỳ trước" not in words(reviewer.get("/ky/2026-11"))


def test_pages_of_live_figures_say_that_their_period_is_closed(reporter: PageClient, ward: Unit, unit: Unit):
    factories.an_activity(unit, held_on=DAY)
    number = a_closing(ward)
    same = words(reporter.get("/don-vi/TDP07?ky=2026-11"))
    factories.an_activity(unit, held_on=DAY)

    page = reporter.get("/don-vi/TDP07?ky=2026-11")
    listed = words(reporter.get("/don-vi/TDP07/nhat-ky?ky=2026-11"))

    assert "Đã chốt số liệu 16/11/2026 . Trang này là số liệu hiện nay." in same
    assert "khác số đã chốt ở 2 chỗ" in words(page)
    assert page.find("a", href=f"/ky/2026-11/chot/{number}") is not None
    assert "Đã chốt số liệu 16/11/2026" in listed
    assert "Đã chốt" not in words(reporter.get("/don-vi/TDP07?ky=2026-10"))


def test_the_overview_says_that_its_period_is_closed_and_where_it_differs(reviewer: PageClient, ward: Unit, unit: Unit):
    factories.an_activity(unit, held_on=DAY)
    a_closing(ward)
    same = words(reviewer.get("/tong-quan?ky=2026-11"))

    factories.an_activity(unit, held_on=DAY)

    assert "Đã chốt số liệu 16/11/2026 . Trang này là số liệu hiện nay." in same
    assert "khác số đã chốt ở 2 chỗ" in words(reviewer.get("/tong-quan?ky=2026-11"))
    assert "Đã chốt" not in words(reviewer.get("/tong-quan?ky=2026-12"))


@pytest.fixture
def by_calendar(app: Flask):
    """The app of a ward that cuts its months by the calendar."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, cut_off=CutOff.CALENDAR)
    yield
    app.extensions["settings"] = settings


def test_by_calendar_months_the_pages_have_calendar_months(by_calendar, reviewer: PageClient, unit: Unit, at):
    at(noon("2026-12-01"))
    factories.an_activity(unit, held_on=date(2026, 11, 30))

    now = rows(reviewer.get("/ky"), "Hiện nay")
    reviewer.post("/ky/2026-11/chot")

    assert now[0] == "Kỳ tháng 12/2026 Đang mở từ 01/12/2026 đến 31/12/2026 hạn cập nhật 05/01/2027"
    assert "Từ 01/11/2026 đến 30/11/2026" in words(reviewer.get(reviewer.location))
    assert "Đã chốt số liệu 01/12/2026 . Trang" in words(reviewer.get("/don-vi/TDP07?ky=2026-11"))


def test_what_was_closed_before_the_rule_changed_keeps_its_days(
    by_calendar, reviewer: PageClient, ward: Unit, unit: Unit
):
    number = a_closing(ward)

    listed = words(reviewer.get("/ky"))
    status = words(reviewer.get("/don-vi/TDP07?ky=2026-11"))

    assert "Kỳ tháng 11/2026 Đã chốt từ 15/10/2026 đến 14/11/2026" in listed
    assert "Từ 15/10/2026 đến 14/11/2026" in words(reviewer.get("/ky/2026-11"))
    assert "Từ 15/10/2026 đến 14/11/2026" in words(reviewer.get(f"/ky/2026-11/chot/{number}"))
    assert "Đã chốt" not in status  # the calendar's November is not over on the 16th


def test_days_that_are_not_those_shown_are_said_and_not_compared(
    by_calendar, reporter: PageClient, ward: Unit, unit: Unit, at
):
    a_closing(ward)
    at(noon("2026-12-05"))
    factories.an_activity(unit, held_on=date(2026, 11, 20))

    said = words(reporter.get("/don-vi/TDP07?ky=2026-11"))

    assert "Đã chốt số liệu 16/11/2026 , các ngày từ 15/10/2026 đến 14/11/2026." in said
    assert "khác số đã chốt" not in said
