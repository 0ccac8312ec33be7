"""How pages are opened in the states people meet them."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.e2e.browsing import fresh_count, save, write_meeting

Opening = Callable[[Page], object]


def at(path: str) -> Opening:
    return lambda page: page.goto(path)


def opened_wide(path: str) -> Opening:
    """The page with everything unfolded that can be."""

    def unfold(page: Page) -> None:
        page.goto(path)
        page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")

    return unfold


def wrong_sign_in(page: Page) -> None:
    page.goto("/dang-nhap")
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator("#error-summary").wait_for()


def refused_meeting(page: Page) -> None:
    page.goto("/nhat-ky/ghi/hop")
    page.get_by_role("radio", name="Ngày khác").check()
    page.get_by_label("Có bao nhiêu người dự?").fill("bốn lăm")
    save(page).click()
    page.locator("#error-summary").wait_for()


def receipt(page: Page) -> None:
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, fresh_count())
    page.get_by_text("Thêm số liệu, ghi chú").click()
    page.get_by_label("Khó khăn gặp phải").fill("Nhiều người cao tuổi chưa có điện thoại thông minh, cần người kèm.")
    save(page).click()
    page.locator(".saved-mark").wait_for()


def entry_with_a_difficulty(page: Page) -> None:
    receipt(page)
    page.locator("[role=status] a").first.click()
    page.get_by_role("heading", name="Khó khăn gặp phải").wait_for()


def refused_week(page: Page) -> None:
    page.goto("/nhat-ky/tuan?tuan=2026-10-12")
    page.locator("#chao_co-T2-luot_gv").fill("40")
    page.locator("#long_ghep_mon_hoc-T3-so_tiet").fill("sáu")
    page.locator("#them-1-so").fill("5")
    save(page).click()
    page.locator("#error-summary").wait_for()


def logged_again(page: Page) -> None:
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, fresh_count())
    save(page).click()
    page.locator(".saved-mark").wait_for()
    page.goto("/")
    page.get_by_role("link", name="Ghi lại như lần trước").click()
    page.locator("#copied").wait_for()


def question(page: Page) -> None:
    page.goto("/nhat-ky/ghi/hop")
    page.get_by_role("radio", name="Ngày khác").check()
    page.get_by_label("Ngày", exact=True).fill("30/6/2025")
    write_meeting(page, fresh_count())
    save(page).click()
    page.get_by_role("heading", name="Hỏi lại cho chắc").wait_for()


def sheet_of_cards(page: Page) -> None:
    page.goto("/quan-tri/the")
    for box in page.locator("[name=membership]").all():
        box.check()
    page.get_by_role("button", name="In thẻ đã chọn").click()
    page.locator(".sign-card").first.wait_for()


def refused_code(page: Page) -> None:
    page.goto("/the")
    page.get_by_label("Mã trên thẻ").fill("sai")
    page.get_by_role("button", name="Vào ghi việc").click()
    page.locator("#error-summary").wait_for()


def refused_pin(page: Page) -> None:
    page.goto("/toi/ma-pin")
    page.get_by_label("Mã PIN mới (6 số)").fill("123456")
    page.get_by_role("button", name="Lưu").click()
    page.locator("#error-summary").wait_for()


def refused(path: str, button: str) -> Opening:
    """A form sent empty."""

    def send(page: Page) -> None:
        page.goto(path)
        page.get_by_role("main").get_by_role("button", name=button).click()
        page.locator("#error-summary").wait_for()

    return send


def first_person(page: Page) -> None:
    page.goto("/quan-tri/nguoi")
    page.locator("tbody a").first.click()
    page.get_by_role("heading", name="Thẻ").first.wait_for()


def declared_too_early(page: Page) -> None:
    """Đã đủ số liệu of a month nothing was logged in."""
    page.goto("/don-vi/TDP05/bao-ky/khong-phat-sinh?ky=2026-01")
    page.evaluate(
        "() => { const form = document.querySelector('#declaring form'); form.action = form.action.replace('khong-phat-sinh', 'da-du'); form.submit(); }"
    )
    page.locator("#declaring [role=alert]").wait_for()
