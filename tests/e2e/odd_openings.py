"""How drafts, odd entries and what is logged for a unit come onto the page."""

from playwright.sync_api import Page

from tests.e2e.browsing import fresh_count, save, write_meeting

FOR_UNIT = "/don-vi/TDP03/ghi-thay/hop"


def begun_draft(page: Page) -> None:
    """A draft at home."""
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, fresh_count())
    page.locator("#draft-line", has_text="Đã giữ bản nháp").wait_for()
    page.goto("/")


def opened_draft(page: Page) -> None:
    begun_draft(page)
    page.get_by_role("link", name="Tiếp tục").first.click()
    page.locator("#draft-line", has_text="Bản đang ghi dở").wait_for()


def discarded_draft(page: Page) -> None:
    begun_draft(page)
    page.get_by_role("link", name="Bỏ").first.click()
    page.get_by_role("button", name="Bỏ bản này").wait_for()


def logged_twice(page: Page, path: str, **boxes: str) -> None:
    """The same meeting twice, and what is asked is answered."""
    for _ in range(2):
        page.goto(path)
        write_meeting(page, 12)
        for label, text in boxes.items():
            page.get_by_label(label.replace("_", " ")).fill(text)
        save(page).click()
        page.locator(".saved-mark, .notice--ask").first.wait_for()
    page.get_by_role("button", name="Đúng, lưu lại").click()
    page.locator(".saved-mark").wait_for()


def odd_entry(page: Page) -> None:
    logged_twice(page, "/nhat-ky/ghi/hop")
    page.locator("[role=status] a").first.click()
    page.locator("#duplicate").wait_for()


def asked_about_a_repeat(page: Page) -> None:
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, 12)
    save(page).click()
    page.locator(".saved-mark").wait_for()
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, 12)
    save(page).click()
    page.get_by_role("heading", name="Hỏi lại cho chắc").wait_for()


def logged_for_a_unit(page: Page) -> None:
    """The receipt of what a reviewer logged for a unit, twice."""
    logged_twice(page, FOR_UNIT, Ai_báo_qua_điện_thoại="bà Tổ trưởng")


def odd_list(page: Page) -> None:
    logged_for_a_unit(page)
    page.goto("/nhat-ky/can-xem")
    page.get_by_role("button", name="Cả hai đúng").first.wait_for()


def refused_for_a_unit(page: Page) -> None:
    page.goto(FOR_UNIT)
    save(page).click()
    page.locator("#error-summary").wait_for()
