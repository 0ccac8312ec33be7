"""The admin hands a unit over: under a minute of clicks at a desk, with and without JavaScript."""

import json
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, PLAIN_DESK, fresh_count, sign_in
from tests.e2e.conftest import Visit
from tests.e2e.pages import ADMIN
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")


@pytest.fixture(params=[DESK, PLAIN_DESK], ids=str)
def admin(request: pytest.FixtureRequest, running_anywhere: RunningApp, visit: Visit) -> Page:
    page = visit(running_anywhere, request.param)
    kept = json.loads((running_anywhere.data_dir / "demonstration-accounts.json").read_text(encoding="utf-8"))
    sign_in(page, next(row for row in kept if row["phone"] == ADMIN))
    return page


def a_phone() -> str:
    return f"0518{fresh_count():06d}"


def test_a_handover_takes_under_a_minute(admin: Page):
    admin.goto("/quan-tri/don-vi/TDP04/them-nguoi")
    admin.get_by_label("Họ và tên").fill("Phạm Văn Cũ")
    admin.get_by_label("Số điện thoại").fill(a_phone())
    admin.get_by_role("button", name="Thêm người").click()
    begun = time.monotonic()

    admin.goto("/")
    admin.get_by_role("link", name="Tổ dân phố số 4").click()
    admin.get_by_role("link", name="Bàn giao việc của Phạm Văn Cũ").last.click()
    admin.get_by_label("Họ và tên").press_sequentially("Trần Thị Mới", delay=60)
    admin.get_by_label("Số điện thoại").press_sequentially(a_phone(), delay=60)
    admin.get_by_role("button", name="Bàn giao và in thẻ").click()

    expect(admin.locator(".sign-card")).to_contain_text("Trần Thị Mới")
    assert time.monotonic() - begun < 60
