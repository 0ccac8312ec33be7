"""What is no delivery leaves what was logged on the phone, and says what happens next."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answering import tell, told_no_more
from tests.e2e.browsing import fresh_count, sign_in
from tests.e2e.offline import STATE, go_offline, log_offline, states
from tests.e2e.running import RunningApp

pytestmark = [pytest.mark.xdist_group("browser-outbox"), pytest.mark.keeps_app]
FORM = "/nhat-ky/ghi/hop"
MOVED = """(state) => outbox.all().then(([item]) =>
  outbox.put(Object.assign(item, { state, who: item.who.replace(/ .*/, ' TDP99') })))"""
ALSO = "(more) => outbox.all().then(([item]) => outbox.put(Object.assign(item, { body: item.body + more })))"


def test_a_session_that_ended_keeps_the_item_and_says_so(phone: Page):
    go_offline(phone)
    log_offline(phone, fresh_count())
    phone.context.clear_cookies()

    go_offline(phone, False)
    phone.goto("/cho-gui")

    expect(phone.locator("[data-outbox-told]")).to_have_text("Cần đăng nhập lại để gửi 1 mục.")
    expect(phone.get_by_role("button", name="Lưu thành văn bản")).to_be_visible()
    expect(phone.get_by_role("button", name="Bỏ mục này")).to_be_hidden()
    assert states(phone) == ["waiting"]


def test_what_cannot_be_sent_is_handed_on_in_the_words_of_its_form(phone: Page):
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    phone.evaluate(ALSO, "&topics=bdhvs&note=co&difficulty_category=mang&them-1-viec=chao_co&them-1-ngay=2026-11-24")
    phone.context.clear_cookies()
    go_offline(phone, False)
    phone.goto("/cho-gui")

    with phone.expect_download() as kept:
        phone.get_by_role("button", name="Lưu thành văn bản").click()

    lines = kept.value.path().read_text().splitlines()
    assert lines[0] == "Ghi cuộc họp"
    assert {f"Số lượt người dự: {attending}", "Việc: Họp tổ dân phố", "Số buổi: 1", "Ghi chú: co"} <= set(lines)
    assert {"Việc khác 1, việc: Chào cờ đầu tuần", "Việc khác 1, ngày: 24/11/2026"} <= set(lines)
    assert "Nội dung phổ biến: Bình dân học vụ số - kỹ năng số" in lines
    assert not [line for line in lines if "_" in line]


def test_what_a_restored_server_lost_is_sent_again(phone: Page, running: RunningApp):
    attending = fresh_count()
    go_offline(phone)
    log_offline(phone, attending)
    go_offline(phone, False)
    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    phone.wait_for_timeout(500)
    running.lose_what_was_logged()
    phone.evaluate("outbox.note('looked', 0)")

    phone.goto("/cho-gui")

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    phone.wait_for_timeout(500)
    assert running.stored(attending) == 1


def test_another_person_on_the_phone_sees_only_that_something_waits(phone: Page, running: RunningApp):
    go_offline(phone)
    log_offline(phone, fresh_count())
    phone.context.clear_cookies()
    go_offline(phone, False)
    sign_in(phone, running.account("TDP05"))

    phone.goto("/cho-gui")

    expect(phone.locator("[data-outbox-told]")).to_contain_text("Máy này còn 1 mục chờ gửi của Tổ dân phố số 7.")
    expect(phone.locator("[data-outbox-list] li")).to_have_count(0)
    assert states(phone) == ["waiting"]


@pytest.mark.parametrize("state", ["waiting", "mend"])
def test_what_was_typed_for_a_unit_left_since_can_be_read_and_given_up(phone: Page, state: str):
    go_offline(phone)
    log_offline(phone, fresh_count())
    phone.evaluate(MOVED, state)
    go_offline(phone, False)
    phone.goto("/cho-gui")

    expect(phone.locator("[data-outbox-told]")).to_contain_text("nhờ Phòng VH-XH ghi thay")
    expect(phone.get_by_role("button", name="Lưu thành văn bản")).to_be_visible()
    expect(phone.get_by_role("link", name="Sửa")).to_be_hidden()
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Bỏ mục này").click()

    expect(phone.locator("[data-outbox-told]")).to_have_text("Không còn mục nào chờ gửi.")
    assert states(phone) == []


def test_a_server_that_is_busy_or_a_portal_is_no_delivery(phone: Page, running: RunningApp):
    attending = fresh_count()
    go_offline(phone)
    log_offline(phone, attending)
    wrong = [{"status": 200, "body": "<html>Xin chào</html>"}, {"status": 503, "headers": {"Retry-After": "1"}}]
    wrong += [{"status": 201, "body": '{"key": "x", "sha256": "y"}'}, {"status": 302, "headers": {"Location": "/"}}]
    for answer in wrong:
        tell(phone, FORM, answer)
        go_offline(phone, False)
        phone.evaluate("outbox.flush(true)")
        assert states(phone) == ["waiting"]
    told_no_more(phone)

    phone.evaluate("outbox.flush(true)")

    assert states(phone) == ["sent"]
    assert running.stored(attending) == 1


def test_signing_out_with_something_left_asks(phone: Page):
    go_offline(phone)
    log_offline(phone, fresh_count())
    tell(phone, FORM, {"status": 503})
    go_offline(phone, False)
    phone.goto("/")
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    expect(phone.locator("[data-outbox]")).to_be_visible()

    with phone.expect_event("dialog"):
        phone.get_by_role("button", name="Đăng xuất").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Tổ dân phố số 7")
    assert "Còn 1 mục chưa gửi" in asked[0]
