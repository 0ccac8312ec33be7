"""Photos put to an entry: one by one with scripts, in one form without; small before they leave; sent again by itself."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.e2e.browsing import PHONE, Screen, fresh_count
from tests.e2e.conftest import Visit
from tests.e2e.looking import axe_findings, overflow, small_targets
from tests.e2e.photographing import a_file
from tests.e2e.running import RunningApp
from tests.e2e.test_returning import logged_meeting
from tests.photos.files import photographed

pytestmark = pytest.mark.xdist_group("browser-journeys")


def send(page: Page, files: list[FilePayload]) -> None:
    page.get_by_label("Thêm ảnh").set_input_files(files)
    page.get_by_role("button", name="Gửi ảnh").click()


def shown(page: Page) -> int:
    """How many pictures are there to be seen."""
    drawn = "() => [...document.querySelectorAll('.photos img')].filter(each => each.naturalWidth).length"
    page.locator(".photos img").last.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.querySelectorAll('.photos img')].every(each => each.complete)")
    return page.evaluate(drawn)


def test_photos_are_added_and_taken_off(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen, "TDP07")
    page.goto(logged_meeting(page, fresh_count(), screen))

    send(page, [a_file("a.jpg"), {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": photographed(6)}])

    expect(page.get_by_text("Đã thêm các ảnh.")).to_be_visible()
    assert shown(page) == 2
    page.get_by_role("link", name="Bỏ ảnh 1").click()
    page.get_by_role("button", name="Bỏ ảnh").click()
    expect(page.get_by_text("Đã bỏ ảnh.")).to_be_visible()
    assert shown(page) == 1


def test_what_is_wrong_with_a_photo_is_said(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen, "TDP07")
    page.goto(logged_meeting(page, fresh_count(), screen))

    send(page, [{"name": "don.jpg", "mimeType": "image/jpeg", "buffer": b"khong phai anh"}])

    expect(page.locator("#photos")).to_contain_text("don.jpg: Tệp này không phải ảnh")


def test_a_photo_is_small_when_it_leaves_and_is_sent_again_by_itself(running: RunningApp, visit: Visit):
    page = visit(running, PHONE, "TDP07")
    page.goto(logged_meeting(page, fresh_count(), PHONE))
    tries: list[bytes] = []

    def first_is_lost(route: Route) -> None:
        tries.append(route.request.post_data_buffer or b"")
        if len(tries) == 1:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="")
        else:
            route.continue_()

    page.route(re.compile("/anh$"), first_is_lost)
    send(page, [a_file("a.jpg")])

    expect(page.get_by_text("Chưa gửi được 1 ảnh.")).to_be_visible()
    expect(page.get_by_text("Đã thêm ảnh.")).to_be_visible(timeout=30_000)
    keys = [re.search(rb'name="key"\r\n\r\n([0-9a-f-]{36})', sent) for sent in tries]
    assert len({found.group(1) for found in keys if found}) == 1 == len(tries) - 1
    assert len(tries[1]) < 900_000


def test_the_page_with_photos_is_sound(running: RunningApp, visit: Visit, screen: Screen):
    page = visit(running, screen, "TDP07")
    page.goto(logged_meeting(page, fresh_count(), screen))
    send(page, [a_file(f"{each}.jpg", 400, 300) for each in range(3)])
    expect(page.get_by_text("Đã thêm các ảnh.")).to_be_visible()

    assert shown(page) == 3
    assert overflow(page) + small_targets(page) == []
    if screen.scripts:
        assert axe_findings(page) == []


def test_a_face_is_made_unknowable_before_it_leaves(running: RunningApp, visit: Visit):
    page = visit(running, PHONE, "TDP07")
    page.goto(logged_meeting(page, fresh_count(), PHONE))
    page.get_by_label("Thêm ảnh").set_input_files([{"name": "b.jpg", "mimeType": "image/jpeg", "buffer": a_face()}])
    page.get_by_role("button", name="Làm mờ mặt người").click()
    page.get_by_label("Ảnh đang làm mờ").click(position={"x": 20, "y": 20})
    page.get_by_role("button", name="Gửi ảnh").click()
    expect(page.get_by_text("trước khi gửi.")).to_be_visible()
    page.get_by_role("button", name="Xong ảnh này").click()
    expect(page.get_by_text("Đã làm mờ xong.")).to_be_visible()
    page.get_by_role("button", name="Gửi ảnh").click()
    expect(page.get_by_text("Đã thêm ảnh.")).to_be_visible()

    kept = page.request.get(page.locator(".photos a").first.get_attribute("href") or "").body()

    image = Image.open(BytesIO(kept)).convert("L")
    assert contrast(image, 0) < 60 < 150 < contrast(image, 200)


def test_a_photo_that_cannot_be_blurred_is_not_sent(running: RunningApp, visit: Visit):
    page = visit(running, PHONE, "TDP07")
    page.goto(logged_meeting(page, fresh_count(), PHONE))
    junk = {"name": "IMG_2.heic", "mimeType": "image/heic", "buffer": b"khong mo duoc"}
    page.get_by_label("Thêm ảnh").set_input_files([junk, a_file("a.jpg")])
    page.get_by_role("button", name="Làm mờ mặt người").click()
    page.get_by_role("button", name="Xong ảnh này").click()
    expect(
        page.get_by_text("Máy này không mở được IMG_2.heic để làm mờ, nên ảnh đó sẽ không được gửi. Bấm Gửi")
    ).to_be_visible()
    page.get_by_role("button", name="Gửi ảnh").click()

    expect(page.get_by_text("Đã thêm ảnh.")).to_be_visible()
    assert shown(page) == 1


def a_face() -> bytes:
    """Stripes of black and white, two pixels wide."""
    out = BytesIO()
    Image.frombytes("L", (300, 300), (b"\0\0\xff\xff" * 75) * 300).save(out, "JPEG", quality=95)
    return out.getvalue()


def contrast(image: Image.Image, corner: int) -> int:
    """Between the darkest and the lightest of some pixels at (corner, corner)."""
    lowest, highest = image.crop((corner + 12, corner + 12, corner + 24, corner + 24)).getextrema()
    return int(highest) - int(lowest)
