"""A phone whose browser can be killed and opened again: Chromium over a profile on the disk."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Error, Page, expect

from tests.e2e.answering import TELLING
from tests.e2e.browsing import PHONE
from tests.e2e.chromium import ARGUMENTS
from tests.e2e.conftest import PATIENCE
from tests.e2e.offline import keep_app
from tests.e2e.running import RunningApp

GONE_WITHIN = 20  # seconds
LOCKS = ("SingletonLock", "SingletonCookie", "SingletonSocket")  # what a killed browser leaves behind


class Profile:
    """The phone of TDP07's leader; page is that of the open browser."""

    def __init__(self, chromium: BrowserType, app: RunningApp, folder: Path) -> None:
        self.chromium, self.app, self.folder = chromium, app, folder
        self.context: BrowserContext | None = None
        self.page: Page

    def open(self) -> Page:
        for name in LOCKS:
            (self.folder / name).unlink(missing_ok=True)
        self.context = self.chromium.launch_persistent_context(
            self.folder, executable_path="/usr/bin/chromium", args=ARGUMENTS, base_url=self.app.base,
            **PHONE.options(),
        )  # fmt: skip
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.pages[0]
        self.page.add_init_script(TELLING)
        return self.page

    def sign_in(self) -> None:
        """With the phone to be remembered, so that the sign-in outlives the browser; then keeps the app."""
        account = self.app.account("TDP07")
        self.page.goto("/dang-nhap")
        self.page.get_by_label("Số điện thoại").fill(account["phone"])
        self.page.locator("[name=password]").fill(account["password"])
        if not self.page.locator("[name=remember]").is_checked():
            self.page.get_by_text("Nhớ máy này").click()
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("button", name="Đăng xuất")).to_be_visible()
        keep_app(self.page)

    def open_signed_in(self) -> Page:
        """Chromium writes its cookies down twice a minute: a kill may take the sign-in with it, and never the queue."""
        self.open()
        self.sign_in_again()
        return self.page

    def sign_in_again(self) -> None:
        self.page.goto("/")
        if not self.page.get_by_role("button", name="Đăng xuất").count():
            self.sign_in()

    def kill(self) -> None:
        """Ends the browser at once, by its pid, as a phone without power does."""
        pid = self._pid()
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + GONE_WITHIN
        while self._pids():
            assert time.monotonic() < deadline, "the browser did not end"
            time.sleep(0.02)
        self.close()

    def close(self) -> None:
        if self.context:
            with suppress(Error):
                self.context.close()
        self.context = None

    def _pid(self) -> int:
        """The browser itself, whose children die with it: the first of those over this profile."""
        pids = self._pids()
        assert pids
        return min(pids)

    def _pids(self) -> list[int]:
        asked, found = f"--user-data-dir={self.folder}".encode(), []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (folder / "cmdline").read_bytes().split(b"\0")
                if asked in words and not any(word.startswith(b"--type=") for word in words):
                    found.append(int(folder.name))
        return found
