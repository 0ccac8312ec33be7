"""The queue at work: who is asked for first, what fails alone, what answers late, in another shape, or never."""

import pytest
from playwright.sync_api import Page

from tests.e2e.answering import tell, told_no_more
from tests.e2e.browsing import fresh_count
from tests.e2e.offline import go_offline, log_offline, states
from tests.e2e.running import RunningApp

pytestmark = [pytest.mark.xdist_group("browser-outbox"), pytest.mark.keeps_app]
# Between asking who is signed in and sending, another person takes the phone over; or the same for another unit.
SWITCHED = """() => { const real = window.fetch; let switched = false;
  window.fetch = async (url, options = {}) => {
    if (options.method === 'POST') { switched = true; return Response.json({ messages: ['Trang này dành cho cán bộ.'] }, { status: 403 }); }
    const answer = await real(url, options);
    return switched ? Response.json(Object.assign(await answer.json(), { unit: 'TDP99' })) : answer; }; }"""
ONE_FAILS = """(figure) => { const real = window.fetch; window.fetch = (url, options = {}) =>
  (String(options.body).includes(`=${figure}&`) ? Promise.reject(new TypeError('Failed to fetch')) : real(url, options)); }"""
HELD = """() => { const real = window.fetch; window.fetch = (url, options = {}) => (String(url).includes('/ghi/')
  ? new Promise((done) => { window.release = () => done(real(url, options)); }) : real(url, options)); }"""
CHANGED = (
    "outbox.all().then(([item]) => outbox.put(Object.assign(item, { body: `${item.body}&x=1`, sha256: 'other' })))"
)


def test_who_is_not_signed_in_any_more_when_it_is_sent_loses_nothing(phone: Page, running: RunningApp):
    counts = [fresh_count(), fresh_count()]
    go_offline(phone)
    for attending in counts:
        log_offline(phone, attending)
    phone.evaluate(SWITCHED)
    go_offline(phone, False)

    phone.evaluate("outbox.flush(true)")

    assert states(phone) == ["waiting", "waiting"]
    phone.goto("/cho-gui")
    phone.evaluate("outbox.flush(true)")
    assert [running.stored(each) for each in counts] == [1, 1]


@pytest.mark.parametrize("body", ["null", '{"messages": "Xem lại."}', "[]"])
def test_an_answer_of_another_shape_is_no_delivery(phone: Page, body: str):
    go_offline(phone)
    log_offline(phone, fresh_count())
    tell(phone, "/ghi/hop", {"status": 200, "body": body})
    go_offline(phone, False)

    phone.evaluate("outbox.flush(true)")

    assert states(phone) == ["waiting"]
    assert phone.evaluate("outbox.all().then(([item]) => item.next > Date.now() && item.tries > 0)")
    told_no_more(phone)


def test_who_asks_who_is_signed_in_does_not_wait_for_ever(phone: Page, running: RunningApp):
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    phone.clock.install()
    phone.goto("/cho-gui")
    with running.asleep():
        go_offline(phone, False)
        phone.evaluate("outbox.flush(true).then(() => { window.isOver = true; }); 0")
        for _ in range(20):  # each that waits for its turn asks anew
            phone.clock.fast_forward(31_000)
            phone.wait_for_timeout(100)
        assert phone.evaluate("window.isOver")

    phone.evaluate("outbox.flush(true)")
    assert running.stored(attending) == 1


def test_one_that_never_gets_through_does_not_hold_up_the_others(phone: Page, running: RunningApp):
    counts = [fresh_count() for _ in range(3)]
    go_offline(phone)
    for attending in counts:
        log_offline(phone, attending)
    key = phone.evaluate("outbox.all().then(([item]) => item.body.match(/luot_nguoi_du=(\\d+)/)[1])")  # sent first
    phone.evaluate(ONE_FAILS, key)
    go_offline(phone, False)

    for _ in range(2):
        phone.evaluate("outbox.flush(true)")

    assert sum(running.stored(each) for each in counts) == 2
    assert sorted(states(phone)) == ["sent", "sent", "waiting"]


def test_an_answer_that_comes_late_leaves_what_was_changed_meanwhile(phone: Page):
    go_offline(phone)
    log_offline(phone, fresh_count())
    phone.evaluate(HELD)
    go_offline(phone, False)
    phone.evaluate("window.turned = outbox.flush(true); 0")
    phone.wait_for_function("() => window.release")
    phone.evaluate(CHANGED)

    phone.evaluate("release(); 0")
    phone.wait_for_timeout(1000)

    assert phone.evaluate("outbox.all().then(([item]) => [item.state, item.sha256])") == ["waiting", "other"]
