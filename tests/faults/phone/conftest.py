"""Fixtures of the phone's faults: the browser of the journeys, and phones whose profile outlives the browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import browser, browsers, phone, running, visit
from tests.e2e.running import RunningApp
from tests.faults.phone.profile import Profile

__all__ = ["browser", "browsers", "phone", "running", "visit"]


@pytest.fixture
def profile(browser: Browser, running: RunningApp, tmp_path: Path) -> Iterator[Profile]:
    """A leader's phone that has been online once, its browser open."""
    running.forget_what_was_logged()
    made = Profile(browser.browser_type, running, tmp_path / "profile")
    made.open()
    made.sign_in()
    yield made
    made.close()
    if running.server is None:
        running.start()
