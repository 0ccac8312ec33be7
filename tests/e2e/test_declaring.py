"""Không phát sinh in two taps, taken back, and what is copied for the Zalo group; with and without JavaScript."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, Screen, Taps, open_ready, sign_in
from tests.e2e.conftest import Visit
from tests.e2e.offline import states
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
_next = count(1)
PASSWORD = "mat-khau-cua-to-moi-2026"  # noqa: S105


@pytest.fixture
def newcomer(running: RunningApp, visit: Visit, screen: Screen, tmp_path: Path) -> Iterator[Page]:
    """Signed in: the tổ trưởng of a tổ dân phố that has logged nothing yet."""
    code, phone = f"MOI{next(_next)}", f"05199{next(_next):05d}"
    units, secret = tmp_path / "units.yaml", tmp_path / "password"
    units.write_text(f"units:\n- {{code: {code}, kind: tdp, name: 'Tổ mới {code}'}}\n", encoding="utf-8")
    secret.write_text(PASSWORD, encoding="utf-8")
    running.flask("units", "load", str(units))
    running.flask(
        "accounts", "add", "--phone", phone, "--name", "Người mới", "--unit", code, "--password-file", str(secret)
    )
    page = visit(running, screen)
    sign_in(page, {"phone": phone, "password": PASSWORD})
    yield page
    running.close_new_units()


def test_nothing_happened_is_two_taps_and_can_be_taken_back(newcomer: Page, screen: Screen):
    open_ready(newcomer, "/", screen)
    taps = Taps(newcomer)

    taps.tap(newcomer.get_by_role("link", name="Không phát sinh").first)
    taps.tap(newcomer.get_by_role("button", name="Đúng, không phát sinh"))

    said = newcomer.get_by_role("heading", name=": không phát sinh")
    expect(said).to_have_count(1)
    assert taps.count == 2
    newcomer.get_by_role("button", name="Bỏ lời báo này").click()
    expect(newcomer.get_by_role("link", name="Không phát sinh")).to_have_count(2)
    expect(said).to_have_count(0)


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_it_waits_on_the_phone_when_a_portal_answers(newcomer: Page, running: RunningApp, screen: Screen):
    open_ready(newcomer, "/", screen)
    newcomer.get_by_role("link", name="Không phát sinh").first.click()
    newcomer.route(
        "**/cho-gui/ai", lambda route: route.fulfill(body="<html>Chào mừng</html>", content_type="text/html")
    )

    newcomer.get_by_role("button", name="Đúng, không phát sinh").click()

    expect(newcomer.locator("[data-offline]")).to_contain_text("Đã cất trong máy này")
    newcomer.unroute_all()
    newcomer.evaluate("outbox.flush(true)")
    assert states(newcomer) == ["sent"]
    newcomer.goto("/")
    expect(newcomer.get_by_role("heading", name=": không phát sinh")).to_have_count(1)


def test_the_question_stands_on_the_same_page_where_scripts_run(newcomer: Page, screen: Screen):
    open_ready(newcomer, "/", screen)

    newcomer.get_by_role("link", name="Không phát sinh").first.click()

    button = newcomer.get_by_role("button", name="Đúng, không phát sinh")
    expect(button).to_be_focused()
    expect(newcomer.get_by_role("navigation", name="Ghi việc")).to_have_count(1 if screen.scripts else 0)


def test_the_text_for_the_group_is_copied_and_noted(newcomer: Page, reviewer: Page, screen: Screen):
    reviewer.goto("/chua-cap-nhat")
    text = reviewer.locator("#group-text").inner_text()
    assert "Tổ mới MOI" in text
    if screen.scripts:
        reviewer.context.grant_permissions(["clipboard-read", "clipboard-write"])
        reviewer.get_by_role("button", name="Sao chép tin nhắc").click()
        expect(reviewer.get_by_text("Đã sao chép.")).to_have_count(1)
        assert reviewer.evaluate("navigator.clipboard.readText()") == text

    reviewer.get_by_role("button", name="Đã nhắc cả").click()

    expect(reviewer.locator(".silent").last).to_contain_text("Đã nhắc hôm nay")
