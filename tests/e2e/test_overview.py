"""The ward at a glance: home of who sees it, searched and sorted, from a figure to its entries, on one sheet of paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, PHONE, Screen, Taps, open_ready
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp
from tests.e2e.test_printing import PAGE

pytestmark = pytest.mark.xdist_group("browser-journeys")
LYING = re.compile(rb"/MediaBox \[0 0 84[12][.0-9]* 59[45][.0-9]*\]")  # points
NOVEMBER = "/tong-quan?ky=2026-11"


def test_it_is_the_home_of_who_sees_the_ward(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen, "09568")

    page.goto("/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Tổng quan tháng")
    expect(page.locator(".side__nav a[aria-current]")).to_have_text("Tổng quan")


def test_units_are_found_filtered_and_sorted_with_the_button(reviewer: Page, screen: Screen):
    reviewer.goto(NOVEMBER)
    reviewer.get_by_label("Tìm đơn vị").fill("to dan pho")
    reviewer.get_by_label("Trạng thái").select_option("da-cap-nhat")
    reviewer.get_by_label("Xếp").select_option("huong-dan")

    reviewer.get_by_role("button", name="Xem").click()

    expect(reviewer.locator("#units tbody .chip", has_text="Chưa cập nhật")).to_have_count(0)
    expect(reviewer).to_have_url(re.compile(r"trang-thai=da-cap-nhat&xep=huong-dan"))
    guided = [text for text in reviewer.locator("#units tbody td[data-label='Hướng dẫn']").all_text_contents() if text]
    assert guided == sorted(guided, key=int, reverse=True)


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=str)
def test_the_table_follows_what_is_typed_and_chosen(reviewer: Page, screen: Screen):
    open_ready(reviewer, NOVEMBER, screen)

    reviewer.locator("#q").press_sequentially("so 17", delay=20)

    expect(reviewer.locator("#units tbody tr")).to_have_count(1)
    expect(reviewer).to_have_url(re.compile(r"q=so"))
    reviewer.locator("#trang-thai").select_option("chua-cap-nhat")
    expect(reviewer.locator("#units")).to_contain_text("Không tìm thấy đơn vị nào")


def test_a_figure_is_two_clicks_from_an_entry_behind_it(reviewer: Page, screen: Screen):
    reviewer.goto(NOVEMBER)
    taps = Taps(reviewer)
    said = reviewer.locator("[data-measure=luot_nguoi_hd]").inner_text()

    taps.tap(reviewer.locator("[data-measure=luot_nguoi_hd]"))
    expect(reviewer.locator("#sum-of-entries")).to_have_text(said)
    taps.tap(reviewer.locator(".rows .row-link").first)

    expect(reviewer).to_have_url(re.compile(r"/nhat-ky/\d+$"))
    assert taps.count == 2


def test_a_duty_leads_to_the_units_that_have_evidence(reviewer: Page, screen: Screen):
    reviewer.goto(NOVEMBER)
    reviewer.locator(".reach summary").first.click()
    reviewer.locator("[data-duty='V.8.2']").click()

    expect(reviewer.get_by_role("main")).to_contain_text(re.compile(r"\d+ trên \d+ tổ dân phố đã có số liệu"))
    reviewer.locator("section[aria-labelledby=having] a").first.click()

    expect(reviewer.get_by_role("main")).to_contain_text("V.8")


@pytest.mark.parametrize("period", ["2026-11", "2026-12", "2026-Q4", "2026"])
def test_it_prints_on_one_lying_a4_page(running: RunningApp, visit: Visit, period: str):
    page = visit(running, DESK, "VHXH")
    page.goto(f"/tong-quan?ky={period}")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(PAGE.findall(printed)) == 1
    assert LYING.search(printed)
