"""A phone that keeps the app, with and without a network."""

from playwright.sync_api import Page, expect

from tests.e2e.browsing import save, write_meeting

STATE = "[data-outbox-list] [data-state]"
COMPLAINTS = (
    "net::ERR_INTERNET_DISCONNECTED",
    "net::ERR_FAILED",
    "status of 400",  # somebody else signed in between asking who it is and sending
    "status of 413",
    "status of 429",
    "status of 503",
    "status of 507",
    *(f"htmx:{end}, [object HTMLFormElement]" for end in ("afterRequest", "sendError", "timeout")),
)
_KEPT = """async () => { for (let tries = 0; !(await caches.match('/ngoai-mang/kind') && await caches.match('/cho-gui')); tries += 1) {
  if (tries > 400) throw new Error('the phone keeps no form: is somebody signed in?');
  await new Promise((done) => setTimeout(done, 50)); } }"""


def keep_app(page: Page) -> None:
    """Opens home once with a network: from then on the phone has what it needs without."""
    page.goto("/")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.evaluate(_KEPT)


def states(page: Page) -> list[str]:
    """How what the phone holds stands."""
    return list(page.evaluate("outbox.all().then((items) => items.map((item) => item.state))"))


def go_offline(page: Page, offline: bool = True) -> None:
    page.context.set_offline(offline)


def log_offline(page: Page, attending: int) -> None:
    """Opens the kept form from home, without a network, and saves."""
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, attending)
    save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chờ gửi")
