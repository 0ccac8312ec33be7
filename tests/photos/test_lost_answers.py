"""A commit whose answer is lost: the photo of a row that stands is never removed, and one that lost its files gets them again."""

from unittest.mock import Mock

import pytest
from sqlalchemy.exc import OperationalError

from app.activities.models import Activity
from app.extensions import db
from app.photos.models import Photo
from app.photos.store import photo_file, thumbnail_file
from tests.page import PageClient
from tests.photos.making import a_jpeg, darkroom, send, stored_files

KEY = "21111111-2222-4333-8444-555555555555"
LOST = OperationalError("COMMIT", {}, Exception("server closed the connection unexpectedly"))


def lose_the_answer(monkeypatch: pytest.MonkeyPatch, *, is_done: bool) -> None:
    """The next commit fails, as for whom the line is cut before its answer."""
    commit = db.session.commit

    def cut() -> None:
        monkeypatch.setattr(db.session, "commit", commit)
        if is_done:
            commit()
        raise LOST

    monkeypatch.setattr(db.session, "commit", cut)


@pytest.mark.parametrize("knows", [True, False])
def test_a_photo_whose_row_stands_is_kept(
    reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch, knows: bool
):
    """knows: whether the database can be asked at once what has become of it."""
    content = a_jpeg()
    reporter.token()
    with monkeypatch.context() as patched:
        lose_the_answer(patched, is_done=True)
        if not knows:
            patched.setattr("app.activities.illustrating.earlier_with", Mock(side_effect=[None, LOST]))

        assert send(reporter, entry.id, content, key=KEY).status_code == 503

    assert send(reporter, entry.id, content, key=KEY).status_code == 201
    (row,) = db.session.query(Photo).all()
    assert stored_files() == sorted([thumbnail_file(row.name), photo_file(row.name)])


def test_a_photo_whose_row_does_not_stand_leaves_no_file(
    reporter: PageClient, entry: Activity, monkeypatch: pytest.MonkeyPatch
):
    reporter.token()
    with monkeypatch.context() as patched:
        lose_the_answer(patched, is_done=False)

        assert send(reporter, entry.id, a_jpeg(), key=KEY).status_code == 503

    assert (stored_files(), db.session.query(Photo).count()) == ([], 0)


@pytest.mark.parametrize("file", [photo_file, thumbnail_file])
def test_what_comes_again_mends_a_photo_without_its_file(reporter: PageClient, entry: Activity, file):
    send(reporter, entry.id, content := a_jpeg(), key=KEY)
    (row,) = db.session.query(Photo).all()
    darkroom().store.remove(file(row.name))

    assert send(reporter, entry.id, content, key=KEY).status_code == 201

    assert darkroom().store.read(file(row.name))
