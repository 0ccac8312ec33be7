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
    """Takes every row out, those that point at each other too."""
    for table in reversed(db.metadata.sorted_tables):
        own = [column.name for column in table.columns for key in column.foreign_keys if key.references(table)]
        if own:  # rows that point at each other
            db.session.execute(table.update().values(dict.fromkeys(own)))
        if table.name == "audit":
            _empty_audit()
            continue
        db.session.execute(table.delete())
    db.session.commit()


def _empty_audit() -> None:
    """Past the triggers that keep its lines: only a test may."""
    if db.engine.dialect.name == "postgresql":
        for statement in (
            "ALTER TABLE audit DISABLE TRIGGER audit_keeps",
            "DELETE FROM audit",
            "ALTER TABLE audit ENABLE TRIGGER audit_keeps",
        ):
            db.session.execute(text(statement))
        return
    kept = db.session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for name, _ in kept:
        db.session.execute(text(f"DROP TRIGGER {name}"))
    db.session.execute(text("DELETE FROM audit"))
    for _, sql in kept:
        db.session.execute(text(sql))
