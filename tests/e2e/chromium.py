"""The browsers of a worker: Playwright can be started once, and the journeys and the faults of phones ask for it apart."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from playwright.sync_api import Browser, Playwright, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_open: "list[Browsers]" = []


class Browsers:
    """Chromium, whole and bare, each started when it is first asked for."""

    def __init__(self, playwright: Playwright) -> None:
        self.playwright = playwright

    @cached_property
    def whole(self) -> Browser:
        """As people have it."""
        path = shutil.which("chromium")
        assert path, "Chromium is missing: make test installs it"
        return self._launched(path)

    @cached_property
    def bare(self) -> Browser:
        """Without the windows drawn around each page, a fifth of the work; not for what goes through a service worker."""
        path = shutil.which("chromium-headless-shell")
        return self._launched(path) if path else self.whole

    def _launched(self, path: str) -> Browser:
        # Playwright turns the cache of whole pages off; phones have it on, and Back goes through it.
        kept = ["--disable-back-forward-cache"]
        return self.playwright.chromium.launch(executable_path=path, args=ARGUMENTS, ignore_default_args=kept)


@contextmanager
def browsers_of_worker() -> Iterator[Browsers]:
    """Whoever asks while they are open gets the same ones, and the first to ask closes them."""
    if _open:
        yield _open[0]
        return
    with sync_playwright() as playwright:
        _open.append(made := Browsers(playwright))
        yield made
        _open.clear()
        for browser in {made.__dict__.get("whole"), made.__dict__.get("bare")} - {None}:
            browser.close()
