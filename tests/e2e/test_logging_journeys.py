"""From signing in to the status page, on phone and desk, with and without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app import clock
from tests.e2e.browsing import Screen, Taps, fresh_count, open_ready, save, sign_in
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")


def test_a_meeting_takes_three_taps_and_stands_on_the_status_page(
    running_anywhere: RunningApp, visit: Visit, screen: Screen
):
    page, attending = visit(running_anywhere, screen), fresh_count()
    sign_in(page, running_anywhere.account("TDP07"))
    taps = Taps(page)

    taps.tap(page.get_by_role("link", name="Ghi cuộc họp"))
    taps.type(page.get_by_label("Có bao nhiêu người dự?"), str(attending))
    taps.tap(page.get_by_role("button", name="Lưu cuộc họp"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert taps.count == 3
    page.get_by_role("link", name="Xem tình hình đơn vị").click()
    expect(page.get_by_role("main")).to_contain_text(f"{in_words(attending)} lượt người dự")


def in_words(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def test_one_page_of_guidance_saves_an_entry_for_each_row_filled(leader: Page, screen: Screen):
    open_ready(leader, "/nhat-ky/ghi/huong-dan", screen)
    rows = leader.locator(".steppers > li")
    filled = [fresh_count() for _ in range(3)]
    for row, number in enumerate(filled):
        rows.nth(row).get_by_role("textbox").first.fill(str(number))

    save(leader).click()

    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu lượt hướng dẫn")
    for number in filled:
        expect(leader.get_by_role("status").first).to_contain_text(f"{in_words(number)} lượt người được hướng dẫn")


@pytest.mark.parametrize("screen", [Screen(360, 740), Screen(1280, 800)], ids=str)
def test_the_steppers_count_and_the_sum_adds_up(leader: Page, screen: Screen):
    open_ready(leader, "/nhat-ky/ghi/huong-dan", screen)
    rows = leader.locator(".steppers > li")
    rows.nth(0).get_by_role("textbox").first.fill("4")
    more, less = (rows.nth(1).get_by_role("button", name=name) for name in ("Thêm 1", "Bớt 1"))

    more.click(click_count=3)
    less.click()

    expect(rows.nth(1).get_by_role("textbox").first).to_have_value("2")
    expect(leader.locator("#sum")).to_have_text("6")


def test_a_school_logs_from_its_own_tile(running: RunningApp, visit: Visit, screen: Screen):
    page, pupils = visit(running, screen, "TH01"), fresh_count()
    page.goto("/")
    page.get_by_role("link", name="Chào cờ, sinh hoạt").click()
    page.locator(".steppers > li").first.get_by_role("textbox").first.fill(str(pupils))

    save(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu buổi sinh hoạt")
    expect(page.get_by_role("status").first).to_contain_text(f"{in_words(pupils)} lượt học sinh")


def test_another_day_is_typed_day_first_into_one_box(leader: Page, screen: Screen):
    day = clock.today() - timedelta(days=7)
    typed = f"{day.day}/{day.month}" if day.year == clock.today().year else f"{day.day}/{day.month}/{day.year}"
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    leader.get_by_role("radio", name="Ngày khác").check()
    leader.get_by_label("Ngày", exact=True).fill(typed)
    leader.get_by_label("Có bao nhiêu người dự?").fill(str(fresh_count()))

    save(leader).click()

    expect(leader.get_by_role("status").first).to_contain_text(f"ngày {day:%d/%m/%Y}")


def test_today_is_sent_as_a_date_so_that_midnight_changes_nothing(leader: Page, screen: Screen):
    opened_on = clock.today()
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    leader.clock.set_fixed_time(clock.now() + timedelta(days=1))
    leader.get_by_label("Có bao nhiêu người dự?").fill(str(fresh_count()))

    with leader.expect_request(lambda request: request.method == "POST") as sent:
        save(leader).click()

    assert f"held_on={opened_on}" in sent.value.post_data
    expect(leader.get_by_role("status").first).to_contain_text(f"ngày {opened_on:%d/%m/%Y}")
