"""What is typed outlives the phone: kept while typing, finished by a colleague on another one."""

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.e2e.browsing import PHONE, Screen, entries_with, fresh_count, open_ready, save, sign_in, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
NOTE = "Họp về VNeID, bà con hỏi nhiều"


def type_a_meeting(page: Page, screen: Screen, figure: str) -> None:
    open_ready(page, "/nhat-ky/ghi/hop", screen)
    page.get_by_label("Có bao nhiêu người dự?").fill(figure)
    page.get_by_text("Thêm số liệu, ghi chú").click()
    page.get_by_label("Ghi chú").fill(NOTE)


def keep(page: Page, screen: Screen) -> None:
    """Waits until the server has it; without scripts by the second button."""
    if not screen.scripts:
        page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("#draft-line")).to_contain_text("giữ bản nháp" if screen.scripts else "Bản đang ghi dở")


def test_a_colleague_finishes_on_another_phone_what_a_dead_one_began(running: RunningApp, visit: Visit, screen: Screen):
    phone, attending = visit(running, screen, "TDP07"), fresh_count()
    type_a_meeting(phone, screen, "12a")
    keep(phone, screen)
    phone.context.close()

    other = visit(running, screen, "TDP07")
    other.goto("/")
    other.get_by_role("link", name="Tiếp tục").first.click()
    expect(other.get_by_label("Có bao nhiêu người dự?")).to_have_value("12a")
    expect(other.get_by_label("Ghi chú")).to_have_value(NOTE)
    write_meeting(other, attending)
    save(other).click()

    expect(other.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert entries_with(other, attending) == 1
    other.goto("/")
    expect(other.get_by_role("heading", name="Đang ghi dở")).to_have_count(0)


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_what_was_typed_before_htmx_came_is_kept_too(leader: Page, screen: Screen):
    held: list[Route] = []
    leader.route("**/htmx*.js", lambda route: held.append(route))
    leader.goto("/nhat-ky/ghi/hop")
    write_meeting(leader, fresh_count())
    leader.wait_for_function("() => document.querySelector('script[src*=htmx]')")

    held[0].continue_()

    keep(leader, screen)
    throw_away(leader)


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_keeping_disturbs_neither_the_box_nor_what_is_typed_on(leader: Page, screen: Screen):
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    box = leader.get_by_label("Có bao nhiêu người dự?")
    box.click()
    leader.keyboard.type("12")
    keep(leader, screen)

    leader.keyboard.type("3")

    expect(box).to_be_focused()
    expect(box).to_have_value("123")
    throw_away(leader)


def throw_away(page: Page) -> None:
    page.goto("/")
    while page.get_by_role("link", name="Bỏ").count():
        page.get_by_role("link", name="Bỏ").first.click()
        page.get_by_role("button", name="Bỏ bản này").click()
        page.wait_for_url("**/")


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_nothing_is_sent_while_nothing_is_typed_and_once_it_was_saved(leader: Page, screen: Screen):
    sent: list[Request] = []
    leader.on("request", lambda request: sent.append(request) if "/nhap/" in request.url else None)
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    leader.wait_for_timeout(2500)
    untouched = len(sent)

    write_meeting(leader, fresh_count())
    save(leader).click()
    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    leader.wait_for_timeout(2500)

    assert untouched == len(sent) == 0
    leader.goto("/")
    expect(leader.get_by_role("heading", name="Đang ghi dở")).to_have_count(0)


def test_a_network_that_is_gone_is_not_said_to_have_kept_anything(running: RunningApp, browser: Browser):
    with browser.new_context(
        base_url=running.base, service_workers="block", **PHONE.options()
    ) as context:  # its console complains, rightly
        page = context.new_page()
        sign_in(page, running.account("TDP07"))
        open_ready(page, "/nhat-ky/ghi/hop", PHONE)
        page.route("**/nhap/**", lambda route: route.abort())
        with page.expect_event("requestfailed"):
            write_meeting(page, fresh_count())

        expect(page.locator("#draft-line")).to_have_text("")
        expect(page.locator("[data-offline]")).to_be_hidden()


def test_saving_goes_before_a_draft_that_is_still_on_its_way(running: RunningApp, browser: Browser):
    attending = fresh_count()
    running.forget_what_was_logged()
    with browser.new_context(
        base_url=running.base, service_workers="block", **PHONE.options()
    ) as context:  # its console tells of the draft
        page = context.new_page()
        sign_in(page, running.account("TDP07"))
        open_ready(page, "/nhat-ky/ghi/hop", PHONE)
        with running.busy():
            with page.expect_request("**/nhap/hop"):
                write_meeting(page, attending)
            with page.expect_request("**/ghi/hop"):
                save(page).click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
        assert entries_with(page, attending) == 1
        page.goto("/")
        expect(page.get_by_role("heading", name="Đang ghi dở")).to_have_count(0)


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_a_tapped_stepper_and_an_unfinished_vietnamese_word_are_kept_too(leader: Page, screen: Screen):
    open_ready(leader, "/nhat-ky/ghi/huong-dan", screen)
    leader.get_by_role("button", name="Thêm 1").first.click()
    keep(leader, screen)
    leader.locator("#draft-line").evaluate("line => { line.textContent = '' }")
    leader.locator("#note").evaluate(
        "box => { box.value = 'Tiế'; box.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true})) }"
    )

    keep(leader, screen)

    leader.goto("/")
    leader.get_by_role("link", name="Tiếp tục").first.click()
    expect(leader.locator("#note")).to_have_value("Tiế")
    throw_away(leader)
