"""Fixtures: the app as it runs, Chromium, and pages that fail a test when the browser complains."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.databases import DATABASES, postgresql_database
from tests.e2e.browsing import SCREENS, Screen, sign_in, watch
from tests.e2e.running import RunningApp

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 10_000  # milliseconds
expect.set_options(timeout=PATIENCE)
Visit = Callable[..., Page]


def serving(data_dir: Path, database_url: str | None = None) -> Iterator[RunningApp]:
    app = RunningApp(data_dir, database_url)
    app.prepare()
    app.start()
    yield app
    app.kill()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on SQLite, with the demonstration."""
    yield from serving(tmp_path_factory.mktemp("e2e"))


@pytest.fixture(scope="session")
def running_on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    databases = postgresql_database()
    yield from serving(tmp_path_factory.mktemp("e2e"), next(databases))
    next(databases, None)


@pytest.fixture(params=DATABASES)
def running_anywhere(request: pytest.FixtureRequest) -> RunningApp:
    """The app on each database there is."""
    return request.getfixturevalue("running" if request.param == "sqlite" else "running_on_postgresql")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing: make test installs it"
    with sync_playwright() as playwright:
        # Playwright turns the cache of whole pages off; phones have it on, and Back goes through it.
        kept = ["--disable-back-forward-cache"]
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, ignore_default_args=kept)
        yield browser
        browser.close()


@pytest.fixture(params=SCREENS, ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    return request.param


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page of the app: visit(app, screen, as_unit="TDP07"). Complaints of the browser fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(app: RunningApp, screen: Screen, as_unit: str | None = None, **options: Any) -> Page:
        if not contexts:
            app.forget_what_was_logged()
        if as_unit:
            options["storage_state"] = _sign_in_once(browser, app, as_unit)
        context = browser.new_context(base_url=app.base, **screen.options(), **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch(context, complaints)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _sign_in_once(browser: Browser, app: RunningApp, unit: str) -> Any:
    if unit not in app.sign_ins:
        with browser.new_context(base_url=app.base) as context:
            page = context.new_page()
            sign_in(page, app.account(unit))
            app.sign_ins[unit] = context.storage_state()
    return app.sign_ins[unit]


@pytest.fixture
def leader(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    """A page of the tổ trưởng of TDP07."""
    return visit(running, screen, "TDP07")


@pytest.fixture
def reviewer(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    return visit(running, screen, "VHXH")
