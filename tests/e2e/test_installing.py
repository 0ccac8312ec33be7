"""The hint to put the app on the home screen: from the second saved entry on, until it is taken or declined."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import PHONE, PLAIN_PHONE, Screen, fresh_count, open_ready, save, write_meeting
from tests.e2e.looking import axe_findings, overflow, small_targets

pytestmark = [pytest.mark.xdist_group("browser-outbox"), pytest.mark.keeps_app]
# What Chromium tells a page when the app may be installed; headless never does.
OFFERED = """() => { const told = new Event('beforeinstallprompt', { cancelable: true });
  told.prompt = () => { window.prompted = true; }; window.dispatchEvent(told); }"""
IPHONE = "Object.defineProperty(navigator, 'standalone', { value: false })"


def log(page: Page, screen: Screen = PHONE) -> Locator:
    """Saves a meeting; the hint on its receipt."""
    open_ready(page, "/nhat-ky/ghi/hop", screen)
    write_meeting(page, fresh_count())
    save(page).click()
    asked = page.locator("[name=confirmed]")  # whether a second meeting of the day is meant
    expect(asked.or_(page.get_by_role("heading", name="Đã lưu cuộc họp"))).to_be_attached()
    if asked.count():
        save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    if screen.scripts:
        page.wait_for_function("async () => (await outbox.fact('receipts') || { value: [] }).value.length > 0")
        page.evaluate(OFFERED)
        page.wait_for_timeout(300)
    return page.locator("[data-install]")


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_it_is_offered_from_the_second_entry_on_and_never_again(leader: Page, screen: Screen):
    expect(log(leader)).to_be_hidden()
    expect(log(leader)).to_be_visible()
    assert overflow(leader) + small_targets(leader) + axe_findings(leader) == []
    leader.get_by_role("button", name="Thêm ngay").click()

    assert leader.evaluate("window.prompted")
    expect(log(leader)).to_be_hidden()


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_an_iphone_is_told_how_and_may_decline(leader: Page, screen: Screen):
    leader.context.add_init_script(IPHONE)
    leader.context.add_init_script(
        "window.addEventListener('beforeinstallprompt', (e) => e.stopImmediatePropagation())"
    )
    log(leader)
    expect(log(leader)).to_contain_text("Thêm vào MH chính")
    expect(leader.get_by_role("button", name="Thêm ngay")).to_be_hidden()
    leader.get_by_role("button", name="Không cần").click()

    expect(log(leader)).to_be_hidden()


@pytest.mark.parametrize("screen", [PLAIN_PHONE], ids=str)
def test_nothing_is_offered_without_scripts(leader: Page, screen: Screen):
    log(leader, screen)
    expect(log(leader, screen)).to_be_hidden()
