"""An exemplar from the phone over the desk to a publisher and back, with and without JavaScript, and how it looks."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, PHONE, Screen, fresh_count
from tests.e2e.conftest import Visit
from tests.e2e.looking import misfits_on_a_desk, misfits_on_phones
from tests.e2e.openings import at, refused
from tests.e2e.pages import Look
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")


@pytest.fixture
def publisher(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    return visit(running, screen, "TTVH")


def button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def proposed(leader: Page, title: str, *, agreed: bool) -> str:
    """Proposes one and gives its address."""
    leader.goto("/guong/moi")
    leader.get_by_label("Tên gương").fill(title)
    leader.get_by_label("Kể ngắn gọn việc làm hay").fill("Cụ tự gọi video sau ba buổi, rủ thêm bốn cụ cùng ngõ.")
    for label in ("Cá nhân", "Đời sống", "Đã đồng ý" if agreed else "Chưa, sẽ hỏi sau"):
        leader.get_by_role("radio", name=label, exact=True).first.check()
    button(leader, "Gửi phường")
    expect(leader.get_by_role("heading", name="Đã gửi phường")).to_be_visible()
    return leader.url


def agree(leader: Page, address: str) -> None:
    leader.goto(address)
    leader.get_by_role("link", name="Đã đồng ý cho đăng").click()
    button(leader, "Đã đồng ý, lưu lại")
    expect(leader.get_by_text("Đã đồng ý cho đăng tên, ảnh", exact=True)).to_be_visible()


def verify(reviewer: Page, title: str) -> None:
    reviewer.goto("/guong")
    reviewer.get_by_role("searchbox").fill("goi video " + title.rpartition(" ")[2])
    reviewer.get_by_role("searchbox").press("Enter")
    reviewer.get_by_role("link", name=title).click()
    button(reviewer, "Xác minh")
    expect(reviewer.get_by_text("Đã xác minh", exact=True)).to_be_visible()


def mark(publisher: Page, title: str, place: str) -> None:
    publisher.goto("/guong")
    publisher.get_by_role("link", name=title).click()
    publisher.get_by_label("Đăng ở đâu?").fill(place)
    button(publisher, "Lưu nơi đã đăng")
    expect(publisher.get_by_text(place)).to_be_visible()


def withdraw(leader: Page, address: str) -> None:
    leader.goto(address)
    leader.get_by_role("link", name="Người được nêu không đồng ý nữa").click()
    button(leader, "Rút lại sự đồng ý")
    expect(leader.get_by_text("Đã rút lại", exact=True)).to_be_visible()


def test_a_story_is_agreed_to_verified_published_and_taken_back(
    leader: Page, reviewer: Page, publisher: Page, screen: Screen
):
    number = fresh_count()
    title, place = f"Cụ bà học gọi video {number}", f"Fanpage {number}"
    address = proposed(leader, title, agreed=False)
    agree(leader, address)
    verify(reviewer, title)
    mark(publisher, title, place)

    withdraw(leader, address)

    publisher.goto("/guong")
    notice = publisher.get_by_role("main").locator("section", has_text=f"cần gỡ bài ở: {place}").last
    expect(notice).to_be_visible()
    expect(publisher.get_by_text(title)).to_have_count(0)
    assert publisher.request.get(address).status == 404
    notice.get_by_role("button", name="Đã gỡ").click()
    expect(publisher.get_by_text(place)).to_have_count(0)


def test_a_refused_form_keeps_what_was_typed_and_asks_about_a_childs_guardian(leader: Page, screen: Screen):
    leader.goto("/guong/moi")
    leader.get_by_label("Kể ngắn gọn việc làm hay").fill("Em tự làm phim.")
    leader.get_by_role("radio", name="Đã đồng ý").first.check()
    leader.get_by_role("checkbox", name="Người được nêu là trẻ em").check()
    button(leader, "Gửi phường")

    expect(leader.locator("#error-summary")).to_be_visible()
    expect(leader.get_by_label("Kể ngắn gọn việc làm hay")).to_have_value("Em tự làm phim.")
    expect(leader.locator("#error-guardian")).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=str)
@pytest.mark.parametrize("allowed", [True, False])
def test_copying_says_truly_whether_it_worked(publisher: Page, screen: Screen, allowed: bool):
    publisher.add_init_script(REFUSES if not allowed else WORKS)
    publisher.goto("/guong")
    publisher.get_by_role("link", name="Chị bán rau đầu ngõ").click()

    publisher.get_by_role("button", name="Sao chép").click()

    said = "Đã sao chép. Dán vào nơi cần đăng." if allowed else "Máy không cho sao chép."
    expect(publisher.locator("[data-copied]")).to_contain_text(said)
    if allowed:
        assert publisher.evaluate("() => window.copied").startswith("Chị bán rau đầu ngõ dán mã QR\n\n")


WORKS = "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); };"
REFUSES = """navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
document.execCommand = () => false;"""
LOOKS = [
    Look("exemplars", "TDP05", at("/guong")),
    Look("exemplar-new", "TDP07", refused("/guong/moi", "Gửi phường")),
    Look("exemplar-own", "TDP05", at("/guong/7")),
    Look("exemplar-withdrawing", "TDP05", at("/guong/7/rut-dong-y")),
    Look("exemplars-ward", "VHXH", at("/guong")),
    Look("exemplars-none-found", "VHXH", at("/guong?q=zzz&ky=2026&don-vi=TDP07")),
    Look("exemplar-ward", "VHXH", at("/guong/5")),
    Look("exemplar-observed", "09568", at("/guong/12")),
    Look("queue", "TTVH", at("/guong")),
    Look("queue-published", "TTVH", at("/guong?muc=da-dang")),
    Look("publishing", "TTVH", refused("/guong/2", "Lưu nơi đã đăng")),
    Look("published", "TTVH", at("/guong/13")),
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_its_pages_fit_every_phone_desk_and_everybody(running: RunningApp, visit: Visit, look: Look):
    page = visit(running, DESK, look.unit)
    look.open(page)

    found = misfits_on_a_desk(page) + misfits_on_phones(page)

    assert not found, "\n".join(found)
