"""Every page there is to look at, in the states people meet it."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.browsing import fresh_count, save, write_meeting

ADMIN = "0510000007"
Opening = Callable[[Page], object]


@dataclass(frozen=True)
class Look:
    """A page to look at: who opens it (nobody: None) and how."""

    name: str
    unit: str | None
    open: Opening

    def __str__(self) -> str:
        return self.name


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


LOOKS = [
    Look("sign-in", None, at("/dang-nhap")),
    Look("sign-in-refused", None, wrong_sign_in),
    Look("help", None, at("/tro-giup")),
    Look("card", None, at("/the")),
    Look("card-scanned", None, at("/the#abcdefghijklmnopqrstuvwxyzA")),
    Look("card-refused", None, refused_code),
    Look("me", "TDP07", at("/toi")),
    Look("pin", "TDP07", refused_pin),
    Look("password", "TDP07", at("/toi/mat-khau")),
    Look("home-of-two-units", "TDP01", at("/")),
    Look("choose-unit", "TDP01", at("/toi/don-vi")),
    Look("card-holders", ADMIN, at("/quan-tri/the")),
    Look("card-sheet", ADMIN, sheet_of_cards),
    Look("me-admin", ADMIN, at("/toi")),
    Look("confirm", ADMIN, at("/toi/xac-nhan?next=/")),
    Look("directory", ADMIN, at("/quan-tri/don-vi")),
    Look("unit", ADMIN, at("/quan-tri/don-vi/TDP07")),
    Look("unit-added", ADMIN, refused("/quan-tri/don-vi/them", "Thêm đơn vị")),
    Look("unit-changed", ADMIN, at("/quan-tri/don-vi/TDP07/sua")),
    Look("unit-closed", ADMIN, at("/quan-tri/don-vi/TDP07/dong")),
    Look("person-added", ADMIN, refused("/quan-tri/don-vi/TDP07/them-nguoi", "Thêm người")),
    Look("handover", ADMIN, refused("/quan-tri/don-vi/TDP07/ban-giao", "Bàn giao và in thẻ")),
    Look("people", ADMIN, at("/quan-tri/nguoi")),
    Look("person", ADMIN, first_person),
    Look("import", ADMIN, at("/quan-tri/nhap")),
    Look("audit", ADMIN, at("/quan-tri/nhat-ky")),
    Look("permissions", ADMIN, at("/quan-tri/quyen")),
    Look("settings", ADMIN, at("/quan-tri/cai-dat")),
    Look("second-factor", ADMIN, at("/toi/lop-hai/bat")),
    Look("home", "TDP07", at("/")),
    Look("home-school", "TH01", at("/")),
    Look("week", "TH01", at("/nhat-ky/tuan?tuan=2026-10-19&chep=1")),
    Look("week-refused", "TH01", refused_week),
    Look("logged-again", "TDP07", logged_again),
    Look("meeting", "TDP07", at("/nhat-ky/ghi/hop")),
    Look("meeting-unfolded", "TDP07", opened_wide("/nhat-ky/ghi/hop")),
    Look("meeting-refused", "TDP07", refused_meeting),
    Look("meeting-question", "TDP07", question),
    Look("guidance", "TDP07", at("/nhat-ky/ghi/huong-dan")),
    Look("guidance-unfolded", "TDP07", opened_wide("/nhat-ky/ghi/huong-dan")),
    Look("school-day", "TH01", at("/nhat-ky/ghi/ngay-hoi")),
    Look("other-types", "TDP07", at("/nhat-ky/ghi/khac")),
    Look("other-type", "TDP07", at("/nhat-ky/ghi/khac?loai=truc_quan")),
    Look("receipt", "TDP07", receipt),
    Look("entry", "TDP07", entry_with_a_difficulty),
    Look("status", "TDP07", opened_wide("/don-vi/TDP07")),
    Look("status-asked", "MTTQ", at("/don-vi/MTTQ?ky=2026")),
    Look("entries", "TDP07", at("/don-vi/TDP07/nhat-ky")),
    Look("units", "VHXH", at("/don-vi")),
    Look("units-none-found", "VHXH", at("/don-vi?q=zzz")),
    Look("status-by-ward", "09568", opened_wide("/don-vi/TH01?ky=2026")),
    Look("entries-by-ward", "VHXH", at("/don-vi/TDP07/nhat-ky?ky=2026&so-lieu=luot_nguoi_hd")),
    Look("raising", "TDP07", opened_wide("/phan-anh/gui")),
    Look("raising-refused", "TDP07", refused("/phan-anh/gui", "Gửi phường")),
    Look("threads", "TDP07", at("/phan-anh")),
    Look("thread-answered", "TDP07", at("/phan-anh/PA-2026-0016")),
    Look("thread-returned", "TDP07", at("/phan-anh/PA-2026-0017")),
    Look("thread-confirmed", "TDP07", at("/phan-anh/PA-2026-0016/xac-nhan")),
    Look("thread-refused", "TDP07", refused("/phan-anh/PA-2026-0016/mo-lai", "Gửi lại phường")),
    Look("forwarded", "MTTQ", at("/phan-anh/PA-2026-0002/tra-loi")),
    Look("figures-of-a-unit", "TDP07", at("/phan-anh/so-lieu?ky=2026")),
    Look("answers", "TDP07", at("/phan-anh/hoi-dap")),
    Look("inbox", "VHXH", opened_wide("/phan-anh")),
    Look("inbox-none-found", "VHXH", at("/phan-anh?q=zzz")),
    Look("inbox-thread", "VHXH", at("/phan-anh/PA-2026-0013?muc=dang-xu-ly")),
    Look("inbox-forwarding", "VHXH", at("/phan-anh/PA-2026-0004/chuyen-don-vi")),
    Look("inbox-similar", "VHXH", at("/phan-anh/PA-2026-0014/tuong-tu")),
    Look("templates", "VHXH", refused("/phan-anh/mau", "Thêm mẫu")),
    Look("figures-of-feedback", "09568", at("/phan-anh/so-lieu?ky=2026")),
]
