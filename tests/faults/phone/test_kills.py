"""The browser killed while one writes and while it sends: an entry or an acknowledgement, never neither (B14)."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.answering import tell
from tests.e2e.browsing import fresh_count, save, write_meeting
from tests.e2e.offline import STATE, log_offline, states
from tests.e2e.photographing import a_file, choose, photos_with, waiting_photos
from tests.faults.conftest import Ledger
from tests.faults.ledger import Verdict
from tests.faults.phone.profile import Profile

pytestmark = [pytest.mark.xdist_group("faults-phone"), pytest.mark.keeps_app]
PAUSES = (0, 25, 80)  # milliseconds between the tap and the kill
# A phone that lets go of an item when it is sent, and not when it is acknowledged.
CARELESS = """() => { const real = window.fetch; window.fetch = async (url, options = {}) => {
  if (options.method === 'POST' && String(url).includes('/ghi/')) for (const item of await outbox.all()) await outbox.drop(item.key);
  return real(url, options); }; }"""


def said_saved(page: Page) -> bool:
    with suppress(Error):
        return page.get_by_role("heading", level=1).inner_text(timeout=50) == "Chờ gửi"
    return False


def held(profile: Profile, attending: int) -> bool:
    """Whether the phone, opened again while there is no server, holds the entry."""
    profile.app.kill()
    page = profile.open()
    page.goto("/cho-gui")
    page.wait_for_function("() => window.outbox")
    bodies = page.evaluate("outbox.all().then((items) => items.map((item) => item.body))")
    profile.app.start()
    return any(f"luot_nguoi_du={attending}&" in f"{body}&" for body in bodies)


@pytest.mark.fault("B14 killed while it writes")
def test_what_was_said_to_be_saved_is_there_after_a_kill(profile: Profile, ledger: Ledger):
    said = kept = 0
    for pause in PAUSES:
        profile.context.set_offline(True)
        profile.page.goto("/nhat-ky/ghi/hop")
        write_meeting(profile.page, attending := fresh_count())
        save(profile.page).click(no_wait_after=True)
        profile.page.wait_for_timeout(pause)
        was_said = said_saved(profile.page)
        profile.kill()
        is_held = held(profile, attending)
        said, kept = said + was_said, kept + is_held
        profile.sign_in_again()
        assert is_held or not was_said

    counted = Verdict("B14 killed while it writes", "sqlite", tries=len(PAUSES), acknowledged=said, stored=kept)
    assert ledger(counted).harmless


def kill_while_sending(profile: Profile, *, after_it_is_stored: bool) -> None:
    """Kills the browser when its request is on the way, or when the server has answered it and the phone not heard."""
    tell(profile.page, "/ghi/hop", "stored" if after_it_is_stored else "held")
    profile.context.set_offline(False)
    profile.page.evaluate("void outbox.flush(true)")
    profile.page.wait_for_function("() => window.reached")
    profile.kill()


@pytest.mark.fault("B14 killed while it sends")
@pytest.mark.parametrize("after_it_is_stored", [False, True])
def test_what_was_being_sent_arrives_once(profile: Profile, ledger: Ledger, after_it_is_stored: bool):
    profile.context.set_offline(True)
    log_offline(profile.page, attending := fresh_count())
    kill_while_sending(profile, after_it_is_stored=after_it_is_stored)

    page = profile.open_signed_in()
    page.goto("/cho-gui")
    expect(page.locator(STATE)).to_have_text("Đã gửi")

    stored = profile.app.stored(attending)
    ledger(
        Verdict(
            "B14 killed while it sends", "sqlite", 2, 1, stored, doubled=max(0, stored - 1), lost=1 - min(1, stored)
        )
    )
    assert stored == 1


@pytest.mark.control("B14 let go before the acknowledgement")
def test_a_phone_that_lets_go_too_early_loses_it(profile: Profile):
    profile.context.set_offline(True)
    log_offline(profile.page, attending := fresh_count())
    profile.page.evaluate(CARELESS)
    kill_while_sending(profile, after_it_is_stored=False)

    assert not held(profile, attending)
    assert profile.app.stored(attending) == 0


@pytest.mark.fault("B14 killed while photos are sent")
def test_photos_being_sent_arrive_once_with_their_text(profile: Profile, ledger: Ledger):
    profile.context.set_offline(True)
    profile.page.goto("/nhat-ky/ghi/hop")
    write_meeting(profile.page, attending := fresh_count())
    choose(profile.page, a_file("a.jpg"), a_file("b.jpg"))
    save(profile.page).click()
    expect(profile.page.get_by_role("heading", level=1)).to_have_text("Chờ gửi")
    kill_while_sending(profile, after_it_is_stored=True)

    page = profile.open_signed_in()
    page.goto("/cho-gui")
    expect(page.locator("[data-outbox-told]")).to_have_text("Không còn mục nào chờ gửi.")

    stored = (profile.app.stored(attending), photos_with(profile.app, attending))
    ledger(Verdict("B14 killed while photos wait", "sqlite", 3, 3, sum(stored), half=int(stored != (1, 2))))
    assert stored == (1, 2)
    assert (states(page), waiting_photos(page)) == (["sent"], [])


@pytest.mark.fault("B14 opened cold without a network")
def test_the_log_form_opens_from_cold_without_a_network(profile: Profile, request: pytest.FixtureRequest):
    profile.close()
    profile.app.kill()
    request.addfinalizer(profile.app.start)

    page = profile.open()
    page.goto("/nhat-ky/ghi/hop")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ghi cuộc họp")
    assert page.locator("input[name=type]").count() == 5
    assert page.locator("input[name=topics]").count() >= 4
    log_offline(page, fresh_count())
