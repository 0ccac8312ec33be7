"""Sharing what a unit did: the message copied, the picture seen, with and without JavaScript; targets set by the ward."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browsing import DESK, PHONE, PLAIN_PHONE, Screen
from tests.e2e.conftest import Visit
from tests.e2e.looking import axe_findings, overflow, small_targets
from tests.e2e.pages import ADMIN
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-sharing")


def test_a_leader_copies_the_message_and_sees_the_picture(leader: Page, screen: Screen):
    leader.goto("/don-vi/TDP07?ky=2026-11")
    leader.get_by_role("link", name="Chia sẻ kết quả").click()

    picture = leader.get_by_role("img", name="Tổ dân phố số 7, kỳ tháng 11/2026: 1 buổi, 46 lượt người dự")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1080)
    button = leader.get_by_role("button", name="Sao chép tin")
    if not screen.scripts:
        expect(button).to_be_hidden()
        return
    context: BrowserContext = leader.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    expect(leader.get_by_text("Đã sao chép.")).to_be_visible()
    assert leader.evaluate("navigator.clipboard.readText()").startswith("Tổ dân phố số 7, kỳ tháng 11/2026: 1 buổi")


@pytest.fixture
def with_targets(running: RunningApp, visit: Visit) -> Iterator[RunningApp]:
    """The app while its ward uses targets."""
    use_targets(visit(running, DESK, ADMIN), "Có")
    yield running
    use_targets(visit(running, DESK, ADMIN), "Không")


def use_targets(page: Page, answer: str) -> None:
    page.goto("/quan-tri/cai-dat")
    page.get_by_role("group", name="Dùng chỉ tiêu của Phòng VH-XH").get_by_role("radio", name=answer).check()
    page.get_by_role("button", name="Lưu cài đặt").click()
    expect(page.get_by_text("Đã lưu cài đặt.")).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE, PLAIN_PHONE], ids=str)
def test_a_target_is_set_seen_by_its_unit_and_removed(with_targets: RunningApp, visit: Visit, screen: Screen):
    page = visit(with_targets, screen, "VHXH")
    page.goto("/chi-tieu?ky=2026-11")
    page.get_by_label("Đặt cho").select_option(label="Mỗi tổ dân phố")
    page.get_by_label("Số liệu").select_option(label="Số lượt người dự")
    page.get_by_label("Chỉ tiêu", exact=True).fill("200")
    page.get_by_role("button", name="Thêm chỉ tiêu").click()
    target = page.get_by_role("link", name="Mỗi tổ dân phố 200 lượt người dự")
    look_at(page, screen)

    leader = visit(with_targets, screen, "TDP07")
    leader.goto("/don-vi/TDP07?ky=2026-11")
    expect(leader.get_by_role("progressbar", name="46 trên 200 lượt người dự")).to_be_visible()
    look_at(leader, screen)
    target.click()
    look_at(page, screen)
    page.get_by_role("link", name="Bỏ chỉ tiêu này").click()
    page.get_by_role("button", name="Bỏ chỉ tiêu").click()
    expect(page.get_by_text("Kỳ này chưa đặt chỉ tiêu nào.")).to_be_visible()


def look_at(page: Page, screen: Screen) -> None:
    page.get_by_role("heading", level=1).wait_for()
    if not screen.scripts:  # axe needs them
        return
    assert [*overflow(page), *axe_findings(page), *small_targets(page)] == []
