"""Without a network: what was logged waits on the phone, says so, and arrives once."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, fresh_count, open_ready, save, sign_in, write_meeting
from tests.e2e.offline import STATE, go_offline, keep_app, log_offline, states
from tests.e2e.running import RunningApp

pytestmark = [pytest.mark.xdist_group("browser-outbox"), pytest.mark.keeps_app]
# A transaction that does not fit is aborted with this, and no error event comes before.
FULL = """() => { const real = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (store, mode, options) {
    const turn = real.call(this, store, mode, options);
    if (mode === 'readwrite') {
      Object.defineProperty(turn, 'error', { get: () => new DOMException('full', 'QuotaExceededError') });
      turn.abort();
      turn.objectStore = () => ({ put: () => ({}), get: () => ({}) });
    }
    return turn;
  }; }"""


def test_a_meeting_logged_without_a_network_arrives_once(phone: Page, running: RunningApp):
    attending = fresh_count()
    go_offline(phone)
    log_offline(phone, attending)
    expect(phone.locator(STATE)).to_have_text("Chờ gửi")

    go_offline(phone, False)

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    assert running.stored(attending) == 1


def test_a_form_that_was_open_when_the_network_went_is_kept(phone: Page, running: RunningApp):
    attending = fresh_count()
    open_ready(phone, "/nhat-ky/ghi/hop", PHONE)
    write_meeting(phone, attending)
    go_offline(phone)
    save(phone).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Chờ gửi")

    go_offline(phone, False)

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    assert running.stored(attending) == 1


def test_home_without_a_network_says_what_waits(phone: Page):
    go_offline(phone)
    log_offline(phone, fresh_count())
    log_offline(phone, fresh_count())

    phone.goto("/")

    expect(phone.locator("[data-outbox-count]")).to_have_text("2 mục đang chờ gửi")
    go_offline(phone, False)
    phone.goto("/")
    expect(phone.locator("[data-outbox]")).to_be_hidden()


def test_what_is_wrong_is_mended_and_arrives(phone: Page, running: RunningApp):
    attending = fresh_count()
    go_offline(phone)
    phone.goto("/nhat-ky/ghi/hop")
    phone.get_by_label("Có bao nhiêu người dự?").fill("bốn lăm")
    save(phone).click()
    go_offline(phone, False)
    expect(phone.locator(STATE)).to_have_text("Cần sửa")
    expect(phone.locator("[data-message]")).to_contain_text("chỉ gồm chữ số")

    phone.get_by_role("link", name="Sửa").click()
    expect(phone.get_by_label("Có bao nhiêu người dự?")).to_have_value("bốn lăm")
    write_meeting(phone, attending)
    save(phone).click()

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    assert running.stored(attending) == 1


def test_what_is_kept_is_nobodys(phone: Page):
    kept = phone.evaluate(
        """async () => { const found = [];
        for (const name of await caches.keys()) { const cache = await caches.open(name);
          for (const request of await cache.keys()) { const answer = await cache.match(request);
            if ((answer.headers.get('Content-Type') || '').includes('html')) found.push([request.url, await answer.text()]); } }
        return found; }"""
    )

    assert len(kept) > 5
    for url, text in kept:
        assert "Tổ dân phố số 7" not in text, url
        assert "csrf_token" not in text, url


def test_a_server_that_never_answers_is_not_waited_for(phone: Page, running: RunningApp):
    attending = fresh_count()
    open_ready(phone, "/nhat-ky/ghi/hop", PHONE)
    write_meeting(phone, attending)
    with running.asleep():
        save(phone).click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Chờ gửi", timeout=40_000)

    phone.evaluate("outbox.flush(true)")
    assert states(phone) == ["sent"]
    assert running.stored(attending) == 1


def test_a_full_phone_says_so_and_the_form_stays(phone: Page):
    go_offline(phone)
    phone.goto("/nhat-ky/ghi/hop")
    write_meeting(phone, 45)
    phone.evaluate(FULL)

    save(phone).click()

    expect(phone.locator("[data-offline]")).to_contain_text("Máy hết chỗ")
    expect(phone.get_by_label("Có bao nhiêu người dự?")).to_have_value("45")


def test_twenty_items_over_days_all_arrive_once(phone: Page, running: RunningApp):
    counts = [fresh_count() for _ in range(20)]
    go_offline(phone)
    for place, attending in enumerate(counts):
        phone.clock.set_fixed_time(f"2026-11-{20 + place // 3:02d}T08:00:00+07:00")
        log_offline(phone, attending)
        if place == 10:
            phone.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
            phone.context.clear_cookies()
            go_offline(phone, False)
            phone.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.unregister())")
            sign_in(phone, running.account("TDP07"))
            keep_app(phone)
            go_offline(phone)
    go_offline(phone, False)
    phone.evaluate("outbox.flush(true)")

    assert states(phone) == ["sent"] * 20
    assert [running.stored(attending) for attending in counts] == [1] * 20
