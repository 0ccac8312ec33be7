"""Forms that are sent back: what is wrong is said, linked and kept; what is odd is asked once."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app import clock
from tests.e2e.browsing import Screen, entries_with, fresh_count, open_ready, save, write_meeting

pytestmark = pytest.mark.xdist_group("browser-journeys")
FOCUSED = "() => document.activeElement.id"


def send_a_bad_meeting(page: Page, screen: Screen) -> int:
    """A day that is still to come, letters for a number, and a note; returns the answer's status."""
    tomorrow = clock.today() + timedelta(days=1)
    open_ready(page, "/nhat-ky/ghi/hop", screen)
    page.get_by_role("radio", name="Ngày khác").check()
    for label, part in (("Ngày", tomorrow.day), ("Tháng", tomorrow.month), ("Năm", tomorrow.year)):
        page.get_by_label(label, exact=True).fill(str(part))
    page.get_by_label("Có bao nhiêu người dự?").fill("bốn lăm")
    page.get_by_text("Thêm số liệu, ghi chú").click()
    page.get_by_label("Ghi chú").fill("Họp ở nhà văn hóa")
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        save(page).click()
    expect(page.locator("#error-summary")).to_be_visible()
    return answer.value.status


def test_a_bad_form_is_422_and_its_summary_has_the_focus(leader: Page, screen: Screen):
    status = send_a_bad_meeting(leader, screen)

    assert status == 422
    leader.wait_for_function("() => document.activeElement.id === 'error-summary'", timeout=3000)
    expect(leader.locator("#error-summary")).to_be_in_viewport()


def test_each_line_of_the_summary_leads_to_its_field(leader: Page, screen: Screen):
    send_a_bad_meeting(leader, screen)
    links = leader.locator("#error-summary a")

    focused = []
    for link in links.all():
        link.click()
        focused.append(leader.evaluate(FOCUSED))

    assert focused == [link.get_attribute("href").removeprefix("#") for link in links.all()]
    assert "luot_nguoi_du" in focused


def test_a_bad_form_keeps_what_was_typed_and_saves_once_mended(leader: Page, screen: Screen):
    attending = fresh_count()
    send_a_bad_meeting(leader, screen)
    number, note = leader.get_by_label("Có bao nhiêu người dự?"), leader.get_by_label("Ghi chú")
    kept = (number.input_value(), note.input_value(), leader.get_by_label("Năm", exact=True).input_value())

    leader.get_by_role("radio", name="Hôm nay").check()
    number.fill(str(attending))
    save(leader).click()

    assert kept == ("bốn lăm", "Họp ở nhà văn hóa", str((clock.today() + timedelta(days=1)).year))
    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert entries_with(leader, attending) == 1


def test_the_same_meeting_is_asked_about_once_then_saved_again(leader: Page, screen: Screen):
    attending = fresh_count()
    for answer in ("Phiếu số", "Ghi thêm lần nữa?"):
        open_ready(leader, "/nhat-ky/ghi/hop", screen)
        write_meeting(leader, attending)
        save(leader).click()
        expect(leader.get_by_role("main")).to_contain_text(answer)

    leader.get_by_role("button", name="Đúng, lưu lại").click()

    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")
    assert entries_with(leader, attending) == 2


def test_a_day_before_the_plan_is_asked_about_once(leader: Page, screen: Screen):
    open_ready(leader, "/nhat-ky/ghi/hop", screen)
    leader.get_by_role("radio", name="Ngày khác").check()
    leader.get_by_label("Ngày", exact=True).fill("30/6/2025")
    write_meeting(leader, fresh_count())
    save(leader).click()
    expect(leader.get_by_role("alert")).to_contain_text("trước khi Kế hoạch ban hành (7/2025)")

    leader.get_by_role("button", name="Đúng, lưu lại").click()

    expect(leader.get_by_role("status").first).to_contain_text("ngày 30/06/2025")
