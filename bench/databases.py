"""Fresh databases for the bench: SQLite files, and databases of a PostgreSQL server, dropped at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from app import engines


@contextmanager
def fresh(folder: Path, name: str, server: str | None) -> Iterator[str]:
    """The address of an empty database: on the server when one is given, else a file in the folder."""
    if server is None:
        yield f"sqlite:///{folder / name}.db"
        return
    url = make_url(server).set(drivername="postgresql+psycopg")
    database_name = f"bench_{uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {database_name} TEMPLATE template0 ENCODING 'UTF8'"))
    try:
        yield url.set(database=database_name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {database_name} WITH (FORCE)"))
        engine.dispose()


def engine_for(url: str) -> Engine:
    """An engine as the app has one."""
    engine = create_engine(url, **engines.engine_options(url))
    engines.prepare(engine)
    return engine


def loading_engine(url: str) -> Engine:
    """An engine for filling: what a power cut would take is filled again, so it need not be durable."""
    engine = engine_for(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hurry)
    return engine


def _hurry(connection: engines.sqlite.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA cache_size=-400000")


def settle(engine: Engine) -> None:
    """Lets PostgreSQL's planner know the tables, and its ids go on after ours. The app never tells SQLite's: nor do we."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            for table in ("people", "submissions", "activities"):
                numbers = f"pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table})"
                connection.execute(text(f"SELECT setval({numbers})"))
        with engine.connect().execution_options(**{engines.READING: True}) as connection:  # no transaction holds it
            connection.exec_driver_sql("VACUUM ANALYZE")
