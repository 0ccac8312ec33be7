"""The databases tests run on: SQLite always, PostgreSQL where TEST_DATABASE_URL names a server."""

import os
from collections.abc import Iterator
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from app.extensions import db

POSTGRESQL = os.environ.get("TEST_DATABASE_URL")
DATABASES = ["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"]


def postgresql_database() -> Iterator[str]:
    """A database of this worker's own, dropped afterwards."""
    url = make_url(str(POSTGRESQL)).set(drivername="postgresql+psycopg")
    name = f"sotayso_{uuid4().hex}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def empty_database() -> None:
    """Takes every row out, those that point at each other too, and the audit's past the triggers that keep them: only a test may."""
    is_server = db.engine.dialect.name == "postgresql"
    kept = [] if is_server else _triggers()
    statements = [f"DROP TRIGGER {name}" for name, _ in kept]
    for table in reversed(db.metadata.sorted_tables):
        own = [column.name for column in table.columns for key in column.foreign_keys if key.references(table)]
        if own:
            statements.append(f"UPDATE {table.name} SET {', '.join(f'{name} = NULL' for name in own)}")
        statements.append(_EMPTY_AUDIT if is_server and table.name == "audit" else f"DELETE FROM {table.name}")
    statements += [sql for _, sql in kept]
    if is_server:  # in one round trip
        statements = [";".join(statements)]
    cursor = db.session.connection().connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()
    db.session.commit()


# Turning a trigger off makes every connection plan anew: not where there is nothing to take out.
_EMPTY_AUDIT = """DO $$ BEGIN IF EXISTS (SELECT FROM audit) THEN
ALTER TABLE audit DISABLE TRIGGER audit_keeps;
DELETE FROM audit;
ALTER TABLE audit ENABLE TRIGGER audit_keeps;
END IF; END $$"""


def _triggers() -> list[tuple[str, str]]:
    """The triggers of an SQLite database: name and statement."""
    found = db.session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    return [(name, sql) for name, sql in found]
