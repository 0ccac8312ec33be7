"""Photos chosen before the text is saved, or without a network: kept on the phone, sent after it, once, one by one."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answering import tell
from tests.e2e.browsing import PHONE, Screen, fresh_count, open_ready, save, write_meeting
from tests.e2e.conftest import Visit
from tests.e2e.looking import axe_findings, overflow, small_targets
from tests.e2e.offline import STATE, go_offline
from tests.e2e.photographing import SAID, a_file, choose, photos_with, waiting_photos
from tests.e2e.running import RunningApp
from tests.e2e.test_outbox import FULL
from tests.e2e.test_returning import logged_meeting

pytestmark = [pytest.mark.xdist_group("browser-outbox"), pytest.mark.keeps_app]


def open_form(page: Page, attending: int) -> None:
    open_ready(page, "/nhat-ky/ghi/hop", PHONE)
    write_meeting(page, attending)


def saved(page: Page) -> None:
    save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")


def test_photos_chosen_before_saving_follow_the_text(phone: Page, running: RunningApp):
    open_form(phone, attending := fresh_count())
    choose(phone, a_file("a.jpg"), a_file("b.jpg"))
    saved(phone)

    expect(phone.locator("[data-photos-told]")).to_have_text("Đã gửi xong ảnh.")
    assert (photos_with(running, attending), waiting_photos(phone)) == (2, [])


def test_saving_waits_for_photos_just_chosen(phone: Page, running: RunningApp):
    open_form(phone, attending := fresh_count())
    phone.locator("[data-photo-box] summary").click()
    phone.get_by_label("Chọn ảnh").set_input_files([a_file("a.jpg", 4000, 3000)])
    saved(phone)

    expect(phone.locator("[data-photos-told]")).to_have_text("Đã gửi xong ảnh.")
    assert photos_with(running, attending) == 1


SLOW = """() => { const real = createImageBitmap; window.createImageBitmap = async (...all) => {
  await new Promise((done) => setTimeout(done, 600)); return real(...all); }; }"""


def test_photos_chosen_one_after_the_other_are_all_kept(phone: Page, running: RunningApp):
    open_form(phone, attending := fresh_count())
    phone.locator("[data-photo-box] summary").click()
    phone.evaluate(SLOW)
    photos = [a_file(name) for name in ("a.jpg", "b.jpg", "c.jpg")]
    for photo in photos:  # while the ones before are made smaller
        phone.get_by_label("Chọn ảnh").set_input_files([photo])
    saved(phone)

    expect(phone.locator("[data-photos-told]")).to_have_text("Đã gửi xong ảnh.")
    assert (photos_with(running, attending), waiting_photos(phone)) == (3, [])


def test_photos_of_a_text_without_a_network_wait_with_it(phone: Page, running: RunningApp):
    go_offline(phone)
    phone.goto("/nhat-ky/ghi/hop")
    write_meeting(phone, attending := fresh_count())
    choose(phone, a_file("a.jpg"), a_file("b.jpg"))
    save(phone).click()
    expect(phone.locator("[data-outbox-list] [data-photos]")).to_have_text("2 ảnh chờ gửi.")

    go_offline(phone, False)

    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    expect(phone.locator("[data-outbox-list] [data-photos]")).to_be_hidden()
    assert (photos_with(running, attending), waiting_photos(phone)) == (2, [])


def test_photos_go_on_by_themselves_when_the_page_was_closed(phone: Page, running: RunningApp):
    open_form(phone, attending := fresh_count())
    choose(phone, a_file("a.jpg"))
    tell(phone, "/anh", "held")
    saved(phone)
    expect(phone.locator("[data-photos-told]")).to_have_text("Đang gửi ảnh 1/1…")
    other = phone.context.new_page()
    phone.close()

    other.goto("/cho-gui")

    expect(other.locator("[data-outbox-told]")).to_have_text("Không còn mục nào chờ gửi.")
    assert (photos_with(running, attending), waiting_photos(other)) == (1, [])


def test_photos_put_to_an_entry_without_a_network_are_not_lost(phone: Page, running: RunningApp):
    phone.goto(logged_meeting(phone, attending := fresh_count(), PHONE))
    go_offline(phone)
    phone.get_by_label("Thêm ảnh").set_input_files([a_file("a.jpg")])
    phone.get_by_role("button", name="Gửi ảnh").click()
    expect(phone.locator("[data-photos-said]")).to_contain_text("Ảnh được giữ trong máy này")
    phone.goto("/")
    expect(phone.locator("[data-outbox-count]")).to_have_text("1 ảnh đang chờ gửi")

    go_offline(phone, False)

    expect(phone.locator("[data-outbox]")).to_be_hidden()
    assert (photos_with(running, attending), waiting_photos(phone)) == (1, [])


OLD = """outbox.photos.all().then((photos) => Promise.all(photos.map((photo) =>
  outbox.photos.put(Object.assign(photo, { at: Date.now() - 8 * 86400000 })))))"""


@pytest.mark.parametrize("is_draft", [True, False])
def test_photos_of_a_draft_wait_as_long_as_it_does(phone: Page, is_draft: bool):
    """Those of a form that was never saved, nor kept as a draft, go after a week."""
    open_form(phone, fresh_count())
    go_offline(phone, not is_draft)
    choose(phone, a_file("a.jpg"))
    if is_draft:
        expect(phone.locator("#draft-line")).to_contain_text("Đã giữ bản nháp")
    phone.evaluate(OLD)
    go_offline(phone, False)
    phone.goto("/")
    phone.evaluate("outbox.flush(true)")

    assert waiting_photos(phone) == ["waiting"] * is_draft


def test_a_full_phone_says_so_and_the_form_stays(phone: Page):
    open_form(phone, 45)
    phone.evaluate(FULL)
    phone.locator("[data-photo-box] summary").click()

    phone.get_by_label("Chọn ảnh").set_input_files([a_file("a.jpg")])

    expect(phone.locator(SAID)).to_contain_text("Máy hết chỗ nên chưa giữ được ảnh này.")
    expect(phone.get_by_label("Có bao nhiêu người dự?")).to_have_value("45")


def test_a_form_to_be_mended_keeps_its_photos(phone: Page, running: RunningApp):
    open_form(phone, attending := fresh_count())
    phone.get_by_label("Có bao nhiêu người dự?").fill("bốn lăm")
    choose(phone, a_file("a.jpg"), a_file("b.jpg"))
    save(phone).click()
    expect(phone.get_by_role("link", name="chỉ gồm chữ số").or_(phone.locator(".field--wrong")).first).to_be_visible()
    expect(phone.locator("[data-photo-list] li")).to_have_count(2)
    phone.get_by_role("button", name="Bỏ ảnh 1").click()
    expect(phone.locator("[data-photo-list] li")).to_have_count(1)
    write_meeting(phone, attending)
    saved(phone)

    expect(phone.locator("[data-photos-told]")).to_have_text("Đã gửi xong ảnh.")
    assert photos_with(running, attending) == 1


def test_the_form_with_photos_is_sound(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen, "TDP07")
    open_ready(page, "/nhat-ky/ghi/hop", screen)
    if screen.scripts:
        choose(page, a_file("a.jpg"), a_file("b.jpg"))

    assert page.locator("[data-photo-box]").is_visible() == screen.scripts
    assert overflow(page) + small_targets(page) == []
    if screen.scripts:
        assert axe_findings(page) == []
