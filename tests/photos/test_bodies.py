"""How much may be sent, and by whom: a photo of 12 MB, 25 MB in one form, and of strangers no more than any form."""

import pytest
from flask import Flask

from app.activities.models import Activity
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient
from tests.photos.making import a_jpeg, multipart, send, send_form

MB = 1024 * 1024


def padded(size: int) -> bytes:
    """A JPEG of so many bytes: what stands behind its end is nobody's picture."""
    content = a_jpeg()
    return content + bytes(size - len(content))


@pytest.mark.parametrize(("more", "status"), [(0, 201), (1, 413)])
def test_a_photo_may_have_twelve_megabytes_and_not_a_byte_more(
    reporter: PageClient, entry: Activity, more: int, status: int
):
    content = padded(12 * MB + more)

    answer = send(reporter, entry.id, content)

    assert answer.status_code == status
    assert status == 201 or answer.json["messages"][0].startswith("Ảnh lớn hơn 12 MB.")


def test_a_plain_form_with_one_that_is_too_big_says_which(reporter: PageClient, entry: Activity):
    page = send_form(reporter, entry.id, (a_jpeg(), "nho.jpg"), (padded(13 * MB), "to.jpg"), status=413)

    assert (
        page.find(id="photo-problems")
        .get_text(" ", strip=True)
        .endswith("to.jpg : Ảnh lớn hơn 12 MB. Chụp lại ở cỡ nhỏ hơn hoặc chọn ảnh khác.")
    )


def test_a_form_of_more_than_25_megabytes_is_not_read(reporter: PageClient, entry: Activity):
    page = send_form(reporter, entry.id, (bytes(26 * MB), "a.jpg"), status=413)

    assert "gửi ít ảnh hơn mỗi lần" in page.get_text()


@pytest.mark.parametrize("role", [None, Role.OBSERVER, Role.ADMIN, Role.HANDLER])
def test_who_may_not_add_photos_sends_no_more_than_any_form(app: Flask, unit: Unit, entry: Activity, role: Role | None):
    client = PageClient(app)
    if role:
        client.signed_in_as(factories.a_person(unit, role))

    answer = client.send(
        f"/nhat-ky/{entry.id}/anh", method="POST", **multipart({"csrf_token": client.token()}, [(bytes(MB), "a.jpg")])
    )

    assert answer.status_code == 413


def test_without_a_token_nothing_is_taken(reporter: PageClient, entry: Activity):
    assert send(reporter, entry.id, a_jpeg(), csrf_token="x").status_code == 400
