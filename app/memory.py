"""What a connection remembers until somebody commits: the database itself says whether its rows are still the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from flask import g
from sqlalchemy.engine import Connection

from app.database import reader
from app.engines import READING

MOST = 8  # answers a connection keeps

Found = TypeVar("Found")


def unless_changed(key: Hashable, find: Callable[[], Found]) -> Found:
    """What find() finds by read(); remembered, with the key it depends on, until anybody commits. Not to be changed.

    A command is never answered from memory: it reads what it has not committed yet.
    """
    connection = reader()
    if not connection.get_execution_options().get(READING):
        return find()
    if g.get("seen", (None,))[0] is not connection:
        g.seen = connection, _state(connection)  # once for all reads of a request
    state = g.seen[1]
    kept: OrderedDict[Hashable, tuple[Any, Found]] = connection.info.setdefault("kept", OrderedDict())
    if key in kept and kept[key][0] == state:
        return kept[key][1]
    found = find()
    kept.pop(key, None)
    kept[key] = state, found
    if len(kept) > MOST:
        kept.popitem(last=False)
    return found


def _state(connection: Connection) -> tuple[Any, ...]:
    """Equal as long as the same rows are seen. Asked before they are read: what is committed in between is read again.

    SQLite: data_version tells of every commit but the connection's own (sqlite.org/pragma.html#pragma_data_version),
    total_changes of those. PostgreSQL: equal snapshots see the same rows (its manual, pg_current_snapshot).
    """
    if connection.dialect.name == "sqlite":
        version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return version, cast(Any, connection.connection.dbapi_connection).total_changes
    return (connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one(),)
