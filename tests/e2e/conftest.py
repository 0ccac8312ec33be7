"""Fixtures: the app as it runs, Chromium, and pages that fail a test when the browser complains."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.databases import DATABASES, postgresql_database
from tests.e2e.answering import TELLING
from tests.e2e.browsing import PHONE, SCREENS, Screen, fresh_sign_in, watch
from tests.e2e.chromium import Browsers, browsers_of_worker
from tests.e2e.offline import COMPLAINTS, keep_app
from tests.e2e.running import RunningApp

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
def browsers() -> Iterator[Browsers]:
    with browsers_of_worker() as found:
        yield found


@pytest.fixture
def browser(request: pytest.FixtureRequest, browsers: Browsers) -> Browser:
    """The whole browser for tests of what a phone keeps (mark keeps_app); else the bare one."""
    return browsers.whole if request.node.get_closest_marker("keeps_app") else browsers.bare


@pytest.fixture(params=SCREENS, ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    return request.param


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """Opens a page of the app: visit(app, screen, as_unit="TDP07"). Complaints of the browser fail the test."""
    workers = "allow" if request.node.get_closest_marker("keeps_app") else "block"
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        app: RunningApp, screen: Screen, as_unit: str | None = None, expecting: Sequence[str] = (), **options: Any
    ) -> Page:
        if not contexts:
            app.forget_what_was_logged()
        if as_unit:
            options["storage_state"] = fresh_sign_in(browser, app, as_unit)
        options = {"service_workers": workers} | screen.options() | options
        context = browser.new_context(base_url=app.base, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch(context, complaints, *expecting)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def leader(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    """A page of the tổ trưởng of TDP07."""
    return visit(running, screen, "TDP07")


@pytest.fixture
def reviewer(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    return visit(running, screen, "VHXH")


@pytest.fixture
def phone(running: RunningApp, visit: Visit) -> Page:
    """A leader's phone that has been online once, and keeps the app since."""
    page = visit(running, PHONE, "TDP07", expecting=COMPLAINTS)
    page.add_init_script(TELLING)
    keep_app(page)
    return page
