"""The pages of periods: their list, one period, closing it and opening it again, and who may do what."""

from datetime import date

import pytest
from flask import Flask

from app.activities.workflow import Status
from app.extensions import db
from app.periods.models import Closure
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.closing.making import CLOSED_AT, a_closing
from tests.closing.reading import rows, words
from tests.page import PageClient

DAY = date(2026, 11, 10)


@pytest.fixture(autouse=True)
def _two_days_after_november(at) -> None:
    at(CLOSED_AT)


def test_the_list_says_of_each_period_its_days_its_deadline_and_where_it_stands(reviewer: PageClient):
    page = reviewer.get("/ky")

    now = rows(page, "Hiện nay")
    assert now[0] == "Kỳ tháng 12/2026 Đang mở từ 15/11/2026 đến 14/12/2026 hạn cập nhật 16/12/2026"
    assert now[1] == "Kỳ tháng 11/2026 Hết kỳ, chờ chốt từ 15/10/2026 đến 14/11/2026 hạn cập nhật 17/11/2026"
    assert [row.split(" Đang")[0] for row in now[4:]] == ["Kỳ quý IV/2026", "Kỳ 6 tháng cuối năm 2026", "Kỳ năm 2026"]
    assert rows(page, "Các kỳ trước")[0].startswith("Kỳ tháng 8/2026")


def test_years_are_listed_from_the_plans_first_to_two_ahead(reviewer: PageClient):
    first, last = reviewer.get("/ky?nam=2025"), reviewer.get("/ky?nam=2028")
    nowhere = [reviewer.get(f"/ky?nam={asked}") for asked in ("2024", "2029", "9999", "x", "²⁰²⁶")]

    assert "tháng 6/2025" not in words(first)
    assert "tháng 7/2025" in words(first)
    assert rows(last, "Sắp tới")[0].startswith("Kỳ tháng 12/2028 Chưa đến từ 15/11/2028 đến 14/12/2028")
    assert {page.h1.get_text() for page in nowhere} == {"Các kỳ, năm 2026"}


def test_a_reporter_reads_and_is_offered_nothing_to_do(reporter: PageClient, ward: Unit):
    a_closing(ward)

    listed, page = reporter.get("/ky"), reporter.get("/ky/2026-11")

    assert "Kỳ tháng 11/2026 Đã chốt từ 15/10/2026 đến 14/11/2026 chốt lúc 16:00 ngày 16/11/2026" in words(listed)
    assert not [a for a in (*listed.select("main a"), *page.select("main a")) if "/ky/them" in a["href"] or "/han" in a["href"] or "/mo-lai" in a["href"]]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["2026-13", "2026-10-01..2026-10-31", "2026-10-31..2026-10-01", "1999", "2026-Q5", "x"]
)
def test_a_period_that_is_none_is_not_there(reviewer: PageClient, name: str):
    reviewer.get(f"/ky/{name}", status=404)


def test_before_closing_the_page_shows_what_would_be_frozen(reviewer: PageClient, ward: Unit, unit: Unit):
    factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
    factories.a_unit(ward, code="MTTQ", name="Ủy ban MTTQ", kind="mttq")
    factories.an_activity(unit, held_on=DAY)

    said = words(reviewer.get("/ky/2026-11/chot"))

    assert "1 lần ghi chưa xác nhận" in said
    assert "1 đơn vị chưa cập nhật Tổ dân phố số 8 " in said
    assert "Số lượt người dự 45" in said
    assert "MTTQ" not in said
    assert "Chưa hết hạn cập nhật" in said


def test_what_may_still_change_the_figures_leads_to_its_entries(reviewer: PageClient, unit: Unit):
    late = factories.an_activity(unit, held_on=date(2026, 10, 20)).id
    back = factories.an_activity(unit, held_on=DAY)
    factories.in_status(back, Status.RETURNED)

    links = reviewer.get("/ky/2026-11/chot").select("section[aria-labelledby=look] li > a")

    assert [link.b.get_text() for link in links] == ["1", "1", "1"]
    for link, number in zip(links, (late, back.id, late), strict=True):
        assert reviewer.get(link["href"]).select(f"main a[href='/nhat-ky/{number}']")


