"""A month closed, seen, added to and opened again, with and without JavaScript; and how the pages of periods look."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app import clock
from app.periods.calendar import Kind, Period, period_of, previous
from tests.e2e.browsing import DESK, Screen, fresh_count, save
from tests.e2e.conftest import Visit
from tests.e2e.looking import misfits_on_a_desk, misfits_on_phones
from tests.e2e.openings import Opening
from tests.e2e.pages import Look, at, opened_wide, refused
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")


def ended(kind: Kind) -> Period:
    """The last period of a kind that is over."""
    found = previous(period_of(clock.today(), kind=kind))
    assert found
    return found


MONTH, QUARTER = ended(Kind.MONTH), ended(Kind.QUARTER)


def button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def close(reviewer: Page, of: Period) -> str:
    """Closes a period from the list of periods; the address of what was frozen."""
    reviewer.goto("/ky")
    reviewer.get_by_role("main").get_by_role("link", name=f"Kỳ {of.label}").first.click()
    reviewer.get_by_role("link", name="Chốt số liệu").click()
    expect(reviewer.get_by_role("heading", level=1)).to_have_text(f"Chốt số liệu {of.label}")
    button(reviewer, "Chốt số liệu")
    expect(reviewer.get_by_role("heading", level=1)).to_have_text(f"Số đã chốt {of.label}")
    return reviewer.url


def log_late(leader: Page, of: Period, attending: int) -> None:
    day = of.last_on - timedelta(days=1)
    leader.goto("/nhat-ky/ghi/hop")
    leader.get_by_role("radio", name="Ngày khác").check()
    leader.locator("#day").fill(f"{day:%d/%m/%Y}")
    leader.get_by_label("Có bao nhiêu người dự?").fill(str(attending))
    save(leader).click()
    leader.get_by_role("button", name="Đúng, lưu lại").click()  # the day lies long ago
    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")


def open_again(reviewer: Page, address: str, reason: str) -> None:
    reviewer.goto(address)
    reviewer.get_by_role("link", name=f"Kỳ {MONTH.label}").first.click()
    reviewer.get_by_role("link", name="Mở lại kỳ").click()
    button(reviewer, "Mở lại kỳ")
    expect(reviewer.locator("#error-summary")).to_be_visible()
    reviewer.get_by_label("Vì sao mở lại?").fill(reason)
    button(reviewer, "Mở lại kỳ")
    expect(reviewer.get_by_text("Đã mở lại", exact=True)).to_be_visible()


def test_a_month_is_closed_added_to_seen_and_opened_again(leader: Page, reviewer: Page, screen: Screen):
    attending, reason = fresh_count(), f"Bổ sung của tổ 7, lần {fresh_count()}"
    address = close(reviewer, MONTH)
    frozen = reviewer.locator(".table--wide").first.inner_text()

    log_late(leader, MONTH, attending)

    leader.goto(f"/don-vi/TDP07?ky={MONTH.id}")
    leader.get_by_role("link", name="Xem số đã chốt và các lần bổ sung").click()
    expect(leader.get_by_role("main").get_by_text("Mới", exact=True).first).to_be_visible()
    reviewer.goto(address)
    expect(reviewer.get_by_role("heading", name="Bổ sung sau khi chốt số liệu")).to_be_visible()
    assert reviewer.locator(".table--wide").first.inner_text() == frozen
    open_again(reviewer, address, reason)
    reviewer.goto(address)
    expect(reviewer.get_by_text(reason)).to_be_visible()


def frozen_quarter(page: Page) -> None:
    """What a closing of a quarter froze, closed now where it is not; that ends nobody's corrections."""
    page.goto(f"/ky/{QUARTER.id}/chot")
    if page.get_by_role("main").get_by_role("button").count():
        button(page, "Chốt số liệu")
    page.locator(".table--wide").first.wait_for()


def once_frozen(opening: Opening) -> Opening:
    """A page there is once the quarter is closed."""

    def opened(page: Page) -> None:
        frozen_quarter(page)
        opening(page)

    return opened


LOOKS = [
    Look("periods", "VHXH", opened_wide("/ky")),
    Look("periods-own", "TDP07", opened_wide("/ky")),
    Look("periods-ahead", "09568", at(f"/ky?nam={MONTH.last_on.year + 2}")),
    Look("period", "VHXH", at(f"/ky/{MONTH.id}")),
    Look("period-own", "TDP07", at(f"/ky/{MONTH.id}")),
    Look("period-closing", "VHXH", opened_wide(f"/ky/{MONTH.id}/chot")),
    Look("period-deadline", "VHXH", at(f"/ky/{MONTH.id}/han")),
    Look("period-of-two-dates", "VHXH", refused("/ky/them", "Thêm kỳ")),
    Look("period-frozen", "VHXH", frozen_quarter),
    Look("period-closed", "VHXH", once_frozen(at(f"/ky/{QUARTER.id}"))),
    Look("period-reopening", "VHXH", once_frozen(refused(f"/ky/{QUARTER.id}/mo-lai", "Mở lại kỳ"))),
    Look("status-closed", "TDP07", at(f"/don-vi/TDP07?ky={QUARTER.id}")),
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_its_pages_fit_every_phone_desk_and_everybody(running: RunningApp, visit: Visit, look: Look):
    page = visit(running, DESK, look.unit)
    look.open(page)

    found = misfits_on_a_desk(page) + misfits_on_phones(page)

    assert not found, "\n".join(found)
