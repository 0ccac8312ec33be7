"""Alembic's environment: the app's own engine, so that migrations are transactions on SQLite too."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from app.extensions import db

config = context.config


def run() -> None:
    """Runs the migrations inside one transaction; on SQLite it holds the write lock from its beginning."""
    engine = config.attributes.get("engine") or current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(sotayso_writing=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            transactional_ddl=True,
            compare_type=True,
        )
        with context.begin_transaction():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(57)"))
            context.run_migrations()


run()
