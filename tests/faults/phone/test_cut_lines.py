"""A photo of twelve megapixels over 400 kbit/s, from a browser whose line is cut while it sends (B3)."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, fresh_count, open_ready, save, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.offline import COMPLAINTS
from tests.e2e.photographing import choose, photos_with, waiting_photos
from tests.e2e.running import RunningApp
from tests.faults.conftest import Ledger
from tests.faults.ledger import Verdict
from tests.faults.line import Line, Plan
from tests.faults.phone.rows import once
from tests.faults.phone.test_storage import a_photo
from tests.faults.rush import LONG

pytestmark = [pytest.mark.xdist_group("faults-phone"), pytest.mark.keeps_app]
SLOW = 400_000 / 8  # bytes a second
CUTS = 20 if LONG else 3
HELD = "() => outbox.photos.all().then((photos) => photos[0].blob.size)"
BROKEN = ("net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE", "net::ERR_CONNECTION_CLOSED")


@pytest.fixture
def line(running: RunningApp) -> Iterator[Line]:
    made = Line(running.port)
    yield made
    made.close()


@pytest.fixture
def on_the_line(running: RunningApp, visit: Visit, line: Line) -> Page:
    """A leader's phone, with a log form open over the line."""
    page = visit(running, PHONE, "TDP07", expecting=(*COMPLAINTS, *BROKEN))
    open_ready(page, f"http://127.0.0.1:{line.port}/nhat-ky/ghi/hop", PHONE)
    return page


def cut_often(page: Page, line: Line, size: int, how: str) -> None:
    """Tries as often as there are cuts, each further on; every one must have been met by the photo."""
    for cut in range(1, CUTS + 1):
        line.breaks, before = Plan(cut_at=size * cut // (CUTS + 1), how=how), line.broken
        page.evaluate("outbox.flush(true)")
        assert line.broken > before
        assert waiting_photos(page) == ["waiting"]


def is_whole(page: Page) -> bool:
    """Whether the one picture of the entry that was saved last is there from its first to its last line."""
    page.locator("main a[href*='/nhat-ky/']").first.click()
    link = page.locator(".photos a").first.get_attribute("href")
    answer = page.request.get(page.url.split("/nhat-ky")[0] + str(link))
    with Image.open(BytesIO(answer.body())) as picture:
        picture.load()
        return max(picture.size) == 1600


def save_and_lose_the_photo(page: Page, line: Line, how: str) -> tuple[int, int]:
    """Logs a meeting with a photo over the slow line, which breaks as soon as the text is there; its figure, the photo's size."""
    write_meeting(page, attending := fresh_count())
    choose(page, a_photo())
    size = page.evaluate(HELD)
    line.rate, line.breaks = SLOW, Plan(cut_at=size // 30, how=how)
    save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    expect(page.locator("[data-photos-told]")).to_contain_text("Chưa gửi được 1 ảnh.")
    return attending, size


@pytest.mark.fault("B3 cut in the browser")
@pytest.mark.parametrize("how", ["fin", "rst"])
def test_a_photo_cut_at_many_places_is_there_once_and_whole(
    on_the_line: Page, line: Line, running: RunningApp, ledger: Ledger, how: str
):
    page, told = on_the_line, on_the_line.locator("[data-photos-told]")
    attending, size = save_and_lose_the_photo(page, line, how)
    line.rate = SLOW if LONG else None
    cut_often(page, line, size, how)
    line.rate = line.breaks = None
    page.evaluate("outbox.flush(true)")

    expect(told).to_have_text("Đã gửi xong ảnh.")
    stored = (running.stored(attending), photos_with(running, attending))
    fault = f"B3 {CUTS} cuts in the browser by {how.upper()}"
    ledger(Verdict(fault, "sqlite", CUTS + 2, 2, sum(stored), half=int(stored != (1, 1))))
    assert (stored, waiting_photos(page), is_whole(page)) == ((1, 1), [], True)


@pytest.mark.fault("B3 goes again by itself")
def test_a_photo_that_was_cut_goes_again_by_itself(on_the_line: Page, line: Line, running: RunningApp, ledger: Ledger):
    attending, _ = save_and_lose_the_photo(on_the_line, line, "rst")
    line.rate = line.breaks = None

    expect(on_the_line.locator("[data-photos-told]")).to_have_text("Đã gửi xong ảnh.", timeout=40_000)
    once(ledger, "B3 goes again by itself", photos_with(running, attending))
