"""A school logs a week of five lines in one go, and one entry again, on phone and desk, with and without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app import clock
from tests.e2e.browsing import (
    DESK,
    PHONE,
    PLAIN_PHONE,
    Screen,
    entries_with,
    fresh_count,
    open_ready,
    save,
    write_meeting,
)
from tests.e2e.conftest import Visit
from tests.e2e.offline import COMPLAINTS, STATE, go_offline, keep_app
from tests.e2e.running import RunningApp

pytestmark = [pytest.mark.xdist_group("browser-week"), pytest.mark.keeps_app]
LAST_WEEK = clock.today() - timedelta(days=7 + clock.today().weekday())  # its Monday
PATH = f"/nhat-ky/tuan?tuan={LAST_WEEK}"


SCHOOL_PHONE = pytest.mark.parametrize("screen", [PHONE], ids=str)


@pytest.fixture
def clerk(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    return visit(running, screen, "TH01")


def fill_five(page: Page) -> list[int]:
    """Five lines: four of the sheet's own, one free; the figures typed."""
    teaching = ("long_ghep_mon_hoc-T3-so_tiet", "long_ghep_mon_hoc-T4-so_tiet")
    names = ("chao_co-T2-luot_hs", "sinh_hoat_lop-T6-so_lop", *teaching, "them-1-so")
    typed = [fresh_count() for _ in names]
    for name, figure in zip(names, typed, strict=True):
        page.locator(f"#{name}").fill(str(figure))
    return typed


def save_late(page: Page) -> None:
    """Days of last week may be ten days ago: that is asked once, and meant."""
    save(page).click()
    expect(page.locator("input[name=confirmed], .saved-mark").first).to_be_attached()
    if page.locator("input[name=confirmed]").count():
        save(page).click()


def test_a_school_logs_its_week_in_one_go(clerk: Page, screen: Screen):
    open_ready(clerk, PATH, screen)
    typed = fill_five(clerk)
    save(clerk).click()
    expect(clerk.locator("#error-summary")).to_contain_text("Chọn việc đã làm.")

    clerk.locator("#them-1-ngay").select_option(index=4)
    clerk.locator("#them-1-viec").select_option("cuoc_thi_hs")
    save_late(clerk)

    receipt = clerk.get_by_role("status").first
    expect(receipt.locator("li")).to_have_count(5)
    for figure in typed:
        expect(receipt).to_contain_text(f"{figure:,}".replace(",", "."))


def test_what_was_logged_is_shown_on_the_sheet_and_copied_into_the_next(clerk: Page, screen: Screen):
    open_ready(clerk, PATH, screen)
    pupils = str(fresh_count())
    clerk.locator("#chao_co-T2-luot_hs").fill(pupils)
    save_late(clerk)
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Đã lưu hoạt động")

    open_ready(clerk, PATH, screen)

    shown = f"{int(pupils):,}".replace(",", ".")
    expect(clerk.locator(".week__done", has_text=shown)).to_have_count(1)
    clerk.get_by_role("link", name="Tuần sau").click()
    clerk.get_by_role("link", name="Chép số tuần trước").click()
    expect(clerk.locator("#copied")).to_be_visible()


@pytest.mark.parametrize("screen", [DESK], ids=str)
def test_the_sheet_is_walked_with_tab_and_sent_by_enter(clerk: Page, screen: Screen):
    open_ready(clerk, PATH, screen)
    clerk.locator("#chao_co-T2-luot_hs").focus()
    keys, names = clerk.keyboard, []
    for _ in range(3):
        keys.press("Tab")
        names.append(clerk.evaluate("() => document.activeElement.id"))

    assert names == ["chao_co-T2-luot_gv", "sinh_hoat_chuyen_de-T6-luot_hs", "sinh_hoat_chuyen_de-T6-luot_gv"]
    keys.press("Enter")
    expect(clerk.locator("#error-summary")).to_contain_text("Chưa ghi số nào.")


@pytest.mark.parametrize("screen", [PHONE, PLAIN_PHONE, DESK], ids=str)
def test_an_entry_is_logged_again_from_its_receipt(running: RunningApp, visit: Visit, screen: Screen):
    page, figure = visit(running, screen, "TDP07"), fresh_count()
    open_ready(page, "/nhat-ky/ghi/hop", screen)
    write_meeting(page, figure)
    save(page).click()

    page.get_by_role("link", name="Ghi lại như lần trước").click()
    expect(page.locator("#copied")).to_contain_text("Chép từ lần ghi ngày")
    expect(page.get_by_label("Có bao nhiêu người dự?")).to_have_value(str(figure))
    write_meeting(page, fresh_count())
    save(page).click()
    page.get_by_role("button", name="Đúng, lưu lại").click()  # another of the same day

    expect(page.locator(".saved-mark")).to_be_visible()
    assert entries_with(page, figure) == 1


def write_offline(page: Page) -> list[int]:
    """The sheet of last week as the phone kept it, saved with a line that is to be mended; the figures typed."""
    page.goto(PATH)
    expect(page.locator("[data-week]")).to_contain_text(f"Thứ Hai {LAST_WEEK:%d/%m} đến")
    typed = fill_five(page)
    save(page).click()
    expect(page.locator(STATE)).to_have_text("Chờ gửi")
    return typed


def send_mended(page: Page, typed: list[int]) -> None:
    """Names the work of the free line, once what was typed has come back into the boxes."""
    page.get_by_role("link", name="Sửa").click()
    expect(page.locator("#them-1-so")).to_have_value(str(typed[-1]))
    page.locator("#them-1-ngay").select_option(index=4)
    page.locator("#them-1-viec").select_option("cuoc_thi_hs")
    save(page).click()


@SCHOOL_PHONE
def test_a_sheet_opens_without_a_network_and_arrives_once(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen, "TH01", expecting=COMPLAINTS)
    keep_app(page)
    go_offline(page)
    page.goto("/")
    page.get_by_role("link", name="Ghi cả tuần").click()
    expect(page.locator("[data-week]")).to_contain_text(f"Thứ Hai {LAST_WEEK + timedelta(days=7):%d/%m} đến")
    typed = write_offline(page)
    go_offline(page, False)
    expect(page.locator("[data-message]")).to_contain_text("Chọn việc đã làm.")

    send_mended(page, typed)

    expect(page.locator(STATE)).to_have_text("Đã gửi")
    assert running.counted("SELECT count(*) FROM measurements WHERE counts AND value IN (?, ?, ?, ?, ?)", *typed) == 5
