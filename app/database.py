"""Two databases, one behaviour: types, conditions, and how requests read and commands write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, g
from sqlalchemy import DateTime, Executable, SelectBase, String
from sqlalchemy.engine import Connection, CursorResult, Dialect
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.orm.scoping import scoped_session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from app.engines import READING, WRITING
from app.extensions import db

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


class is_one_of(FunctionElement[Any]):  # noqa: N801 - a condition reads as a sentence
    """Condition: a column is among the values a select finds.

    PostgreSQL gets the values as an array: guessing how many there are it would plan each such statement anew.
    It has no type: of a boolean SQLAlchemy would ask SQLite whether it is 1, and no index answers that.
    """

    inherit_cache = True

    def __init__(self, column: Any, values: SelectBase) -> None:
        super().__init__(column, values.scalar_subquery())


@compiles(is_one_of)
def _in_select(element: is_one_of, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return f"({column} IN {values})"


@compiles(is_one_of, "postgresql")
def _in_array(element: is_one_of, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return f"({column} = ANY (ARRAY{values}))"


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
        return reader().execute(statement, values or {})
    except DBAPIError as error:
        if not error.connection_invalidated or not reader().get_execution_options().get(READING):
            raise
    _end_reading()  # a connection that was lost while nobody used it: on another the same may be asked again
    return reader().execute(statement, values or {})


@contextmanager
def reading_in(session: AnySession) -> Iterator[None]:
    """Inside, read() asks in a command's own transaction: it sees what is locked and written there."""
    g.reader = session.connection()
    try:
        yield
    finally:
        g.pop("reader")


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Inside, every read() sees the data of one moment, however long it takes and whatever others write meanwhile.

    On a connection of its own; one that is lost ends it with the error.
    """
    _end_reading()
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        g.reader = connection
        try:
            yield
        finally:
            g.pop("reader", None)


def reader() -> Connection:
    """The connection all reads of this request share."""
    if "reader" not in g:
        g.reader = db.engine.connect().execution_options(**{READING: True})
    return cast(Connection, g.reader)


def let_go(_error: BaseException | None = None) -> None:
    """Ends what the request has read or begun; the next read sees the data as they are then."""
    _end_reading()
    db.session.rollback()


def _end_reading() -> None:
    """Gives the connection of the reads back; a lost one is let go."""
    connection: Connection | None = g.pop("reader", None)
    if connection is None:
        return
    if not connection.invalidated:
        with suppress(DBAPIError):  # lost just now: what was read has been read, and nothing was written
            connection.commit()
    connection.close()


def is_full(error: DatabaseError) -> bool:
    """Whether the database failed for want of disk space."""
    text = str(error.orig).lower()
    return "disk is full" in text or "no space left" in text or "disk i/o error" in text


def check_schema(app: Flask) -> None:
    """Raises SchemaError when the database is not at the newest migration: missing, damaged, too old or too new."""
    scripts = ScriptDirectory(str(app.extensions["migrate"].directory))
    url = db.engine.url
    if url.drivername.startswith("sqlite") and url.database and not Path(url.database).exists():
        raise SchemaError(f"there is no database at {url.database}: run flask db upgrade")
    found = _revision()
    if found != scripts.get_current_head():
        raise SchemaError(
            f"the database is at {found}, this program needs {scripts.get_current_head()}: flask db upgrade"
        )


def _revision() -> str | None:
    try:
        with db.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except OperationalError:
        raise  # it does not answer: nothing is known of it
    except DatabaseError as error:
        raise SchemaError(f"{db.engine.url.database} is damaged: put a copy back ({error.orig})") from error
