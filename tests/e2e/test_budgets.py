"""What a visit to the log form costs over the wire (performance.md)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.browsing import HTMX_IS_READY, PHONE, Screen
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-looks")
FORM = "/nhat-ky/ghi/hop"
KB = 1024
ASKED_AFTER_LOADING = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const late = performance.getEntriesByType("resource").filter(each => each.startTime >= page.loadEventStart);
  return late.map(each => each.name);
}"""


class Wire:
    """Counts what comes over the wire, headers included, while a page opens."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.requestWillBeSent", self.note_request)
        devtools.on("Network.loadingFinished", self.note_end)

    def note_request(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["request"]["url"]

    def note_end(self, event: dict[str, Any]) -> None:
        if event["encodedDataLength"]:
            self.sizes[self.addresses[event["requestId"]]] = event["encodedDataLength"]

    def open_form(self) -> dict[str, int]:
        """Address → bytes of everything that came, what comes once the form can be used included."""
        self.addresses.clear()
        self.sizes.clear()
        self.page.goto(FORM)
        self.page.wait_for_function(HTMX_IS_READY)
        self.page.wait_for_load_state("networkidle")
        return dict(self.sizes)


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_the_log_form_can_be_used_after_24_kb_and_6_requests(leader: Page, screen: Screen):
    came = Wire(leader).open_form()

    later = leader.evaluate(ASKED_AFTER_LOADING)
    before = {address: size for address, size in came.items() if address not in later}
    assert any("htmx" in address for address in later)
    assert sum(before.values()) <= 24 * KB, before
    assert len(came) <= 6, came


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_a_later_visit_is_the_page_alone_in_6_kb(running: RunningApp, visit: Visit, screen: Screen):
    leader = visit(running, screen, "TDP07", service_workers="block")  # what passes through one is not told to the page
    wire = Wire(leader)
    wire.open_form()

    came = wire.open_form()

    assert [address.removeprefix(leader.url.removesuffix(FORM)) for address in came] == [FORM]
    assert sum(came.values()) <= 6 * KB, came
