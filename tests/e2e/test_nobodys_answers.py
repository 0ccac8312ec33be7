"""Saving on the straight way, answered by a portal, a proxy or nobody: what was typed waits on the phone, on any phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browsing import PHONE, fresh_count, open_ready, save, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.offline import COMPLAINTS, states
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
KEPT = "Đã cất trong máy này, chưa gửi được."
Answer = Callable[[Route], None]


@pytest.fixture
def page(running: RunningApp, visit: Visit) -> Page:
    """A leader's, whose browser has no service worker, as Zalo's on an iPhone."""
    return visit(running, PHONE, "TDP07", expecting=[*COMPLAINTS, "status of 50", "ERR_EMPTY_RESPONSE"])


def portal(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<html><body>Chào mừng đến quán cà phê</body></html>")


def proxy(route: Route) -> None:
    route.fulfill(status=503, content_type="text/plain", body="Sổ tay số đang khởi động lại")


def gateway(route: Route) -> None:
    route.fulfill(status=504, content_type="text/html", body="<h1>Gateway Time-out</h1>")


def nobody(route: Route) -> None:
    route.abort()


def sent_by_itself(page: Page, running: RunningApp, attending: int) -> None:
    page.unroute_all()
    page.evaluate("outbox.flush(true); 0")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert running.stored(attending) == 1


@pytest.mark.parametrize("answer", [portal, proxy, gateway, nobody])
def test_what_was_typed_waits_and_is_sent_once(page: Page, running: RunningApp, answer: Answer):
    open_ready(page, "/nhat-ky/ghi/hop", PHONE)
    write_meeting(page, attending := fresh_count())
    page.route("**/ghi/hop", answer)

    save(page).click()

    expect(page.locator("[data-offline]")).to_contain_text(KEPT)
    expect(page.get_by_label("Có bao nhiêu người dự?")).to_have_value(str(attending))
    assert states(page) == ["waiting"]
    sent_by_itself(page, running, attending)


def kept_then_changed(page: Page) -> tuple[int, int]:
    """A form kept where it stands while the proxy answers, and changed on it since: both figures."""
    open_ready(page, "/nhat-ky/ghi/hop", PHONE)
    write_meeting(page, first := fresh_count())
    page.route("**/ghi/hop", proxy)
    save(page).click()
    expect(page.locator("[data-offline]")).to_contain_text(KEPT)
    write_meeting(page, second := fresh_count())
    return first, second


def test_what_is_changed_meanwhile_takes_its_place(page: Page, running: RunningApp):
    first, second = kept_then_changed(page)

    save(page).click()

    page.wait_for_function(f"() => outbox.all().then(([item]) => item.body.includes('={second}&'))")
    sent_by_itself(page, running, second)
    assert running.stored(first) == 0


def test_what_is_changed_and_saved_when_the_server_is_back_is_the_only_entry(page: Page, running: RunningApp):
    first, second = kept_then_changed(page)
    page.unroute_all()

    save(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert (running.stored(first), running.stored(second)) == (0, 1)
    page.goto("/")
    assert states(page) == ["sent"]


def test_a_page_on_which_something_else_stands_by_now_is_not_taken_away(page: Page, running: RunningApp):
    first, second = kept_then_changed(page)
    page.unroute_all()

    page.evaluate("outbox.flush(true); 0")

    expect(page.get_by_role("link", name="Mở lần ghi đó để sửa")).to_be_visible()
    expect(page.get_by_label("Có bao nhiêu người dự?")).to_have_value(str(second))
    assert (running.stored(first), running.stored(second)) == (1, 0)


def test_it_waits_also_where_htmx_never_came(page: Page, running: RunningApp):
    page.route("**/htmx*.js", nobody)
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, attending := fresh_count())
    page.wait_for_function("() => outbox.draw")
    page.route("**/*", nobody)

    save(page).click()

    expect(page.locator("[data-offline]")).to_contain_text(KEPT)
    sent_by_itself(page, running, attending)


def test_where_htmx_never_came_a_server_that_answers_gets_it_at_once(page: Page, running: RunningApp):
    page.route("**/htmx*.js", nobody)
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, attending := fresh_count())

    save(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert running.stored(attending) == 1
