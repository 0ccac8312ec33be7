"""Forms a phone keeps: opened without a network, or again to be mended."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answering import tell
from tests.e2e.browsing import fresh_count, save, write_meeting
from tests.e2e.offline import STATE, go_offline, log_offline, states
from tests.e2e.running import RunningApp

pytestmark = [pytest.mark.xdist_group("browser-outbox"), pytest.mark.keeps_app]
WITH_AUDIENCE = """SELECT max(activity_id) FROM tags JOIN activities ON activities.id = activity_id
  WHERE tag = 'doan_hoi_vien' AND type = 'sinh_hoat_chi_hoi' AND unit_id = (SELECT id FROM units WHERE code = 'TDP07')"""
AUDIENCES = """SELECT count(*) FROM tags JOIN measurements USING (activity_id)
  WHERE kind = 'audience' AND measure = 'luot_nguoi_du' AND value = ?"""
# The script that brings back what was typed comes late, as over a weak line.
LATE = """() => { const real = Node.prototype.appendChild;
  Node.prototype.appendChild = function (node) {
    if (!(node.src || '').includes('kept-forms')) return real.call(this, node);
    setTimeout(() => real.call(this, node), 1500);
    return node;
  }; }"""
# The page that follows comes late, as over a weak line: the form is still there for another tap.
LINGERING = """() => { const form = document.querySelector('form[data-queue]');
  form.requestSubmit(); form.requestSubmit(); setTimeout(() => form.requestSubmit(), 0); }"""


def test_a_form_sent_twice_without_a_network_is_one_entry(phone: Page, running: RunningApp):
    go_offline(phone)
    phone.goto("/nhat-ky/ghi/hop")
    write_meeting(phone, attending := fresh_count())
    phone.evaluate(LINGERING)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Chờ gửi")
    assert len(states(phone)) == 1

    go_offline(phone, False)

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    assert running.stored(attending) == 1


def test_who_does_not_sign_out_after_all_may_go_on_writing(phone: Page):
    go_offline(phone)
    log_offline(phone, fresh_count())
    tell(phone, "/cho-gui/ai", None)
    go_offline(phone, False)
    phone.goto("/")
    expect(phone.locator("[data-outbox]")).to_be_visible()
    go_offline(phone)
    phone.on("dialog", lambda dialog: dialog.dismiss())
    with phone.expect_event("dialog"):
        phone.get_by_role("button", name="Đăng xuất").click()

    log_offline(phone, fresh_count())

    assert states(phone) == ["waiting"] * 2


def test_after_signing_out_the_phone_knows_nobody(phone: Page, running: RunningApp):
    running.sign_ins.clear()  # other tests' phones have the one that ends here
    phone.get_by_role("button", name="Đăng xuất").click()
    expect(phone.get_by_label("Số điện thoại")).to_be_visible()
    phone.wait_for_url("**/dang-nhap")  # what said so is gone: Back must not say it again
    go_offline(phone)

    phone.goto("/nhat-ky/ghi/hop")
    write_meeting(phone, 45)
    save(phone).click()

    expect(phone.locator("[data-offline]")).to_contain_text("Chưa biết ai ghi")
    expect(phone.get_by_label("Có bao nhiêu người dự?")).to_have_value("45")


def test_what_is_typed_before_the_old_text_is_back_stays(phone: Page):
    go_offline(phone)
    phone.goto("/nhat-ky/ghi/hop")
    phone.get_by_label("Có bao nhiêu người dự?").fill("bốn lăm")
    phone.get_by_label("Hôm qua").check()
    save(phone).click()
    go_offline(phone, False)
    expect(phone.locator(STATE)).to_have_text("Cần sửa")
    phone.add_init_script(f"({LATE})()")

    phone.get_by_role("link", name="Sửa").click()
    write_meeting(phone, 45)
    expect(phone.locator("form[data-shell]")).to_have_count(1)

    expect(phone.get_by_label("Có bao nhiêu người dự?")).to_have_value("45")
    expect(phone.get_by_label("Hôm qua")).to_be_checked()


def test_what_a_form_brought_along_outlives_its_mending(phone: Page, running: RunningApp):
    """The audience of an entry logged again has a box on that form alone: the one that mends has none."""
    phone.goto(f"/nhat-ky/ghi/hop?nhu={running.counted(WITH_AUDIENCE)}")
    expect(phone.locator("input[name=audiences]:checked")).to_have_count(1)
    phone.get_by_label("Có bao nhiêu người dự?").fill("bốn lăm")
    go_offline(phone)
    save(phone).click()
    go_offline(phone, False)
    expect(phone.locator(STATE)).to_have_text("Cần sửa")

    phone.get_by_role("link", name="Sửa").click()
    expect(phone.get_by_label("Có bao nhiêu người dự?")).to_have_value("bốn lăm")
    write_meeting(phone, attending := fresh_count())
    save(phone).click()

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    assert running.counted(AUDIENCES, attending) == 1


def test_a_form_kept_last_month_says_this_one(phone: Page):
    go_offline(phone)
    phone.clock.set_fixed_time("2027-01-02T08:00:00+07:00")

    phone.goto("/nhat-ky/ghi/hop")

    expect(phone.locator("[name=held_on]").first).to_have_value("2027-01-02")
    expect(phone.locator("[name=month]")).to_have_value("01")
    expect(phone.locator("[name=year]")).to_have_value("2027")
