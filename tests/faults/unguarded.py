"""The app with one of its guards taken away, for controls: UNGUARDED names it. Never imported by the app.

A control runs the same fault over this program and must see the harm; else the fault's test could not fail.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert
from sqlalchemy.engine import Engine

from app import clock, create_app, database, engines, errors, security
from app.activities import commands as activities
from app.activities import storing
from app.delivery import delivered
from app.photos import folder
from app.submissions import commands as submissions
from app.submissions.models import Submission


def unique() -> None:
    """Each try is taken as a new submission (the constraint is dropped from the database)."""
    for dialect in submissions._INSERT:
        submissions._INSERT[dialect] = insert(Submission).returning(Submission.id)


def synchronous() -> None:
    engines.durable_pragmas = lambda: ("DELETE", "OFF")


def durable() -> None:
    """SQLite's own defaults."""
    engines.durable_pragmas = lambda: ("DELETE", "FULL")


def photo_sync() -> None:
    """Photos are written and renamed, and never synced."""

    def write(file: Path, content: bytes) -> None:
        file.write_bytes(content)

    folder._write, folder._sync = write, lambda _: None


def photo_error() -> None:
    """A store that cannot keep a photo says nothing."""
    real = folder.FolderStore.put

    def put(self: folder.FolderStore, name: str, content: bytes) -> None:
        try:
            real(self, name, content)
        except folder.StoreFull:
            return

    folder.FolderStore.put = put


def one_transaction() -> None:
    """The receipt, the entry and its figures are committed one after the other."""
    real_put, real_receive = storing._put_parts, activities.receive

    def put(session: Any, *rest: Any) -> None:
        session.commit()
        time.sleep(0.03)
        real_put(session, *rest)

    def receive(session: Any, *rest: Any) -> Any:
        received = real_receive(session, *rest)
        session.commit()
        time.sleep(0.03)
        return received

    storing._put_parts, activities.receive = put, receive


def refusal() -> None:
    """What the database could not store is acknowledged."""

    def lie(_error: Exception) -> Any:
        database.let_go()
        return delivered("/")

    errors._database_failed = lie


def immediate() -> None:
    """Writers on SQLite begin as readers and want the lock when they write."""

    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT max(id) FROM submissions")

    engines._begin_on_sqlite = begin


def body_check() -> None:
    """A body that is cut short is read as it is."""
    security.check_body = lambda: None


def end_notice() -> None:
    """That PostgreSQL has closed a connection is noticed neither before it is used nor by how it fails."""
    engines._notice_end = lambda *_: None
    event.listen(Engine, "handle_error", lambda context: setattr(context, "is_disconnect", False))


def schema_check() -> None:
    """Any database will do."""
    database.check_schema = lambda _app: None


def hang_once() -> None:
    """No guard, a fault: the first entry hangs in the middle of its transaction, far beyond the worker's time."""
    real, mark = storing._put_parts, Path(os.environ["DATA_DIR"]) / "hung"

    def put(*parts: Any) -> None:
        if not mark.exists():
            mark.touch()
            time.sleep(60)
        real(*parts)

    storing._put_parts = put


def moved_clock() -> None:
    """No guard, a fault: the clock is off by as many seconds as DATA_DIR/clock says, and may jump while it runs."""
    real, said = time.time, Path(os.environ["DATA_DIR"]) / "clock"

    def moved() -> float:
        return real() + (float(said.read_text()) if said.exists() else 0.0)

    time.time = moved  # what signs cookies reads it
    clock.now = lambda: datetime.fromtimestamp(moved(), UTC)


GUARDS: dict[str, Callable[[], None]] = {
    guard.__name__: guard
    for guard in (
        unique, synchronous, durable, photo_sync, photo_error, one_transaction, refusal, immediate, body_check,
        end_notice, schema_check, hang_once, moved_clock,
    )
}  # fmt: skip
GUARDS[os.environ["UNGUARDED"]]()
app = create_app()
