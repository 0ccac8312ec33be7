"""What the server, the clock or the browser may do to an item: it stays, says why, and arrives once."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from app import clock
from tests.e2e.answering import tell, told_no_more
from tests.e2e.browsing import PHONE, fresh_count, open_ready, save, sign_in, write_meeting
from tests.e2e.offline import STATE, go_offline, log_offline, states
from tests.e2e.running import RunningApp
from tests.faults.conftest import Ledger
from tests.faults.phone.rows import once

pytestmark = [pytest.mark.xdist_group("faults-phone"), pytest.mark.keeps_app]
WAITS = "outbox.all().then((items) => items.map((item) => item.next - Date.now()))"
# The server's answers are told in the page: what goes by the service worker may miss a route of the browser's.
REFUSING = """() => { const real = window.fetch, refusals = [409, 413, 422];
  window.fetch = (url, options = {}) => (options.method === 'POST' && String(url).includes('/ghi/') && refusals.length
    ? Promise.resolve(Response.json({ messages: ['Xem lại.'] }, { status: refusals.shift() })) : real(url, options)); }"""
BUSY = """([status, asked]) => { const real = window.fetch; window.tries = 0;
  window.fetch = async (url, options = {}) => { if (options.method !== 'POST' || !String(url).includes('/ghi/')) return real(url, options);
    window.tries += 1; return new Response('', { status, headers: asked ? { 'Retry-After': asked } : {} }); }; }"""
PHONES_ANEW = f"""async () => {{ const waits = []; for (let each = 0; each < 200; each += 1) {{
  for (const item of await outbox.all()) await outbox.put(Object.assign(item, {{ tries: 0, next: 0 }}));
  await outbox.flush(); waits.push((await {WAITS})[0]); }} return waits; }}"""
# A phone that takes any answer for an acknowledgement, as Workbox's queue does.
CARELESS = """() => { const real = window.fetch; window.fetch = async (url, options = {}) => { const answer = await real(url, options);
  if (options.method === 'POST' && String(url).includes('/ghi/')) for (const item of await outbox.all()) await outbox.drop(item.key);
  return answer; }; }"""


@pytest.mark.control("B6 any answer taken for an acknowledgement")
def test_a_phone_that_believes_a_portal_loses_the_entry(phone: Page, running: RunningApp):
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    phone.evaluate(CARELESS)
    tell(phone, "/ghi/hop", {"status": 200, "body": "<html>Xin chào</html>"})
    phone.evaluate("outbox.put = () => {}")
    go_offline(phone, False)
    phone.evaluate("outbox.flush(true)")
    told_no_more(phone)

    assert running.stored(attending) == 0


@pytest.mark.fault("B8 token of a sign-in that ended")
def test_an_old_token_is_not_what_is_sent(phone: Page, running: RunningApp, ledger: Ledger):
    open_ready(phone, "/nhat-ky/ghi/hop", PHONE)
    write_meeting(phone, attending := fresh_count())
    phone.context.clear_cookies()
    sign_in(other := phone.context.new_page(), running.account("TDP07"))
    other.close()
    go_offline(phone)
    save(phone).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Chờ gửi")
    go_offline(phone, False)

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    once(ledger, "B8 token of a sign-in that ended", running.stored(attending))


def disable(running: RunningApp, at: str | None) -> None:
    with closing(sqlite3.connect(running.data_dir / "sotayso.db")) as connection, connection:
        connection.execute("UPDATE people SET disabled_at = ? WHERE phone = ?", (at, running.account("TDP07")["phone"]))


@pytest.mark.fault("B9 account disabled meanwhile")
def test_an_account_that_was_disabled_keeps_its_items(phone: Page, running: RunningApp, ledger: Ledger):
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    disable(running, "2026-11-01 00:00:00.000000")
    go_offline(phone, False)
    phone.goto("/cho-gui")
    expect(phone.locator("[data-outbox-told]")).to_have_text("Cần đăng nhập lại để gửi 1 mục.")
    with phone.expect_download():
        phone.get_by_role("button", name="Lưu thành văn bản").click()
    assert states(phone) == ["waiting"]
    disable(running, None)
    phone.context.clear_cookies()
    sign_in(phone, running.account("TDP07"))
    phone.goto("/cho-gui")

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    once(ledger, "B9 account disabled meanwhile", running.stored(attending))


@pytest.mark.fault("B17 phone ten years ahead")
def test_a_clock_that_runs_ahead_is_mended(phone: Page, running: RunningApp, ledger: Ledger):
    go_offline(phone)
    phone.clock.set_fixed_time("2036-11-27T08:00:00+07:00")
    log_offline(phone, attending := fresh_count())
    go_offline(phone, False)
    expect(phone.locator("[data-message]")).to_contain_text("không được sau hôm nay")
    phone.clock.set_fixed_time(clock.now())
    phone.get_by_role("link", name="Sửa").click()
    expect(phone.get_by_label("Có bao nhiêu người dự?")).to_have_value(str(attending))
    phone.locator("[name=held_on]").first.check(force=True)
    save(phone).click()

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    once(ledger, "B17 phone ten years ahead", running.stored(attending))


@pytest.mark.fault("B17 clock set back while an item waits")
def test_a_wait_told_by_a_wrong_clock_ends(phone: Page):
    go_offline(phone)
    log_offline(phone, fresh_count())
    far = "outbox.all().then(([item]) => outbox.put(Object.assign(item, { next: Date.now() + 10 * 365 * 86400000 })))"
    phone.evaluate(far)
    go_offline(phone, False)
    phone.evaluate("outbox.flush()")

    assert states(phone) == ["sent"]


@pytest.mark.fault("B18 409, 413 and 422")
def test_what_is_refused_holds_up_nothing(phone: Page, running: RunningApp, ledger: Ledger):
    counts = [fresh_count() for _ in range(4)]
    go_offline(phone)
    for attending in counts:
        log_offline(phone, attending)
    phone.evaluate(REFUSING)
    go_offline(phone, False)
    phone.evaluate("outbox.flush(true)")

    assert sorted(states(phone)) == ["mend", "mend", "mend", "sent"]
    once(ledger, "B18 409, 413 and 422", sum(running.stored(each) for each in counts), 4)


@pytest.mark.fault("B19 200 phones after an outage")
@pytest.mark.parametrize(("status", "asked"), [(429, "120"), (503, ""), (507, "300")])
def test_a_busy_server_is_left_alone_and_not_by_all_at_once(phone: Page, status: int, asked: str):
    go_offline(phone)
    log_offline(phone, fresh_count())
    phone.evaluate(BUSY, [status, asked])
    go_offline(phone, False)
    waits = phone.evaluate(PHONES_ANEW)
    sent = phone.evaluate("tries")
    phone.evaluate("outbox.flush()")

    assert phone.evaluate("tries") == sent > 0  # not before its time
    assert min(waits) >= max(29_000, float(asked or 0) * 1000 - 1000)
    assert asked or max(sum(low <= wait < low + 10_000 for wait in waits) for low in range(0, 100_000, 5_000)) < 60


@pytest.mark.fault("B19 a queue before a busy server")
def test_a_busy_server_is_left_alone_by_the_whole_queue(phone: Page):
    go_offline(phone)
    for _ in range(3):
        log_offline(phone, fresh_count())
    phone.evaluate(BUSY, [503, "300"])
    go_offline(phone, False)

    for _ in range(4):
        phone.evaluate("outbox.flush()")

    assert phone.evaluate("tries") == 1
    assert states(phone) == ["waiting"] * 3
