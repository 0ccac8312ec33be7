"""Two databases, one behaviour: durable SQLite by default, PostgreSQL by address."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from select import POLLIN, poll
from threading import Lock
from typing import Any, cast

import pysqlite3.dbapi2 as sqlite
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, g
from sqlalchemy import DateTime, Executable, String, event
from sqlalchemy.engine import Connection, CursorResult, Dialect, Engine
from sqlalchemy.exc import DBAPIError, InvalidatePoolError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.scoping import scoped_session
from sqlalchemy.types import TypeDecorator

from app.extensions import db

# Before 3.51.3 a checkpoint race in WAL mode can lose committed rows (sqlite.org/wal.html#walresetbug).
WAL_IS_SAFE_FROM = (3, 51, 3)
READING, WRITING = "sotayso_reading", "sotayso_writing"
WAIT = 5  # seconds a writer waits for another

AnySession = Session | scoped_session[Any]

# Vietnamese order is computed in Python (vietnamese.sort_key) and compared byte by byte on both databases.
SortKey = String().with_variant(String(collation="C"), "postgresql")


class SchemaError(RuntimeError):
    """A database this program may not work on."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC on the way in and on the way out, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def engine_options(url: str) -> dict[str, Any]:
    """What create_engine() is given for an address."""
    if url.startswith("sqlite"):
        return {"module": sqlite, "connect_args": {"timeout": WAIT, "check_same_thread": False}}
    return {"connect_args": {"connect_timeout": 5, "options": "-c lock_timeout=5000", "autocommit": True}}


def prepare(engine: Engine) -> None:
    """Hooks an engine up: durable pragmas, and transactions that begin when we say so, not when the driver does."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_on_sqlite)
        event.listen(engine, "checkin", _end_turn)
    else:
        event.listen(engine, "checkout", _notice_end)
        event.listen(engine, "begin", _begin_on_postgresql)


def durable_pragmas() -> tuple[str, str]:
    """Journal mode and synchronous setting that lose no acknowledged row in a power cut with this SQLite."""
    return ("WAL", "FULL") if sqlite.sqlite_version_info >= WAL_IS_SAFE_FROM else ("DELETE", "EXTRA")


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin or commit by itself
    journal, synchronous = durable_pragmas()
    cursor = connection.cursor()
    kept = cursor.execute(f"PRAGMA journal_mode={journal}").fetchone()[0]
    cursor.execute(f"PRAGMA synchronous={synchronous}")
    if kept.upper() not in {journal, "MEMORY"}:
        raise sqlite.OperationalError(f"journal_mode is {kept}, not {journal}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={WAIT * 1000}")
    cursor.close()


# The threads of a worker wait here for their turn to write; in SQLite's busy handler they would nap, up to 100 ms each.
_turn = Lock()


def _begin_on_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITING):
        connection.exec_driver_sql("BEGIN")
        return
    if not _turn.acquire(timeout=WAIT):
        raise OperationalError("BEGIN IMMEDIATE", None, sqlite.OperationalError("database is locked"))
    connection.info["turn"] = True
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _end_turn(_connection: Any, record: Any) -> None:
    """However a transaction ended, its connection goes back to the pool, and the turn with it."""
    if record.info.pop("turn", False):
        _turn.release()


def _notice_end(connection: Any, _record: Any, _proxy: Any) -> None:
    """Before a connection is used: whether the server has closed it. An idle one has nothing to say but its end.

    Unlike a ping this costs no round trip. Raises InvalidatePoolError: then all that are as old are made anew.
    """
    waiting = poll()
    waiting.register(connection.pgconn.socket, POLLIN)
    if waiting.poll(0):
        raise InvalidatePoolError


def _begin_on_postgresql(connection: Connection) -> None:
    """Not for a request's reads: each would see the newest data in a transaction too (READ COMMITTED)."""
    if not connection.get_execution_options().get(READING):
        connection.exec_driver_sql("BEGIN")


def writing() -> AnySession:
    """Begins the transaction of a command: the write lock is taken now, so what it reads cannot change under it.

    What the request has read so far (who is signed in) is let go first. The command commits, once, at its end.
    """
    let_go()
    db.session.connection(execution_options={WRITING: True})
    return db.session


def read(statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[*tuple[Any, ...]]:
    """Runs a select of columns. All reads of a request share a connection, on SQLite one view of the data too.
    Past the session on purpose: its machinery for objects costs more than such a query does.
    """
    try:
        return _reader().execute(statement, values or {})
    except DBAPIError as error:
        if not error.connection_invalidated or not _reader().get_execution_options().get(READING):
            raise
    _end_reading()  # a connection that was lost while nobody used it: on another the same may be asked again
    return _reader().execute(statement, values or {})


@contextmanager
def reading_in(session: AnySession) -> Iterator[None]:
    """Inside, read() asks in a command's own transaction: it sees what is locked and written there."""
    g.reader = session.connection()
    try:
        yield
    finally:
        g.pop("reader")


def _reader() -> Connection:
    if "reader" not in g:
        g.reader = db.engine.connect().execution_options(**{READING: True})
    return cast(Connection, g.reader)


def let_go(_error: BaseException | None = None) -> None:
    """Ends what the request has read or begun; the next read sees the data as they are then."""
    _end_reading()
    db.session.rollback()


def _end_reading() -> None:
    """Gives the connection of the reads back; a lost one is let go."""
    reader: Connection | None = g.pop("reader", None)
    if reader is None:
        return
    if not reader.invalidated:
        with suppress(DBAPIError):  # lost just now: what was read has been read, and nothing was written
            reader.commit()
    reader.close()


def is_full(error: OperationalError) -> bool:
    """Whether the database failed for want of disk space."""
    text = str(error.orig).lower()
    return "disk is full" in text or "no space left" in text or "disk i/o error" in text


def check_schema(app: Flask) -> None:
    """Raises SchemaError when the database is not at the newest migration: missing, too old or too new."""
    scripts = ScriptDirectory(str(app.extensions["migrate"].directory))
    url = db.engine.url
    if url.drivername.startswith("sqlite") and url.database and not Path(url.database).exists():
        raise SchemaError(f"there is no database at {url.database}: run flask db upgrade")
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != scripts.get_current_head():
        raise SchemaError(
            f"the database is at {found}, this program needs {scripts.get_current_head()}: flask db upgrade"
        )
