"""Entries sent back, mended and confirmed; withdrawn and brought back; changed by two at once."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import Screen, entries_with, fresh_count, open_ready, save, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
REASON = "Số ghi chưa khớp với ghi chú, nhờ xem lại."


def logged_meeting(page: Page, attending: int, screen: Screen) -> str:
    """The address of a new entry of the unit."""
    open_ready(page, "/nhat-ky/ghi/hop", screen)
    write_meeting(page, attending)
    save(page).click()
    page.locator(".saved-mark").wait_for()
    return page.locator("[role=status] a[href^='/nhat-ky/']").first.get_attribute("href") or ""


def send_back(officer: Page, address: str, more: str = "") -> None:
    officer.goto(address)
    officer.get_by_text("Trả lại bổ sung").click()
    officer.get_by_text(REASON).click()
    officer.get_by_label("Lý do khác, hoặc ghi rõ thêm").fill(more)
    officer.get_by_role("button", name="Gửi đơn vị").click()
    expect(officer.locator("main .chip").first).to_have_text("Trả lại bổ sung")


def confirm_first_mended(officer: Page, address: str) -> None:
    """What is mended stands on top of the officer's list; opens and confirms it."""
    officer.goto("/nhat-ky/cho-xac-nhan")
    waiting = officer.get_by_role("region", name="Đã sửa, chờ xem lại").locator("a").first
    expect(waiting).to_have_attribute("href", address)
    waiting.click()
    officer.get_by_role("button", name="Xác nhận", exact=True).click()
    expect(officer.locator("main .chip").first).to_have_text("Đã xác nhận")


def test_what_is_sent_back_is_mended_and_confirmed(running: RunningApp, visit: Visit, screen: Screen):
    leader, officer = visit(running, screen, "TDP07"), visit(running, screen, "VHXH")
    first, mended = fresh_count(), fresh_count()
    address = logged_meeting(leader, first, screen)

    send_back(officer, address, "Ghi chú nói 45 người.")
    leader.goto("/")
    row = leader.get_by_role("region", name="Trả lại bổ sung").get_by_role("link").first
    expect(row).to_contain_text("Ghi chú nói 45 người.")
    row.click()
    expect(leader.get_by_role("main")).to_contain_text(REASON)
    write_meeting(leader, mended)
    save(leader).click()
    expect(leader.locator("main .chip").first).to_have_text("Đã sửa, chờ xem lại")

    confirm_first_mended(officer, address)
    leader.goto("/")
    expect(leader.get_by_role("region", name="Trả lại bổ sung").filter(has_text="45 người")).to_have_count(0)
    assert entries_with(leader, mended) == 1


def test_many_are_confirmed_at_once_and_one_changed_meanwhile_is_left_out(
    running: RunningApp, visit: Visit, screen: Screen
):
    leader, officer = visit(running, screen, "TDP07"), visit(running, screen, "VHXH")
    changed = logged_meeting(leader, fresh_count(), screen)
    officer.goto("/nhat-ky/cho-xac-nhan")
    ticked = officer.locator("input[name=chosen]").all()[:3]  # fewer, where those of the demonstration are confirmed
    for each in ticked:
        each.check()
    leader.goto(f"{changed}/sua")
    write_meeting(leader, fresh_count())
    save(leader).click()
    expect(leader.locator("main .chip").first).to_be_visible()

    officer.get_by_role("button", name="Xác nhận các mục đã chọn").click()

    expect(officer.get_by_role("status").first).to_contain_text(f"Đã xác nhận {len(ticked) - 1} lần ghi")
    expect(officer.locator("#left-out a")).to_have_attribute("href", changed)


def test_what_was_withdrawn_by_mistake_is_brought_back(leader: Page, screen: Screen):
    attending = fresh_count()
    leader.goto(logged_meeting(leader, attending, screen))
    leader.get_by_role("link", name="Hủy lần ghi này").click()
    leader.get_by_role("button", name="Hủy lần ghi này").click()
    expect(leader.locator("main .chip").first).to_have_text("Đã hủy")

    leader.get_by_role("button", name="Lấy lại").click()

    expect(leader.locator("main .chip").first).to_have_text("Đã gửi")
    assert entries_with(leader, attending) == 1


def test_the_second_of_two_sees_both_and_loses_nothing(running: RunningApp, visit: Visit, screen: Screen):
    leader, officer = visit(running, screen, "TDP07"), visit(running, screen, "VHXH")
    stored, typed = fresh_count(), fresh_count()
    address = f"{logged_meeting(leader, fresh_count(), screen)}/sua"
    for page in (leader, officer):
        open_ready(page, address, screen)
    write_meeting(leader, stored)
    save(leader).click()
    expect(leader.locator("main .chip").first).to_be_visible()

    write_meeting(officer, typed)
    save(officer).click()

    told = officer.locator("#conflict")
    for figure in (stored, typed):
        expect(told).to_contain_text(f"{figure:,}".replace(",", "."))
    expect(officer.get_by_label("Có bao nhiêu người dự?")).to_have_value(str(typed))
    officer.get_by_role("button", name="Lưu theo phần vừa gõ").click()
    expect(officer.locator("#history")).to_be_visible()
    assert entries_with(leader, typed) == 1
