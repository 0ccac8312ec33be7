"""Browsers that lack something: Background Sync, IndexedDB, JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answering import tell, told_no_more
from tests.e2e.browsing import PHONE, PLAIN_PHONE, entries_with, fresh_count, open_ready, save, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.offline import COMPLAINTS, STATE, go_offline, log_offline, states
from tests.e2e.running import RunningApp
from tests.faults.conftest import Ledger
from tests.faults.phone.rows import once

pytestmark = [pytest.mark.xdist_group("faults-phone"), pytest.mark.keeps_app]


@pytest.mark.fault("B20 no Background Sync")
@pytest.mark.parametrize("event", ["pageshow", "visibilitychange", "online"])
def test_an_item_goes_out_without_background_sync(phone: Page, running: RunningApp, ledger: Ledger, event: str):
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    phone.evaluate("() => { delete window.SyncManager; delete ServiceWorkerRegistration.prototype.sync; }")
    tell(phone, "/cho-gui/ai", None)
    go_offline(phone, False)
    phone.wait_for_timeout(300)
    assert states(phone) == ["waiting"]
    told_no_more(phone)
    phone.evaluate(f"(window.dispatchEvent(new Event('{event}')), document.dispatchEvent(new Event('{event}')))")

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    once(ledger, f"B20 sent on {event}", running.stored(attending))


@pytest.mark.fault("B21 no IndexedDB")
def test_a_browser_that_keeps_nothing_says_so_before_one_types(visit: Visit, running: RunningApp, ledger: Ledger):
    page = visit(running, PHONE, "TDP07", expecting=COMPLAINTS)
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }")
    open_ready(page, "/nhat-ky/ghi/hop", PHONE)
    expect(page.locator("[data-no-outbox]")).to_be_visible()
    expect(page.locator("[data-photo-box]")).to_be_hidden()
    write_meeting(page, attending := fresh_count())
    save(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    once(ledger, "B21 no IndexedDB", running.stored(attending), 1)


@pytest.mark.fault("B22 no JavaScript")
def test_a_plain_form_sent_twice_is_stored_once(visit: Visit, running: RunningApp, ledger: Ledger):
    page = visit(running, PLAIN_PHONE, "TDP07")
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, attending := fresh_count())
    key = page.locator("#key").input_value()
    save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    receipt = page.url
    page.goto("/nhat-ky/ghi/hop")
    write_meeting(page, attending)
    page.locator("#key").evaluate("(box, key) => { box.value = key; }", key)
    save(page).click()

    assert page.url == receipt
    assert entries_with(page, attending) == 1
    once(ledger, "B22 no JavaScript", running.stored(attending))
