"""Chỉ tiêu switched on, set and read by the unit it is for; and how its pages look."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, Screen
from tests.e2e.conftest import Visit
from tests.e2e.looking import misfits_on_a_desk, misfits_on_phones
from tests.e2e.pages import ADMIN, Look, at, refused
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
PATH = "/chi-tieu?ky=2026-12"


@pytest.fixture
def in_use(running: RunningApp, visit: Visit) -> None:
    """The ward has decided to use them."""
    page = visit(running, DESK, ADMIN)
    page.goto("/quan-tri/cai-dat")
    page.get_by_role("group", name="Dùng chỉ tiêu của Phòng VH-XH").get_by_text("Có", exact=True).click()
    page.get_by_role("button", name="Lưu cài đặt").click()
    page.get_by_role("status").first.wait_for()


@pytest.mark.usefixtures("in_use")
def test_it_is_reached_from_the_side_set_seen_and_taken_away(leader: Page, reviewer: Page, screen: Screen):
    reviewer.goto("/tong-quan")
    reviewer.get_by_role("link", name="Chỉ tiêu").click()
    reviewer.get_by_label("Đặt cho").select_option("Mỗi tổ dân phố")
    reviewer.get_by_label("Số liệu").select_option("Số lượt người được hướng dẫn")
    reviewer.get_by_label("Chỉ tiêu", exact=True).fill("200")
    reviewer.get_by_role("button", name="Thêm chỉ tiêu").click()

    leader.goto("/")
    expect(leader.get_by_role("region", name="Chỉ tiêu của Phòng VH-XH")).to_contain_text("trên 200")
    reviewer.get_by_role("region", name="Các chỉ tiêu đang có").get_by_role("link").first.click()
    reviewer.get_by_role("link", name="Bỏ chỉ tiêu này…").click()
    reviewer.get_by_role("button", name="Bỏ chỉ tiêu").click()
    expect(reviewer.get_by_text("Kỳ này chưa đặt chỉ tiêu nào.")).to_be_visible()


def changing(page: Page) -> None:
    page.goto(PATH)
    if not page.get_by_role("region", name="Các chỉ tiêu đang có").get_by_role("link").count():
        page.get_by_label("Đặt cho").select_option("Mỗi trường học")
        page.get_by_label("Số liệu").select_option("Số buổi")
        page.get_by_label("Chỉ tiêu", exact=True).fill("4")
        page.get_by_role("button", name="Thêm chỉ tiêu").click()
    page.get_by_role("region", name="Các chỉ tiêu đang có").get_by_role("link").first.click()
    page.get_by_role("button", name="Lưu chỉ tiêu").wait_for()


def removing(page: Page) -> None:
    changing(page)
    page.get_by_role("link", name="Bỏ chỉ tiêu này…").click()
    page.get_by_role("link", name="Giữ lại").wait_for()


LOOKS = [
    Look("targets", "VHXH", refused(PATH, "Thêm chỉ tiêu")),
    Look("target-changed", "VHXH", changing),
    Look("target-removed", "VHXH", removing),
    Look("home-with-targets", "TH01", at("/")),
]


@pytest.mark.usefixtures("in_use")
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_its_pages_fit_every_phone_desk_and_everybody(running: RunningApp, visit: Visit, look: Look):
    page = visit(running, DESK, look.unit)
    look.open(page)

    found = misfits_on_a_desk(page) + misfits_on_phones(page)

    assert not found, "\n".join(found)
