"""What people do in a browser, and what the browser may complain of."""

import time
from dataclasses import dataclass
from itertools import count
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.e2e.running import RunningApp

# What a refused form is answered with, and a draft on its way that saving cuts short: the console notes both.
EXPECTED = (
    "status of 422",
    "status of 409",
    "status of 415",
    "status of 503",
    *(f"htmx:{end}, [object HTMLParagraphElement]" for end in ("afterRequest", "sendAbort")),
)
FRESH_FOR = 600  # seconds a sign-in is used again
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
  console.error("CSP: " + event.violatedDirective + " " + event.blockedURI));
"""
HTMX_IS_READY = "() => !document.querySelector('[hx-get],[hx-post]') || window.htmx"

fresh_count = count(1001).__next__  # a figure no other entry of the database has


@dataclass(frozen=True)
class Screen:
    width: int
    height: int
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.width}-{'js' if self.scripts else 'plain'}"

    def options(self) -> dict[str, Any]:
        is_phone = self.width < 500
        return {
            "viewport": {"width": self.width, "height": self.height},
            "has_touch": is_phone,
            "is_mobile": is_phone,
            "java_script_enabled": self.scripts,
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
        }


PHONE, DESK = Screen(360, 740), Screen(1280, 800)
PLAIN_PHONE, PLAIN_DESK = Screen(360, 740, scripts=False), Screen(1280, 800, scripts=False)
SCREENS = [PHONE, PLAIN_PHONE, DESK, PLAIN_DESK]


def watch(context: BrowserContext, complaints: list[str], *more: str) -> None:
    """Notes every error in the console, every uncaught one and every breach of the CSP. more: what else is expected."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(text in message.text for text in (*EXPECTED, *more)):
            complaints.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.add_init_script(REPORT_VIOLATIONS)


def sign_in(page: Page, account: dict[str, str]) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Số điện thoại").fill(account["phone"])
    page.get_by_label("Mật khẩu").fill(account["password"])
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def fresh_sign_in(browser: Browser, app: RunningApp, unit: str) -> Any:
    """What a browser keeps of a unit's sign-in, a few minutes old at most: older ones are asked for the password again."""
    since, state = app.sign_ins.get(unit, (0.0, None))
    if state is None or time.monotonic() - since > FRESH_FOR:
        with browser.new_context(base_url=app.base) as context:
            page = context.new_page()
            sign_in(page, app.account(unit))
            state = context.storage_state()
        app.sign_ins[unit] = time.monotonic(), state
    return state


def open_ready(page: Page, path: str, screen: Screen) -> None:
    """Opens a page and waits for htmx where scripts run."""
    page.goto(path)
    if screen.scripts:
        page.wait_for_function(HTMX_IS_READY)


def write_meeting(page: Page, attending: int) -> None:
    page.get_by_label("Có bao nhiêu người dự?").fill(str(attending))


def save(page: Page) -> Locator:
    return page.locator(".button--main[class*=wide]").first


def entries_with(page: Page, figure: int) -> int:
    """How many of the unit's entries show this figure in the list of all entries."""
    written = f"{figure:,}".replace(",", ".")
    page.goto("/don-vi/TDP07/nhat-ky")
    return page.get_by_role("main").get_by_text(f"{written} lượt").count()


class Taps:
    """Counts what a thumb does; digits are typed into the box tapped last."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def tap(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def type(self, target: Locator, digits: str) -> None:
        self.tap(target)
        self.page.keyboard.type(digits)
