"""Twenty items over a week of days, and all that may happen to a phone meanwhile: each arrives once."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.plan.reading import OWN
from tests.e2e.answering import tell, told_no_more
from tests.e2e.browsing import PHONE, fresh_count, sign_in
from tests.e2e.conftest import Visit
from tests.e2e.offline import log_offline, states
from tests.faults.conftest import Ledger
from tests.faults.ledger import Verdict
from tests.faults.phone.profile import Profile
from tests.faults.phone.test_kills import kill_while_sending

pytestmark = [pytest.mark.xdist_group("faults-phone"), pytest.mark.keeps_app]
ITEMS, PIN = 20, "274915"


def log_some(profile: Profile, counts: list[int], day: int) -> None:
    """On one day, while there is no server; the browser is killed as soon as the last is said to be saved."""
    profile.page.clock.set_fixed_time(f"2026-11-{day}T08:00:00+07:00")
    for attending in counts:
        log_offline(profile.page, attending)
    profile.kill()
    profile.open()


def change_pin(profile: Profile, visit: Visit, plan: Path) -> None:
    """The server comes back as a later program, and from another phone every sign-in of the person but that one ends."""
    plan.write_bytes(OWN.read_bytes() + b"\n")
    profile.app.environment["PLAN_FILE"] = str(plan)
    profile.app.start()
    del profile.app.environment["PLAN_FILE"]
    account = profile.app.account("TDP07")
    page = visit(profile.app, PHONE)
    sign_in(page, account)
    page.goto("/toi/ma-pin")
    page.locator("[name=present]").fill(account["password"])
    for name in ("secret", "again"):
        page.locator(f"[name={name}]").fill(PIN)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("mã PIN")
    profile.app.sign_ins.clear()


def sign_in_anew(profile: Profile) -> None:
    """The sign-in ended with the PIN: the phone says so, and sends nothing yet."""
    profile.page.goto("/cho-gui")
    expect(profile.page.locator("[data-outbox-told]")).to_have_text(f"Cần đăng nhập lại để gửi {ITEMS} mục.")
    tell(profile.page, "/cho-gui/ai", None)
    profile.sign_in_again()
    told_no_more(profile.page)


@pytest.mark.fault("B14 twenty items over a week")
def test_twenty_items_of_a_week_all_arrive_once(profile: Profile, visit: Visit, tmp_path: Path, ledger: Ledger):
    counts = [fresh_count() for _ in range(ITEMS)]
    profile.app.kill()
    for place, day in enumerate((20, 21, 22, 23)):
        log_some(profile, counts[place * 5 : place * 5 + 5], day)
    change_pin(profile, visit, tmp_path / "plan.yaml")
    sign_in_anew(profile)
    kill_while_sending(profile, after_it_is_stored=True)
    page = profile.open_signed_in()
    page.evaluate("outbox.flush(true)")

    assert states(page) == ["sent"] * ITEMS
    stored = [profile.app.stored(attending) for attending in counts]
    ledger(Verdict("B14 twenty items over a week", "sqlite", ITEMS, ITEMS, sum(stored), lost=stored.count(0)))
    assert stored == [1] * ITEMS
