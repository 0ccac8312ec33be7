"""From the printed sheet to the leader's home: the QR is read off the page, opened, tapped, a PIN is set."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, PHONE, PLAIN_PHONE, Screen, Taps, sign_in
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp
from tests.e2e.test_printing import A4, PAGE

pytestmark = pytest.mark.xdist_group("browser-journeys")
ADMIN, LEADER = "0510000007", "Tổ dân phố số 5"
A4_PIXELS = {"width": 794, "height": 1123}
ZALO = (
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120 "
    "Mobile Safari/537.36 Zalo android/12100681 ZaloTheme/light ZaloLanguage/vi"
)


@pytest.fixture
def desk(running: RunningApp, visit: Visit) -> Page:
    return visit(running, DESK, ADMIN)


def print_sheet(desk: Page, *units: str) -> None:
    """Chooses the people of these units (everybody without any) and prints their cards."""
    desk.goto("/quan-tri/the")
    for row in desk.locator("tbody tr").all():
        wanted = not units or row.locator("th").inner_text() in units
        row.get_by_role("checkbox").set_checked(wanted)
    desk.get_by_role("button", name="In thẻ đã chọn").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Thẻ đăng nhập để in")


def qr_on(picture: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]


def test_every_qr_is_read_back_from_the_printed_sheet_of_eight_a_page(desk: Page, running: RunningApp):
    print_sheet(desk)
    cards = desk.locator(".sign-card").count()
    printed = desk.pdf(prefer_css_page_size=True)
    desk.emulate_media(media="print")
    desk.set_viewport_size(A4_PIXELS)

    read = [text for card in desk.locator(".sign-card").all() for text in qr_on(card.screenshot())]

    assert cards > 8
    assert len(set(read)) == len(read) == cards
    assert all(re.fullmatch(re.escape(running.base) + r"/the#[\w-]{27}", text) for text in read)
    assert len(PAGE.findall(printed)) == -(-cards // 8)
    assert A4.search(printed)


LENGTHEN = """() => document.querySelectorAll(".sign-card").forEach(card => {
  card.querySelector("h2").textContent = "Trường Trung học phổ thông ".repeat(8);
  card.querySelector(".sign-card__who").textContent = "Nguyễn Thị Minh Nguyệt Phương ".repeat(6);
})"""
CUT_OFF = """() => [...document.querySelectorAll(".sign-card")].filter(card => {
  const box = each => card.querySelector(each).getBoundingClientRect(), whole = card.getBoundingClientRect();
  const qr = box(".qr"), text = box(".sign-card__text"), typed = box(".sign-card__typed");
  return Math.min(qr.top, text.top) < whole.top || typed.bottom > whole.bottom || typed.right > whole.right
    || text.right > whole.right || Math.max(qr.bottom, text.bottom) > typed.top + 1;
}).map(card => card.innerText)"""


def test_no_card_is_cut_off_on_paper_however_long_the_names(desk: Page):
    print_sheet(desk)
    desk.emulate_media(media="print")
    desk.set_viewport_size(A4_PIXELS)

    assert desk.evaluate(CUT_OFF) == []
    desk.evaluate(LENGTHEN)
    assert desk.evaluate(CUT_OFF) == []


def choose_pin(page: Page, taps: Taps) -> None:
    expect(page.get_by_label("Mã PIN (6 số)")).to_be_focused()  # without a tap
    page.keyboard.type("481526")
    taps.type(page.get_by_label("Gõ lại mã PIN"), "481526")
    taps.tap(page.get_by_role("button", name="Lưu và vào ghi việc"))


@pytest.mark.parametrize("agent", [None, ZALO], ids=["chrome", "zalo"])
def test_scan_tap_pin_home_in_four_taps_and_twelve_digits(
    running: RunningApp, visit: Visit, desk: Page, agent: str | None
):
    print_sheet(desk, LEADER)
    (address,) = qr_on(desk.locator(".sign-card").screenshot())
    phone = visit(running, PHONE, **({"user_agent": agent} if agent else {}))
    phone.goto(address)
    taps = Taps(phone)

    taps.tap(phone.get_by_role("button", name="Vào ghi việc"))
    choose_pin(phone, taps)

    expect(phone.get_by_role("heading", level=1)).to_have_text(LEADER)
    assert taps.count <= 4
    assert phone.evaluate("() => history.length") < 6
    phone.goto("/toi")
    expect(phone.get_by_role("main")).to_contain_text("máy này")


def test_the_secret_goes_neither_into_a_request_line_nor_a_referer(running: RunningApp, visit: Visit, desk: Page):
    print_sheet(desk, LEADER)
    (address,) = qr_on(desk.locator(".sign-card").screenshot())
    secret = address.partition("#")[2]
    phone, seen = visit(running, PHONE), []
    phone.on("request", lambda request: seen.append(request.url.partition("#")[0] + repr(request.headers)))

    phone.goto(address)
    phone.get_by_role("button", name="Vào ghi việc").click()
    expect(phone.get_by_label("Gõ lại mã PIN")).to_be_visible()

    assert seen
    assert not [line for line in seen if secret in line]
    assert secret not in phone.url


def test_without_scripts_the_typed_code_is_the_way(running: RunningApp, visit: Visit, desk: Page):
    print_sheet(desk, LEADER)
    code = desk.locator(".sign-card__code").inner_text()
    phone = visit(running, PLAIN_PHONE)
    phone.goto("/dang-nhap")

    phone.get_by_role("link", name="Gõ mã trên thẻ").click()
    phone.get_by_label("Mã trên thẻ").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Vào ghi việc").click()
    phone.get_by_label("Mã PIN (6 số)").fill("481526")
    phone.get_by_label("Gõ lại mã PIN").fill("481526")
    phone.get_by_role("button", name="Lưu và vào ghi việc").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text(LEADER)


@pytest.mark.parametrize("screen", [PHONE, PLAIN_PHONE], ids=str)
def test_signing_out_leaves_nothing_behind(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen)
    sign_in(page, running.account("TDP07"))
    for path in ("/", "/don-vi/TDP07", "/toi"):
        page.goto(path)
    page.get_by_role("button", name="Đăng xuất khỏi máy này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")

    for _ in range(3):
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
        assert "Tổ trưởng (dữ liệu giả)" not in page.content()


def test_zalo_is_offered_chrome_and_blocked_nowhere(running: RunningApp, visit: Visit):
    page = visit(running, PHONE, user_agent=ZALO)
    page.goto("/the")

    hint = page.get_by_role("link", name="Mở bằng Chrome")
    expect(hint).to_have_attribute("href", re.compile(r"^intent://127\.0\.0\.1:\d+/the#Intent;scheme=https;"))
    expect(page.get_by_role("button", name="Vào ghi việc")).to_be_enabled()
