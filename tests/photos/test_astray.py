"""The nightly look: a photo without a row, a row without a photo."""

from datetime import timedelta

import pytest

from app import clock
from app.activities.models import Activity
from app.background import compare_photos
from app.jobs.job import NotDone
from app.photos.astray import astray, photos_astray
from app.photos.store import StoreAway, fresh_name, photo_file, thumbnail_file
from app.units.models import Unit
from tests.factories import an_activity
from tests.page import PageClient
from tests.photos.making import a_jpeg, a_photo, darkroom, stored_files

LATER = timedelta(hours=2)


def test_nothing_is_astray_where_rows_and_files_agree(entry: Activity, unit: Unit):
    content = a_jpeg()
    for number in (entry, an_activity(unit)):
        a_photo(number, content)

    assert photos_astray(darkroom().store, clock.now() + LATER) == ""


@pytest.mark.parametrize(("file", "count"), [(photo_file, 1), (thumbnail_file, 1)])
def test_a_row_whose_file_is_gone_is_found(entry: Activity, file, count: int):
    name = a_photo(entry)
    darkroom().store.remove(file(name))

    assert astray(darkroom().store, clock.now()).missing == (file(name),)
    assert photos_astray(darkroom().store, clock.now()) == f"Thiếu 1 tệp ảnh, đầu tiên là {file(name)}."


def test_a_file_without_a_row_is_found_once_it_is_an_hour_old(entry: Activity):
    a_photo(entry)
    lost = photo_file(fresh_name())
    darkroom().store.put(lost, b"anh")

    assert photos_astray(darkroom().store, clock.now() + timedelta(minutes=59)) == ""
    assert astray(darkroom().store, clock.now() + LATER).files == (lost,)
    assert "Thừa 1 tệp không thuộc lần ghi nào" in photos_astray(darkroom().store, clock.now() + LATER)


def test_what_a_power_cut_left_half_written_is_found_and_goes_after_a_day(entry: Activity):
    place = darkroom().locks / "photos" / "ab"
    place.mkdir(parents=True)
    (place / "x.jpg.0a0b0c0d.part").write_bytes(b"nua anh")

    assert astray(darkroom().store, clock.now() + LATER).files == ("ab/x.jpg.0a0b0c0d.part",)
    with pytest.raises(NotDone, match="Thừa 1 tệp"):
        compare_photos(clock.now() + timedelta(hours=23))
    assert compare_photos(clock.now() + timedelta(hours=25)).startswith("Đã xóa 1 tệp của ảnh đã bỏ hoặc ghi dở.")
    assert stored_files() == []


def test_a_photo_taken_off_leaves_nothing_astray(reporter: PageClient, entry: Activity):
    name = a_photo(entry)

    reporter.post(f"/nhat-ky/{entry.id}/anh/{name}/bo")

    assert photos_astray(darkroom().store, clock.now() + LATER) == ""


def test_what_the_store_could_not_remove_goes_at_night(
    reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch
):
    def away(*_: object) -> None:
        raise StoreAway

    name = a_photo(entry)
    with monkeypatch.context() as outage:
        outage.setattr(type(darkroom().store), "remove", away)
        reporter.post(f"/nhat-ky/{entry.id}/anh/{name}/bo")
    assert len(stored_files()) == 2

    assert compare_photos(clock.now()).startswith("Đã xóa 2 tệp của ảnh đã bỏ hoặc ghi dở. Ảnh")
    assert stored_files() == []


def test_a_photo_another_entry_still_has_stays_at_night(reporter: PageClient, entry: Activity, unit: Unit):
    content = a_jpeg()
    name = a_photo(entry, content)
    a_photo(an_activity(unit), content)
    reporter.post(f"/nhat-ky/{entry.id}/anh/{name}/bo")

    compare_photos(clock.now())

    assert len(stored_files()) == 2


def test_the_night_says_that_all_is_well(entry: Activity):
    a_photo(entry)

    assert compare_photos(clock.now() + LATER) == "Ảnh trong kho và trong dữ liệu khớp nhau."


def test_the_night_fails_in_words_where_a_photo_is_gone(entry: Activity):
    name = a_photo(entry)
    darkroom().store.remove(photo_file(name))

    with pytest.raises(NotDone, match="Thiếu 1 tệp ảnh"):
        compare_photos(clock.now())


def test_a_store_that_is_away_fails_the_night_in_words(entry: Activity, monkeypatch: pytest.MonkeyPatch):
    def away(*_: object) -> str:
        raise StoreAway

    monkeypatch.setattr("app.background.photos_astray", away)

    with pytest.raises(NotDone, match="Không mở được kho ảnh"):
        compare_photos(clock.now())