def test_what_is_to_be_settled_before_closing_is_one_click_away(reviewer: PageClient, ward: Unit, unit: Unit):
    factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
    for _ in range(2):
        factories.an_activity(unit, held_on=DAY)

    links = {a["href"]: a.get_text() for a in reviewer.get("/ky/2026-11/chot").select("#look ~ * a")}

    assert links["/nhat-ky/cho-xac-nhan?ky=2026-11"] == "2 lần ghi chưa xác nhận"
    assert links["/nhat-ky/can-xem?ky=2026-11"] == "1 lần ghi cần xem lại"
    assert links["/chua-cap-nhat?ky=2026-11"] == "Xem và nhắc các đơn vị này"


def test_a_period_leads_to_its_figures_and_to_who_is_silent(reviewer: PageClient, reporter: PageClient, unit: Unit):
    desk, own = ([a["href"] for a in each.get("/ky/2026-11").select("main a")] for each in (reviewer, reporter))

    assert desk[-4:-2] == ["/tong-quan?ky=2026-11", "/chua-cap-nhat?ky=2026-11"]
    assert desk[-2:] == ["/tai-so-lieu?ky=2026-11", "/bao-cao/2026-11"]
    assert own[-2:] == [f"/don-vi/{unit.code}?ky=2026-11", "/tai-so-lieu?ky=2026-11"]


def test_it_is_closed_seen_and_opened_again_with_a_reason(reviewer: PageClient, unit: Unit):
    factories.an_activity(unit, held_on=DAY)

    reviewer.post("/ky/2026-11/chot")
    snapshot = reviewer.location
    kept = words(reviewer.get(snapshot))
    reviewer.post("/ky/2026-11/mo-lai", {"closing": snapshot.rpartition("/")[2], "reason": "TDP08 gửi muộn."})

    assert "Chốt lúc 16:00 ngày 16/11/2026" in kept
    assert "Đã mở lại" in words(reviewer.get("/ky/2026-11"))
    assert "TDP08 gửi muộn." in words(reviewer.get(snapshot))


def test_it_is_not_closed_before_its_last_day_is_over(reviewer: PageClient):
    for method in (reviewer.get, reviewer.post):
        assert "chưa hết ngày cuối (14/12/2026)" in words(method("/ky/2026-12/chot", status=409))

    assert db.session.query(Closure).count() == 0


def test_who_comes_second_is_told_and_who_taps_twice_sees_the_closing(app: Flask, reviewer: PageClient, ward: Unit):
    reviewer.post("/ky/2026-11/chot")
    first = reviewer.location
    other = PageClient(app).signed_in_as(factories.a_person(factories.unit_with("VHXH"), Role.REVIEWER))

    reviewer.post("/ky/2026-11/chot")
    said = words(other.post("/ky/2026-11/chot", status=409))

    assert reviewer.location == first
    assert "đã chốt kỳ này lúc 16:00 ngày 16/11/2026" in said
    assert db.session.query(Closure).count() == 1


def test_opening_again_needs_a_reason_and_the_closing_that_was_seen(reviewer: PageClient, ward: Unit):
    number = a_closing(ward)
    page = reviewer.post("/ky/2026-11/mo-lai", {"closing": number, "reason": " "}, status=422)
    assert page.find(id="error-summary") is not None

    said = words(reviewer.post("/ky/2026-11/mo-lai", {"closing": number + 1, "reason": "Lý do gõ dở"}, status=409))

    assert "không còn hiệu lực" in said
    assert "Lý do gõ dở" in said
    assert db.session.get_one(Closure, number).reopened_at is None


def test_what_is_not_closed_is_not_opened_again(reviewer: PageClient):
    reviewer.get("/ky/2026-11/mo-lai", status=409)


def test_a_closing_is_not_ended_at_another_periods_address(reviewer: PageClient, ward: Unit):
    october, november = a_closing(ward, "2026-10"), a_closing(ward)

    said = words(reviewer.post("/ky/2026-11/mo-lai", {"closing": october, "reason": "Lý do gõ dở"}, status=409))

    assert "Lý do gõ dở" in said
    assert [db.session.get_one(Closure, number).reopened_at for number in (october, november)] == [None, None]
