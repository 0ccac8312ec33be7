"""Photos the server does not take: said, kept for another try, and gone only when somebody says so."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answering import tell, told_no_more
from tests.e2e.browsing import PHONE, fresh_count
from tests.e2e.photographing import a_file, choose, photos_with, waiting_photos
from tests.e2e.running import RunningApp
from tests.e2e.test_queued_photos import open_form, saved
from tests.e2e.test_returning import logged_meeting

pytestmark = [pytest.mark.xdist_group("browser-outbox"), pytest.mark.keeps_app]
JUNK = {"name": "don.jpg", "mimeType": "image/jpeg", "buffer": b"khong phai anh"}
REFUSED = {"status": 422, "body": '{"messages": ["Bỏ bớt một ảnh."]}'}


def test_one_bad_photo_does_not_hold_up_the_others(phone: Page, running: RunningApp):
    open_form(phone, attending := fresh_count())
    choose(phone, a_file("a.jpg"), JUNK, a_file("b.jpg"))
    saved(phone)
    expect(phone.locator("[data-photos-told]")).to_contain_text("Chưa lưu được don.jpg: Tệp này không phải ảnh")
    assert (photos_with(running, attending), waiting_photos(phone)) == (2, ["mend"])

    phone.goto("/cho-gui")
    expect(phone.locator("[data-outbox-list] [data-photos]")).to_contain_text("don.jpg: Tệp này không phải ảnh")
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Bỏ ảnh không gửi được").click()

    expect(phone.locator("[data-outbox-told]")).to_have_text("Không còn mục nào chờ gửi.")
    assert waiting_photos(phone) == []


def test_a_refused_photo_can_be_sent_again(phone: Page, running: RunningApp):
    open_form(phone, attending := fresh_count())
    choose(phone, a_file("a.jpg"))
    tell(phone, "/anh", REFUSED)
    saved(phone)
    expect(phone.locator("[data-photos-told]")).to_contain_text("Bỏ bớt một ảnh.")
    told_no_more(phone)
    phone.goto("/cho-gui")

    phone.get_by_role("button", name="Gửi ngay").click()

    expect(phone.locator("[data-outbox-told]")).to_have_text("Không còn mục nào chờ gửi.")
    assert (photos_with(running, attending), waiting_photos(phone)) == (1, [])


def test_a_refused_photo_tried_before_a_busy_server_goes_by_itself_later(phone: Page):
    open_form(phone, fresh_count())
    choose(phone, a_file("a.jpg"))
    tell(phone, "/anh", REFUSED)
    saved(phone)
    expect(phone.locator("[data-photos-told]")).to_contain_text("Bỏ bớt một ảnh.")
    tell(phone, "/anh", {"status": 503})

    phone.evaluate("outbox.flush('again')")

    assert waiting_photos(phone) == ["waiting"]


def test_a_photo_refused_on_the_page_of_its_entry_stays_on_the_phone(phone: Page):
    phone.goto(logged_meeting(phone, fresh_count(), PHONE))
    tell(phone, "/anh", REFUSED)
    phone.get_by_label("Thêm ảnh").set_input_files([a_file("a.jpg")])
    phone.get_by_role("button", name="Gửi ảnh").click()
    expect(phone.locator("[data-photos-said]")).to_contain_text("Bỏ bớt một ảnh.")

    phone.goto("/")

    expect(phone.locator("[data-outbox-count]")).to_have_text("1 ảnh không gửi được")
    assert waiting_photos(phone) == ["mend"]
