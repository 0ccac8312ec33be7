"""The two databases as engines: durable SQLite by default, PostgreSQL by address; transactions begin when we say so."""

import time
from select import POLLIN, poll
from threading import Lock
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import InvalidatePoolError, OperationalError

# Before 3.51.3 a checkpoint race in WAL mode can lose committed rows (sqlite.org/wal.html#walresetbug).
WAL_IS_SAFE_FROM = (3, 51, 3)
READING, WRITING = "sotayso_reading", "sotayso_writing"  # options of a connection
WAIT = 5  # seconds a writer waits for another


def engine_options(url: str) -> dict[str, Any]:
    """What create_engine() is given for an address. The connection used last is used next: it remembers most."""
    if url.startswith("sqlite"):
        arguments: dict[str, Any] = {"timeout": WAIT, "check_same_thread": False}
        one = make_url(url).database in {None, "", ":memory:"}  # a database in memory is one connection
        return {"module": sqlite, "connect_args": arguments} | ({} if one else {"pool_use_lifo": True})
    arguments = {"connect_timeout": 5, "options": "-c lock_timeout=5000", "autocommit": True}
    return {"connect_args": arguments, "pool_use_lifo": True}


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
    kept = _set_journal(cursor, journal)
    cursor.execute(f"PRAGMA synchronous={synchronous}")
    if kept.upper() not in {journal, "MEMORY"}:
        raise sqlite.OperationalError(f"journal_mode is {kept}, not {journal}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={WAIT * 1000}")
    cursor.close()


def _set_journal(cursor: Any, journal: str) -> str:
    """The mode there is then. Changing it waits for nobody by itself, and at a start several workers may ask at once."""
    until = time.monotonic() + WAIT
    while True:
        try:
            return str(cursor.execute(f"PRAGMA journal_mode={journal}").fetchone()[0])
        except sqlite.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


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
