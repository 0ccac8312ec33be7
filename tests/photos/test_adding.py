"""A photo sent by a phone: taken once, kept redrawn, answered as the outbox needs it."""

import hashlib

import pytest

from app.activities.models import Activity
from app.activities.workflow import Step
from app.extensions import db
from app.photos.models import Photo
from app.photos.store import photo_file, thumbnail_file
from app.units.models import Unit
from tests.factories import an_activity, changed
from tests.page import PageClient
from tests.photos.making import a_jpeg, a_photo, darkroom, send, send_form, stored_files

KEY = "11111111-2222-4333-8444-555555555555"


def rows() -> list[Photo]:
    return db.session.query(Photo).order_by(Photo.id).all()


def test_a_photo_is_stored_and_said_back(reporter: PageClient, entry: Activity):
    content = a_jpeg()

    answer = send(reporter, entry.id, content, key=KEY)

    (row,) = rows()
    assert answer.status_code == 201
    url = f"/nhat-ky/{entry.id}/anh/{row.name}"
    assert answer.json == {"key": KEY, "sha256": hashlib.sha256(content).hexdigest(), "url": url}
    assert stored_files() == sorted([thumbnail_file(row.name), photo_file(row.name)])
    assert hashlib.sha256(darkroom().store.read(photo_file(row.name))).hexdigest() == row.digest
    assert (row.activity_id, row.unit_id, row.width, row.height) == (entry.id, entry.unit_id, 64, 48)


def test_the_same_photo_under_its_key_again_gets_the_same_answer(reporter: PageClient, entry: Activity):
    content = a_jpeg()
    first = send(reporter, entry.id, content, key=KEY)

    again = send(reporter, entry.id, content, key=KEY)

    assert (again.status_code, again.json) == (201, first.json)
    assert len(rows()) == 1


def test_another_photo_under_the_same_key_is_refused(reporter: PageClient, entry: Activity):
    send(reporter, entry.id, a_jpeg(), key=KEY)

    answer = send(reporter, entry.id, a_jpeg(), key=KEY)

    assert answer.status_code == 409
    assert "đã dùng cho ảnh khác" in answer.json["messages"][0]
    assert len(rows()) == 1


def test_a_key_belongs_to_one_entry(reporter: PageClient, entry: Activity, unit: Unit):
    content = a_jpeg()
    send(reporter, entry.id, content, key=KEY)

    assert send(reporter, an_activity(unit).id, content, key=KEY).status_code == 409


def test_the_key_of_a_photo_taken_off_is_not_taken_anew(reporter: PageClient, entry: Activity):
    content = a_jpeg()
    name = send(reporter, entry.id, content, key=KEY).json["url"].rpartition("/")[2]
    reporter.post(f"/nhat-ky/{entry.id}/anh/{name}/bo")

    assert send(reporter, entry.id, content, key=KEY).status_code == 409
    assert stored_files() == []


def test_the_same_photo_under_another_key_is_one_photo_of_the_entry(reporter: PageClient, entry: Activity):
    content = a_jpeg()
    first = send(reporter, entry.id, content)

    again = send(reporter, entry.id, content)

    assert again.status_code == 201
    assert again.json["url"].rpartition("/")[2] == first.json["url"].rpartition("/")[2]
    assert len(rows()) == 1
    assert len(stored_files()) == 2


def test_two_entries_with_the_same_photo_share_its_file(reporter: PageClient, entry: Activity, unit: Unit):
    other, content = an_activity(unit).id, a_jpeg()

    names = {send(reporter, number, content).json["url"].rpartition("/")[2] for number in (entry.id, other)}

    assert len(rows()) == 2
    assert len(names) == 1
    assert len(stored_files()) == 2


def test_a_file_goes_with_the_last_entry_that_has_it(reporter: PageClient, entry: Activity, unit: Unit):
    other, content = an_activity(unit).id, a_jpeg()
    (name,) = {send(reporter, number, content).json["url"].rpartition("/")[2] for number in (entry.id, other)}

    reporter.post(f"/nhat-ky/{entry.id}/anh/{name}/bo")
    assert len(stored_files()) == 2
    reporter.get(f"/nhat-ky/{entry.id}/anh/{name}", status=404)
    assert reporter.send(f"/nhat-ky/{other}/anh/{name}").status_code == 200

    reporter.post(f"/nhat-ky/{other}/anh/{name}/bo")
    assert stored_files() == []


def test_a_seventh_photo_is_refused_in_words(reporter: PageClient, entry: Activity):
    for _ in range(6):
        a_photo(entry)

    answer = send(reporter, entry.id, a_jpeg())

    assert answer.status_code == 422
    assert answer.json["messages"][0].startswith("Mỗi lần ghi có nhiều nhất 6 ảnh.")
    assert len(rows()) == 6


def test_a_photo_cut_short_on_the_way_is_refused(reporter: PageClient, entry: Activity):
    answer = send(reporter, entry.id, a_jpeg(), sha256="0" * 64)

    assert answer.status_code == 422
    assert "không trọn vẹn" in answer.json["messages"][0]
    assert rows() == []


@pytest.mark.parametrize("key", ["", "x", "A" * 36, f"{KEY}x", "../../../../etc/passwd", "1" * 300])
def test_a_key_is_a_uuid(reporter: PageClient, entry: Activity, key: str):
    content = a_jpeg()

    answer = send(reporter, entry.id, content, **{"key": key or " "})

    assert answer.status_code == 422
    assert rows() == []


def test_a_withdrawn_entry_takes_none(reporter: PageClient, entry: Activity):
    changed(entry.id, Step.WITHDRAW)

    answer = send(reporter, entry.id, a_jpeg())

    assert answer.status_code == 409
    assert stored_files() == []


def test_a_plain_form_adds_several_and_leads_back(reporter: PageClient, entry: Activity):
    send_form(reporter, entry.id, (a_jpeg(), "a.jpg"), (a_jpeg(), "b.jpg"))

    page = reporter.get(reporter.location)

    assert "Đã thêm các ảnh." in page.get_text()
    assert [img["alt"][:9] for img in page.select(".photos img")] == ["Ảnh 1 của", "Ảnh 2 của"]


def test_a_plain_form_keeps_the_good_ones_and_says_what_is_wrong_with_the_others(reporter: PageClient, entry: Activity):
    page = send_form(reporter, entry.id, (a_jpeg(), "a.jpg"), (b"GIF89a" + bytes(50), "<b>hinh.gif"), status=415)

    problems = page.find(id="photo-problems").get_text(" ")
    assert "<b>hinh.gif" in problems
    assert "không phải ảnh JPEG, PNG hay WebP" in problems
    assert len(rows()) == 1


def test_a_plain_form_without_a_photo_says_so(reporter: PageClient, entry: Activity):
    page = send_form(reporter, entry.id, status=422)

    assert "Chọn ít nhất một ảnh." in page.find(id="photo-problems").get_text()
