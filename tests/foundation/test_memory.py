"""What is remembered of the database is what the database would say, whoever commits."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from app import memory
from app.database import let_go, read, reading_in, writing
from app.engines import WRITING
from app.extensions import db
from app.memory import MOST, unless_changed
from tests import factories


@pytest.fixture
def households(app: Flask) -> Callable[[], int]:
    """Asks how many households the only unit has, as one request does; .asked counts how often the database was."""
    factories.a_ward()
    set_households(1)
    let_go()

    def find() -> int:
        ask.asked += 1
        return int(read(text("SELECT households FROM units")).scalar_one())

    def ask(key: str = "") -> int:
        let_go()
        return unless_changed(("households", key), find)

    ask.asked = 0
    return ask


def set_households(number: int, *, commits: bool = True) -> None:
    with db.engine.connect().execution_options(**{WRITING: True}) as other:
        other.execute(text(f"UPDATE units SET households = {number}"))
        if commits:
            other.commit()


def test_the_same_is_asked_once(households: Callable[[], int], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "_state", lambda _: "unchanged")  # PostgreSQL tells of other databases' commits too

    assert [households() for _ in range(3)] == [1, 1, 1]
    assert households.asked == 1


def test_whatever_anybody_commits_is_seen_by_the_next_request(households: Callable[[], int]):
    seen = []
    for number in (2, 3, 4):
        set_households(number)
        seen.append(households())

    assert seen == [2, 3, 4]


def test_what_the_same_connection_commits_is_seen(households: Callable[[], int]):
    seen = [households()]
    for number in (2, 3):
        writing().execute(text(f"UPDATE units SET households = {number}"))
        db.session.commit()
        seen.append(households())

    assert seen == [1, 2, 3]


def test_what_was_taken_back_changes_nothing(households: Callable[[], int]):
    households()
    set_households(9, commits=False)

    assert households() == 1


def test_what_is_committed_while_it_is_read_is_read_again(households: Callable[[], int]):
    def slowly() -> int:
        found = int(read(text("SELECT households FROM units")).scalar_one())
        set_households(found + 1)
        return found

    assert unless_changed("slow", slowly) == 1
    let_go()
    assert unless_changed("slow", lambda: -1) == -1  # not the 1 of before


def test_a_command_reads_what_it_has_not_committed(households: Callable[[], int]):
    households()
    session = writing()
    session.execute(text("UPDATE units SET households = 7"))

    with reading_in(session):
        assert unless_changed(("households", ""), lambda: read(text("SELECT households FROM units")).scalar_one()) == 7
    db.session.rollback()


def test_a_connection_forgets_what_was_asked_longest_ago(
    households: Callable[[], int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(memory, "_state", lambda _: "unchanged")
    for place in range(MOST + 1):
        households(str(place))
    households(str(MOST))
    asked = households.asked
    households("0")

    assert (asked, households.asked) == (MOST + 1, MOST + 2)
