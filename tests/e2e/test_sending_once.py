"""What is sent twice is stored once: quick taps, reloading, going back, a server that dies in between."""

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.browsing import PHONE, Screen, entries_with, fresh_count, open_ready, save, sign_in, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")


def saved(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")


def tap_three_times(page: Page, app: RunningApp) -> list[Request]:
    """Taps the save button while the server is still busy with the first tap; returns what was sent."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    save(page).scroll_into_view_if_needed()
    box = save(page).bounding_box()
    assert box
    with app.busy():
        for _ in range(3):
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.wait_for_timeout(150)
    return sent


def test_three_quick_taps_make_one_entry(leader: Page, screen: Screen, running: RunningApp):
    attending = fresh_count()
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    write_meeting(leader, attending)

    sent = tap_three_times(leader, running)

    saved(leader)
    assert len(sent) == (1 if screen.scripts else 3)
    assert entries_with(leader, attending) == 1


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_three_quick_taps_before_htmx_has_come_make_one_entry(leader: Page, screen: Screen, running: RunningApp):
    attending = fresh_count()
    held_back: list[Route] = []
    leader.route("**/htmx.min.*", lambda route: held_back.append(route))
    leader.goto("/nhat-ky/ghi/hop")
    write_meeting(leader, attending)

    sent = tap_three_times(leader, running)

    saved(leader)
    assert held_back
    assert len(sent) == 1
    assert entries_with(leader, attending) == 1


def test_reloading_the_receipt_adds_nothing(leader: Page, screen: Screen):
    attending = fresh_count()
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    write_meeting(leader, attending)
    save(leader).click()
    saved(leader)

    for _ in range(2):
        leader.reload()

    saved(leader)
    assert entries_with(leader, attending) == 1


def test_back_opens_an_empty_form_with_a_new_key(leader: Page, screen: Screen):
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    key = leader.locator("#key").input_value()
    write_meeting(leader, fresh_count())
    save(leader).click()
    saved(leader)

    leader.go_back(wait_until="commit")

    expect(leader.locator("#key")).not_to_have_value(key)
    expect(leader.get_by_label("Có bao nhiêu người dự?")).to_have_value("")


def test_a_form_outlives_the_server_it_came_from(leader: Page, screen: Screen, running: RunningApp):
    attending = fresh_count()
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    write_meeting(leader, attending)
    leader.wait_for_load_state("networkidle")
    running.kill()
    running.start()

    save(leader).click()

    saved(leader)
    assert entries_with(leader, attending) == 1


def test_back_after_signing_out_shows_sign_in(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen)
    sign_in(page, running.account("TDP07"))
    page.goto("/don-vi/TDP07")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")

    page.go_back(wait_until="commit")

    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
