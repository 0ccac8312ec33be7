"""Photos sent at the same instant: one row a key, never a seventh, and no file is removed that somebody shares."""

from collections.abc import Callable

import pytest
from flask import Flask

from app import clock
from app.activities import illustrating
from app.activities.illustrating import Sent, add_photo, remove_photo
from app.activities.models import Activity
from app.extensions import db
from app.photos.commands import KeyReused, TooMany
from app.photos.decoding import Drawn
from app.photos.models import Photo
from app.photos.store import photo_file
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_scope, an_activity
from tests.photos.making import darkroom, stored_files
from tests.together import at_once

KEY = "11111111-2222-4333-8444-55555555555{:x}"
ROUNDS = 15


@pytest.fixture(autouse=True)
def _as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are stored as they come: what happens at once to rows and files is what these tests are about."""
    monkeypatch.setattr(illustrating, "look", lambda content: None)
    monkeypatch.setattr(illustrating, "redraw", lambda content, *_: Drawn(content, content, 64, 48))


@pytest.fixture
def leader(unit: Unit) -> Scope:
    return a_scope(unit)


def adding(number: int, place: int, content: bytes, by: Scope) -> Callable[[], str]:
    sent, room = Sent(KEY.format(place), content.hex(), content), darkroom()
    return lambda: add_photo(number, sent, by=by, now=clock.now(), room=room)


def test_the_same_photo_under_one_key_is_one_row(app: Flask, entry: Activity, leader: Scope):
    names = at_once(app, [adding(entry.id, 0, b"anh", leader)] * 6)

    assert len(set(names)) == 1
    assert db.session.query(Photo).count() == 1
    assert len(stored_files()) == 2


def test_two_photos_under_one_key_one_is_refused(app: Flask, entry: Activity, unit: Unit, leader: Scope):
    numbers = (entry.id, an_activity(unit).id)

    done = at_once(app, [adding(numbers[each], 0, b"anh%d" % each, leader) for each in range(2)], KeyReused)

    assert sorted(type(each).__name__ for each in done) == ["KeyReused", "str"]
    assert len(stored_files()) == 2


def test_there_is_never_a_seventh(app: Flask, entry: Activity, leader: Scope):
    done = at_once(app, [adding(entry.id, each, b"anh%d" % each, leader) for each in range(9)], TooMany)

    assert sum(isinstance(each, str) for each in done) == db.session.query(Photo).count() == 6
    assert len(stored_files()) == 12


def test_a_shared_file_stays_while_one_lets_go_and_another_takes_it_up(
    app: Flask, entry: Activity, unit: Unit, leader: Scope
):
    room, numbers = darkroom(), [entry.id, *(an_activity(unit).id for _ in range(ROUNDS))]
    name = adding(numbers[0], 0, b"anh", leader)()
    for place in range(1, ROUNDS + 1):
        here, there = numbers[place - 1], numbers[place]

        def let_go(number: int = here, name: str = name) -> bool:
            return remove_photo(number, name, by=leader, now=clock.now(), room=room)

        _, name = at_once(app, [let_go, adding(there, place, b"anh", leader)])
        assert room.store.read(photo_file(name)) == b"anh"
