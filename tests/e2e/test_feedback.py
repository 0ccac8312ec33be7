"""A difficulty from the phone to the desk and back, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, PHONE, PLAIN_DESK, PLAIN_PHONE, Screen, Taps, fresh_count, open_ready
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp
from tests.e2e.test_finding import PAUSE, compose, searches

pytestmark = pytest.mark.xdist_group("browser-journeys")
PAIRS = pytest.mark.parametrize("screen", [PHONE, PLAIN_PHONE], ids=str)
DESKS = {True: DESK, False: PLAIN_DESK}


@pytest.fixture
def officer(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    """The officer's PC, with scripts where the phone has them."""
    return visit(running, DESKS[screen.scripts], "VHXH")


def raise_a_difficulty(leader: Page, text: str) -> int:
    """From home; how many taps it took beside the text."""
    leader.goto("/")
    taps = Taps(leader)
    taps.tap(leader.get_by_role("link", name="Khó khăn, đề xuất"))
    taps.tap(leader.get_by_text("Mạng, Wi-Fi, sóng yếu"))
    leader.get_by_label("Khó khăn gặp phải").fill(text)
    taps.tap(leader.get_by_role("button", name="Gửi phường"))
    expect(leader.get_by_role("heading", name="Đã gửi phường")).to_be_visible()
    return taps.count


def answered(officer: Page, text: str, answer: str) -> int:
    """Finds a thread, receives and answers it; how many clicks that took from the inbox."""
    clicks = Taps(officer)
    officer.goto(f"/phan-anh?q={text.rpartition(' ')[2]}")
    clicks.tap(officer.get_by_role("link", name=text))
    clicks.tap(officer.get_by_role("button", name="Tiếp nhận"))
    officer.locator("#text").fill(answer)
    clicks.tap(officer.get_by_role("button", name="Gửi trả lời"))
    expect(officer.get_by_text(answer)).to_be_visible()
    return clicks.count


def confirm(leader: Page, text: str, answer: str) -> None:
    """Sees the answer on the home page and says that it is solved."""
    leader.goto("/")
    expect(leader.get_by_role("heading", name="Phường đã trả lời")).to_be_visible()
    leader.get_by_role("link", name=text).click()
    expect(leader.get_by_text(answer).first).to_be_visible()
    leader.get_by_role("link", name="Đã giải quyết được").click()
    leader.get_by_role("radio", name="Hài lòng", exact=True).check()
    leader.get_by_role("button", name="Xác nhận đã giải quyết được").click()


@PAIRS
def test_a_difficulty_is_raised_answered_and_solved(leader: Page, officer: Page):
    text, answer = f"Mạng yếu, lần {fresh_count()}", f"Phòng đã báo nhà mạng, {fresh_count()}."
    assert raise_a_difficulty(leader, text) <= 5

    assert answered(officer, text, answer) == 3

    confirm(leader, text, answer)
    expect(leader.get_by_text("Đơn vị xác nhận đã giải quyết được")).to_be_visible()


@PAIRS
def test_what_the_second_officer_typed_stays_beside_what_the_first_did(
    leader: Page, officer: Page, running: RunningApp, visit: Visit, screen: Screen
):
    text = f"Mạng yếu, lần {fresh_count()}"
    raise_a_difficulty(leader, text)
    code = leader.get_by_role("heading", level=1).inner_text()
    officer.goto(f"/phan-anh/{code}")
    officer.get_by_role("button", name="Tiếp nhận").click()
    second = visit(running, DESKS[screen.scripts], "VHXH")
    second.goto(f"/phan-anh/{code}")
    second.locator("#text").fill("Câu trả lời thứ hai")
    officer.locator("#text").fill("Câu trả lời thứ nhất")
    officer.get_by_role("button", name="Gửi trả lời").click()
    expect(officer.get_by_text("Câu trả lời thứ nhất")).to_be_visible()

    second.get_by_role("button", name="Gửi trả lời").click()

    expect(second.get_by_role("alert")).to_contain_text("Có người vừa làm việc này trước")
    expect(second.get_by_text("Câu trả lời thứ nhất")).to_be_visible()
    expect(second.locator("#text")).to_have_value("Câu trả lời thứ hai")


@PAIRS
def test_a_number_is_asked_about_once_and_nothing_is_lost(leader: Page):
    text = f"Gọi bác Năm 0510000001, lần {fresh_count()}"
    leader.goto("/phan-anh/gui")
    leader.get_by_text("Mạng, Wi-Fi, sóng yếu").click()
    leader.get_by_label("Khó khăn gặp phải").fill(text)
    leader.get_by_role("button", name="Gửi phường").click()
    expect(leader.get_by_role("heading", name="Hỏi lại cho chắc")).to_be_visible()
    expect(leader.get_by_label("Khó khăn gặp phải")).to_have_value(text)

    leader.get_by_role("button", name="Đúng, gửi phường").click()

    expect(leader.get_by_role("heading", name="Đã gửi phường")).to_be_visible()
    expect(leader.locator("#share-text")).not_to_contain_text("0510000001")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=str)
def test_a_composed_search_is_one_request_a_pause(reviewer: Page, screen: Screen):
    open_ready(reviewer, "/phan-anh", screen)
    asked = searches(reviewer)
    reviewer.locator("#q").focus()

    compose(reviewer, "Tiếng")
    reviewer.wait_for_timeout(PAUSE)
    reviewer.keyboard.press("Space")
    compose(reviewer, "Việt")
    reviewer.wait_for_timeout(PAUSE)

    assert 1 <= len(asked) <= 2


@pytest.mark.parametrize("screen", [DESK], ids=str)
def test_the_inbox_goes_by_keyboard(reviewer: Page, screen: Screen):
    reviewer.goto("/phan-anh?muc=tat-ca")
    rows = reviewer.locator("[data-keys] a")

    reviewer.keyboard.press("j")
    reviewer.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    reviewer.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    reviewer.keyboard.press("/")
    expect(reviewer.locator("#q")).to_be_focused()


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_copying_says_whether_it_worked(leader: Page):
    leader.goto("/phan-anh/PA-2026-0016")
    leader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    leader.get_by_role("button", name="Sao chép tin này").click()
    expect(leader.locator("[data-copied]")).to_contain_text("Đã sao chép")
    copied = leader.evaluate("navigator.clipboard.readText()")
    assert len(copied) <= 400
    assert copied.splitlines()[-1].endswith("/phan-anh/PA-2026-0016")
