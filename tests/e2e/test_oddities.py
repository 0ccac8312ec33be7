"""What is odd is asked once, and one click says which of two counts; logging for a unit by phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import Screen, fresh_count, open_ready, save, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.odd_openings import odd_entry, odd_list
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
LARGEST = """() => {
  const size = e => parseFloat(getComputedStyle(e).fontSize);
  const said = [...document.body.querySelectorAll("*")].filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()));
  return said.sort((a, b) => size(b) - size(a))[0].textContent.trim();
}"""


def test_everything_odd_is_asked_at_once_and_once(leader: Page, running: RunningApp, screen: Screen):
    attending = fresh_count()
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    leader.get_by_role("radio", name="Ngày khác").check()
    leader.get_by_label("Ngày", exact=True).fill("3/9/2025")
    write_meeting(leader, attending)
    leader.get_by_text("Thêm số liệu, ghi chú").click()
    leader.get_by_label("Ghi chú").fill("Gọi bác Năm 0510000001")
    save(leader).click()
    expect(leader.get_by_role("alert").first).to_contain_text("Có đúng ngày này không?")
    expect(leader.get_by_role("alert").first).to_contain_text("số điện thoại")

    leader.get_by_role("button", name="Đúng, lưu lại").click()

    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert running.stored(attending) == 1  # so old a day is on a later page of the list


def test_the_unit_marks_a_repeat_with_one_click(leader: Page, screen: Screen):
    odd_entry(leader)
    kept = leader.locator("#duplicate .strong").first.inner_text().split()[1].strip(",")

    leader.get_by_role("button", name=f"Chỉ tính mục {kept}").click()

    expect(leader.locator("#duplicate")).to_contain_text(f"trùng với mục số {kept}")
    expect(leader.get_by_text("Trùng, không tính")).to_be_visible()


def test_the_reviewer_settles_a_pair_with_one_click(reviewer: Page, screen: Screen):
    odd_list(reviewer)
    before = reviewer.get_by_role("button", name="Cả hai đúng").count()

    reviewer.get_by_role("button", name="Cả hai đúng").first.click()

    expect(reviewer.get_by_role("button", name="Cả hai đúng")).to_have_count(before - 1)
    expect(reviewer.get_by_role("heading", level=1)).to_have_text("Cần xem lại")


def test_what_a_leader_says_by_phone_is_the_units(running: RunningApp, visit: Visit, screen: Screen):
    officer, attending = visit(running, screen, "VHXH"), fresh_count()
    open_ready(officer, "/don-vi/TDP07/ghi-thay/hop", screen)
    largest = officer.evaluate(LARGEST)
    officer.get_by_label("Ai báo qua điện thoại?").fill("bà Tổ trưởng")
    write_meeting(officer, attending)
    save(officer).click()
    expect(officer.get_by_role("status").first).to_contain_text("ghi thay, theo lời bà Tổ trưởng")

    leader = visit(running, screen, "TDP07")
    leader.goto("/")
    row = leader.get_by_role("listitem").filter(has_text="Ghi thay").first
    row.get_by_role("link").click()

    assert largest == "Tổ dân phố số 7"
    expect(leader.get_by_role("main")).to_contain_text("Phòng VH-XH ghi thay, theo lời bà Tổ trưởng")
    expect(leader.get_by_role("link", name="Sửa").first).to_be_visible()
