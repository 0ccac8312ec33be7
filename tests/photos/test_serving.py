"""How a photo is served, and its page: never stored, never run, one h1, words for who sees no pictures."""

import pytest

from app.activities.models import Activity
from app.photos.store import photo_file
from app.units.models import Unit
from app.vietnamese import has_control
from tests.factories import an_activity
from tests.page import PageClient
from tests.photos.making import a_jpeg, a_photo, darkroom, send_form


@pytest.mark.parametrize("more", ["", "/nho"])
def test_a_photo_is_a_picture_and_nothing_else(reporter: PageClient, entry: Activity, more: str):
    answer = reporter.send(f"/nhat-ky/{entry.id}/anh/{a_photo(entry)}{more}")

    wanted = {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {name: answer.headers.getlist(name) for name in wanted} == {name: [value] for name, value in wanted.items()}
    assert not {"ETag", "Last-Modified", "Expires", "Set-Cookie"} & set(answer.headers.keys())


@pytest.mark.parametrize("headers", [{"Range": "bytes=0-9"}, {"If-None-Match": "*"}, {"Accept": "text/html"}])
def test_it_is_whole_whatever_is_asked(reporter: PageClient, entry: Activity, headers: dict[str, str]):
    content = a_jpeg()
    name = a_photo(entry, content)

    answer = reporter.send(f"/nhat-ky/{entry.id}/anh/{name}", headers=headers)

    assert (answer.status_code, answer.data, answer.mimetype) == (200, content, "image/jpeg")


@pytest.mark.parametrize("name", ["x", "A" * 32, "a" * 31, "a" * 33, "..%2f..%2fsecret-key", "%00" * 32, "g" * 32])
def test_a_name_is_32_hex_digits(reporter: PageClient, entry: Activity, name: str):
    reporter.get(f"/nhat-ky/{entry.id}/anh/{name}", status=404)


def test_a_photo_whose_file_is_gone_is_not_found(reporter: PageClient, entry: Activity):
    name = a_photo(entry)
    darkroom().store.remove(photo_file(name))

    reporter.get(f"/nhat-ky/{entry.id}/anh/{name}", status=404)


def test_a_file_that_cannot_be_read_is_asked_for_again_later(reporter: PageClient, entry: Activity):
    name = a_photo(entry)
    darkroom().store.remove(photo_file(name))
    (darkroom().locks / "photos" / photo_file(name)).mkdir()

    reporter.get(f"/nhat-ky/{entry.id}/anh/{name}", status=503)
    assert int(reporter.answer.headers["Retry-After"]) > 0


def test_each_picture_of_a_page_says_what_it_is(reporter: PageClient, entry: Activity):
    names = [a_photo(entry) for _ in range(2)]

    page = reporter.get(f"/nhat-ky/{entry.id}")

    pictures = page.select(".photos img")
    assert [img["alt"].split(",")[0] for img in pictures] == [
        f"Ảnh {place} của Họp tổ dân phố {page.find('h1').find_next('p').contents[0].strip().split(',')[0]}"
        for place in (1, 2)
    ]
    assert [img["src"] for img in pictures] == [f"/nhat-ky/{entry.id}/anh/{name}/nho" for name in names]
    assert [img.parent["href"] for img in pictures] == [f"/nhat-ky/{entry.id}/anh/{name}" for name in names]


def test_with_six_photos_the_page_offers_no_seventh(reporter: PageClient, entry: Activity):
    for _ in range(6):
        a_photo(entry)

    page = reporter.get(f"/nhat-ky/{entry.id}")

    assert page.find("input", type="file") is None
    assert "Đã đủ 6 ảnh." in page.get_text()


def test_who_only_looks_is_offered_nothing(reviewer: PageClient, observer: PageClient, entry: Activity, unit: Unit):
    a_photo(entry)
    bare = an_activity(unit)

    for client in (reviewer, observer):
        page = client.get(f"/nhat-ky/{entry.id}")
        assert len(page.select(".photos img")) == 1
        assert not page.select("#photos form, #photos .photos__off")
        assert client.get(f"/nhat-ky/{bare.id}").find(id="photos") is None


NAMES = (
    "../../../etc/passwd",
    "..\\..\\anh.jpg",
    "a\0b.jpg",
    "CON",
    "x" * 500 + ".jpg",
    "anh\u202egpj.exe",
    ".htaccess",
    "a\u0309nh đẹp.jpg",
    "<img src=x onerror=alert(1)>.jpg",
    "'; DROP TABLE photos; --.jpg",
    "anh.php",
    "anh.jpg.html",
    "{{7*7}}.jpg",
    "anh\tSet-Cookie: x=1.jpg",
)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_file_is_called_changes_nothing_and_runs_nowhere(reporter: PageClient, entry: Activity, name: str):
    send_form(reporter, entry.id, (a_jpeg(), name))
    kept = [each.name for each in darkroom().store.kept()]

    page = send_form(reporter, entry.id, (b"khong phai anh", name), status=415)

    assert len(kept) == 2
    assert all(set(each) <= set("0123456789abcdef/-nho.jpg") for each in kept)
    problems = page.find(id="photo-problems")
    assert problems.find(["img", "script"]) is None
    assert not has_control(problems.get_text())
    assert len(problems.get_text()) < 300
