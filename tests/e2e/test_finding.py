"""Finding a type of activity and a unit, typed without diacritics; going down to one entry."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from app import clock
from tests.e2e.browsing import DESK, PHONE, Screen, Taps, fresh_count, open_ready, save

pytestmark = pytest.mark.xdist_group("browser-journeys")
SCRIPTED = pytest.mark.parametrize("screen", [PHONE, DESK], ids=str)
PAUSE = 600  # milliseconds, twice what the pages wait for
LETTER = 350  # longer than they wait: a composing word is no pause


def test_another_type_is_found_without_diacritics_and_logged(leader: Page, screen: Screen):
    leader.goto("/")
    leader.get_by_role("link", name="Việc khác…").click()
    leader.get_by_label("Tìm việc đã làm").fill("chi bo")
    leader.get_by_role("button", name="Tìm").click()
    expect(leader.locator("#types a")).to_have_count(1)
    leader.get_by_role("link", name="chi bộ").click()
    leader.get_by_label("Có bao nhiêu người dự?").fill(str(fresh_count()))

    save(leader).click()

    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu hoạt động")


def compose(page: Page, word: str) -> None:
    """Types a word as a Vietnamese keyboard does: composing letter by letter, slowly, then done."""
    keyboard = page.context.new_cdp_session(page)
    for end in range(1, len(word) + 1):
        text = word[:end]
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": end, "selectionEnd": end})
        page.wait_for_timeout(LETTER)
    keyboard.send("Input.insertText", {"text": word})


def searches(page: Page) -> list[str]:
    """The addresses asked for by htmx from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.headers.get("hx-request") else None)
    return asked


@SCRIPTED
@pytest.mark.parametrize("path", ["/nhat-ky/ghi/khac", "/don-vi"])
def test_a_word_composed_by_a_vietnamese_keyboard_is_one_request(reviewer: Page, screen: Screen, path: str):
    open_ready(reviewer, path, screen)
    asked = searches(reviewer)
    reviewer.locator("#q").focus()

    compose(reviewer, "tiếng")
    reviewer.wait_for_timeout(PAUSE)

    assert len(asked) == 1


@SCRIPTED
@pytest.mark.parametrize("path", ["/nhat-ky/ghi/khac", "/don-vi"])
def test_typing_asks_once_a_pause(reviewer: Page, screen: Screen, path: str):
    reviewer.clock.install()
    open_ready(reviewer, path, screen)
    asked = searches(reviewer)
    reviewer.clock.pause_at(clock.now() + timedelta(hours=1))  # a busy machine is no pause in typing

    for word in ("hoi", " thao"):
        for letter in word:
            reviewer.locator("#q").press(letter)
            reviewer.clock.run_for(20)
        reviewer.clock.run_for(PAUSE)
        reviewer.wait_for_load_state("networkidle")

    assert len(asked) == 2


@SCRIPTED
def test_the_wards_list_follows_what_is_typed(reviewer: Page, screen: Screen):
    open_ready(reviewer, "/don-vi", screen)

    reviewer.locator("#q").press_sequentially("so 17", delay=20)

    expect(reviewer.locator("#units tbody tr")).to_have_count(1)
    expect(reviewer.locator("#units tbody")).to_contain_text("Tổ dân phố số 17")
    expect(reviewer).to_have_url(re.compile(r"q=so"))


@SCRIPTED
def test_typing_on_while_an_answer_is_slow_ends_with_the_last_word(reviewer: Page, screen: Screen):
    open_ready(reviewer, "/don-vi", screen)
    held_back: list[Route] = []
    reviewer.route("**/don-vi?*", lambda route: held_back.append(route) if not held_back else route.fallback())
    reviewer.locator("#q").press_sequentially("so 1")
    reviewer.wait_for_timeout(PAUSE)

    reviewer.locator("#q").press_sequentially("7")
    reviewer.wait_for_timeout(PAUSE)
    held_back[0].continue_()

    expect(reviewer.locator("#units tbody tr")).to_have_count(1)


def test_the_wards_list_is_searched_by_its_button_too(reviewer: Page, screen: Screen):
    reviewer.goto("/don-vi")
    reviewer.get_by_label("Tìm đơn vị").fill("truong tieu hoc")
    reviewer.get_by_label("Loại đơn vị").select_option("truong")

    reviewer.get_by_role("button", name="Tìm").click()

    expect(reviewer.locator("#units tbody tr").first).to_contain_text("Trường Tiểu học")
    assert all("Tiểu học" in row for row in reviewer.locator("#units tbody th").all_text_contents())


def test_an_entry_is_two_clicks_from_the_wards_list(reviewer: Page, screen: Screen):
    reviewer.goto("/don-vi")
    taps = Taps(reviewer)

    taps.tap(reviewer.locator("#units tbody td a").first)
    taps.tap(reviewer.locator(".rows .row-link").first)

    expect(reviewer).to_have_url(re.compile(r"/nhat-ky/\d+$"))
    expect(reviewer.get_by_role("main")).to_contain_text("ghi lúc")
    assert taps.count == 2
