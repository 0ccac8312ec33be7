"""When the store fails: nothing is acknowledged, nothing is half stored, and the next try succeeds."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Request

from app.activities import illustrating
from app.activities.models import Activity
from app.database import writing
from app.extensions import db
from app.photos.darkroom import Darkroom
from app.photos.models import Photo
from app.photos.store import StoreAway, StoreFull
from tests.page import PageClient
from tests.photos.making import a_jpeg, darkroom, send, send_form, stored_files

FULL = OSError(errno.ENOSPC, "No space left on device")


def nothing_is_kept() -> bool:
    return stored_files() == [] and db.session.query(Photo).count() == 0


@pytest.mark.parametrize("at", range(1, 7))
def test_a_full_disk_is_said_and_leaves_nothing(
    reporter: PageClient, entry: Activity, at: int, monkeypatch: pytest.MonkeyPatch
):
    """Whichever of the six syncs it fails at: two new folders, and two files with their folder."""
    calls, sync = [], os.fsync

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == at:
            raise FULL
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full)

    assert send(reporter, entry.id, content := a_jpeg()).status_code == 507
    assert nothing_is_kept()
    assert send(reporter, entry.id, content).status_code == 201


def test_no_room_for_temporary_files_is_said(reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise FULL

    monkeypatch.setattr(Request, "_get_file_stream", full)

    answer = send(reporter, entry.id, a_jpeg())

    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (507, True)
    assert nothing_is_kept()


class Broken:
    """A store that takes one file and then fails."""

    def __init__(self, store: Any, error: Exception) -> None:
        self.store, self.error, self.left = store, error, 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def put(self, name: str, content: bytes) -> None:
        self.left -= 1
        if self.left < 0:
            raise self.error
        self.store.put(name, content)


@pytest.mark.parametrize(("error", "status"), [(StoreFull("x"), 507), (StoreAway("x"), 503)])
def test_a_store_that_fails_between_two_files_keeps_neither(
    app: Flask, reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
):
    broken = Darkroom(Broken(darkroom().store, error), darkroom().locks)
    monkeypatch.setitem(app.extensions, "darkroom", broken)

    answer = send(reporter, entry.id, content := a_jpeg())

    assert answer.status_code == status
    assert int(answer.headers["Retry-After"]) > 0
    assert "chưa được lưu" in answer.json["messages"][0]
    assert nothing_is_kept()
    monkeypatch.undo()
    assert send(reporter, entry.id, content).status_code == 201


def test_a_plain_form_says_that_the_disk_is_full(
    app: Flask, reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(
        app.extensions, "darkroom", Darkroom(Broken(darkroom().store, StoreFull("x")), darkroom().locks)
    )

    page = send_form(reporter, entry.id, (a_jpeg(), "a.jpg"), status=507)

    assert "hết chỗ chứa ảnh" in page.find(id="photo-problems").get_text()


def test_a_row_that_cannot_be_committed_leaves_no_file(
    reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise OverflowError

    monkeypatch.setattr("app.activities.illustrating.put_photo", refuse)

    assert send(reporter, entry.id, a_jpeg()).status_code == 422
    assert nothing_is_kept()


def test_files_are_synced_and_renamed_before_the_row(
    reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch
):
    done = []
    for whose, what in ((os, "fsync"), (Path, "rename")):
        real = getattr(whose, what)
        monkeypatch.setattr(whose, what, lambda *a, what=what, real=real: (done.append(what), real(*a))[1])
    monkeypatch.setattr(illustrating, "writing", lambda: (done.append("row"), writing())[1])
    (darkroom().locks / "photos").mkdir(exist_ok=True)

    send(reporter, entry.id, a_jpeg())

    assert done[-1] == "row"
    assert [each for each in done if each != "row"][-6:] == ["fsync", "rename", "fsync"] * 2


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_nobody_may_write_is_said(
    reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch, number: int
):
    real = os.open

    def refused(path: Any, flags: int, *mode: int, **more: Any) -> int:
        if flags & os.O_CREAT and str(path).endswith(".part"):
            raise OSError(number, os.strerror(number))
        return real(path, flags, *mode, **more)

    monkeypatch.setattr(os, "open", refused)

    assert send(reporter, entry.id, a_jpeg()).status_code == 507
    assert nothing_is_kept()


def test_a_place_that_is_no_folder_is_said(reporter: PageClient, entry: Activity):
    (place := darkroom().locks / "photos").write_bytes(b"")

    assert send(reporter, entry.id, a_jpeg()).status_code == 507
    place.unlink()
    assert send(reporter, entry.id, a_jpeg()).status_code == 201
