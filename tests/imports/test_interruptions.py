"""A process killed at any time leaves nothing imported, and the page says so."""

import os
import signal
import subprocess
import threading
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app import clock
from app.database import let_go
from app.extensions import db
from app.imports import commands, working
from app.imports.commands import SILENT_FOR, WORK, ask_again, ask_to_apply, receive_workbook
from app.imports.models import Import, State
from app.launching import start_process
from app.units.models import Unit
from tests.house.world import everything
from tests.imports.importing import by, carry_on, checked, view
from tests.imports.workbooks import a_person_row, a_unit_row, a_workbook
from tests.page import PageClient

BOOK = a_workbook(units=[a_unit_row("TDP01")], people=[a_person_row(1, unit="TDP01")])
LONG = a_workbook(people=[a_person_row(number, unit="TDP07") for number in range(6_000)])


class Killed(BaseException):
    """Stands for the end of the process."""


def silence(number: int) -> None:
    """As much later as it takes for a process to be taken for dead."""
    db.session.query(Import).filter_by(id=number).update({"beat_at": clock.now() - SILENT_FOR})
    db.session.commit()


def others(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: found for name, found in rows.items() if name != "imports"}


@pytest.mark.parametrize("place", range(14))
def test_whichever_statement_is_the_last_nothing_is_half_imported(ward: Unit, place: int):
    number = checked(ward, BOOK)
    before = others(everything())
    attempt = ask_to_apply(number, by=by(ward), now=clock.now())
    seen: list[str] = []

    def stop(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)
        if len(seen) > place:
            raise Killed

    event.listen(Engine, "before_cursor_execute", stop)
    try:
        with pytest.raises(Killed):
            carry_on(number, attempt or 0)
    finally:
        event.remove(Engine, "before_cursor_execute", stop)
        let_go()
    assert others(everything()) == before


def test_a_silent_import_is_broken_and_can_be_read_again(app: Flask, admin: PageClient, ward: Unit):
    number = checked(ward, BOOK)
    ask_to_apply(number, by=by(ward), now=clock.now())
    silence(number)

    page = admin.get("imports.show_import", number=number)
    admin.post(page.find("form", action=lambda path: path and path.endswith("/lai"))["action"])

    assert "Bị ngắt giữa chừng, chưa có gì được nhập" in page.text
    assert view(ward, number).state is State.CHECKED


def test_one_that_still_gives_signs_of_life_cannot_be_taken_over(ward: Unit):
    number = receive_workbook(BOOK, "a.xlsx", by=by(ward), now=clock.now())

    assert ask_again(number, by=by(ward), now=clock.now()) is None
    assert ask_again(number, by=by(ward), now=clock.now() + SILENT_FOR + timedelta(seconds=1)) == 2


def test_a_process_taken_for_dead_changes_nothing_when_it_wakes(ward: Unit, monkeypatch: pytest.MonkeyPatch):
    number = checked(ward, BOOK)
    attempt = ask_to_apply(number, by=by(ward), now=clock.now())
    before = others(everything())
    real = working.content_of

    def sleep_meanwhile(*args):
        silence(number)
        ask_again(number, by=by(ward), now=clock.now())
        return real(*args)

    monkeypatch.setattr(working, "content_of", sleep_meanwhile)
    carry_on(number, attempt or 0)

    assert others(everything()) == before
    assert view(ward, number).state is State.WAITING


def test_an_attempt_is_carried_out_once(ward: Unit):
    number = receive_workbook(BOOK, "a.xlsx", by=by(ward), now=clock.now())
    first = commands.begin(number, 1, now=clock.now())

    assert first is not None
    assert commands.begin(number, 1, now=clock.now()) is None
    assert commands.begin(number, 2, now=clock.now()) is None


def test_the_real_process_reads_and_applies(app: Flask, ward: Unit):
    number = receive_workbook(BOOK, "a.xlsx", by=by(ward), now=clock.now())
    start_process(WORK, app, number, 1).join(60)
    assert view(ward, number).counts["new"] == 2

    attempt = ask_to_apply(number, by=by(ward), now=clock.now())
    start_process(WORK, app, number, attempt or 0).join(60)

    assert view(ward, number).state is State.APPLIED
    assert db.session.query(Unit).filter_by(code="TDP01").count() == 1


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in listed.stdout.split()]


def process_of(number: int) -> int:
    """The process that works on an import, once it runs."""
    for _ in range(600):
        for pid in children_of(os.getpid()):
            with open(f"/proc/{pid}/cmdline", "rb") as said:
                if said.read().endswith(f"work\x00{number}\x001\x00".encode()):
                    return pid
        time.sleep(0.05)
    raise AssertionError("no process began")


def test_a_killed_process_is_noticed_at_once(app: Flask, ward: Unit, unit: Unit):
    number = receive_workbook(LONG, "a.xlsx", by=by(ward), now=clock.now())
    before = others(everything())

    waiting = start_process(WORK, app, number, 1)
    pid = process_of(number)
    threading.Event().wait(1)
    os.kill(pid, signal.SIGKILL)
    waiting.join(60)

    assert view(ward, number).state is State.BROKEN
    assert others(everything()) == before
