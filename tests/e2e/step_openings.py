"""How entries come onto the page while their people and the reviewer go on with them."""

from playwright.sync_api import Page

from tests.e2e.browsing import fresh_count, save, write_meeting


def logged(page: Page) -> str:
    """The address of a new entry of the unit."""
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, fresh_count())
    save(page).click()
    page.locator(".saved-mark").wait_for()
    return page.locator("[role=status] a[href^='/nhat-ky/']").first.get_attribute("href") or ""


def corrected_by_two(page: Page) -> None:
    """The second of two who corrected an entry at once."""
    address = logged(page)
    page.goto(f"{address}/sua")
    other = page.context.new_page()
    other.goto(f"{address}/sua")
    for each in (other, page):
        write_meeting(each, fresh_count())
        save(each).click()
        each.locator(".notice h2").first.wait_for()
    other.close()
    page.locator("#conflict").wait_for()


def withdrawing(page: Page) -> None:
    page.goto(f"{logged(page)}/huy")


def withdrawn(page: Page) -> None:
    withdrawing(page)
    page.get_by_role("button", name="Hủy lần ghi này").click()
    page.get_by_role("button", name="Lấy lại").wait_for()


def being_returned(page: Page) -> None:
    """The form that sends the first entry that waits back, refused without a reason."""
    page.goto("/nhat-ky/cho-xac-nhan")
    page.locator(".pick a").first.click()
    page.locator("summary", has_text="Trả lại bổ sung").click()
    page.get_by_role("button", name="Gửi đơn vị").click()
    page.locator("#error-summary").wait_for()
