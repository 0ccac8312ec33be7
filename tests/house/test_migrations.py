"""The migrations: up, down to nothing, up again; equal to the models; a failing one leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from app import create_app
from app.config import ROOT, Config
from app.database import SchemaError, check_schema
from app.extensions import db
from tests.databases import DATABASES, postgresql_database

REVISIONS = [s.revision for s in reversed(list(ScriptDirectory(str(ROOT / "migrations")).walk_revisions()))]


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An app on a database of its own without any table."""
    addresses = iter([f"sqlite:///{tmp_path / 'm.db'}"]) if request.param == "sqlite" else postgresql_database()
    app = create_app(Config(next(addresses), "k" * 40, tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    assert list(addresses) == []


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, db.metadata))


def test_up_down_and_up_again_gives_what_the_models_say(empty: Flask):
    flask_migrate.upgrade()
    first = differences()
    flask_migrate.downgrade(revision="base")
    between = tables()

    flask_migrate.upgrade()

    assert between == {"alembic_version"}
    assert first == differences() == []
    check_schema(empty)


def test_each_step_can_be_taken_back_and_leaves_what_was_there(empty: Flask):
    for revision in REVISIONS:
        before = tables() | {"alembic_version"}
        flask_migrate.upgrade(revision=revision)
        flask_migrate.downgrade(revision="-1")
        assert tables() == before, revision
        flask_migrate.upgrade(revision=revision)


def test_an_index_some_databases_had_before_its_migration_is_met(empty: Flask):
    """0004 made the wide index of words for a while; such a database has no narrow one."""
    flask_migrate.upgrade(revision="0011")
    with db.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_feedback_words_feedback_id"))
        connection.execute(
            text("CREATE INDEX ix_feedback_words_feedback_id_word ON feedback_words (feedback_id, word)")
        )

    flask_migrate.upgrade()

    assert differences() == []


def test_the_comparison_sees_a_column_too_many(empty: Flask):
    flask_migrate.upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE people ADD COLUMN shoe_size INTEGER"))

    assert len(differences()) == 1


@pytest.mark.parametrize("statement", range(0, 14, 3))
def test_a_migration_failing_midway_leaves_no_table(empty: Flask, monkeypatch: pytest.MonkeyPatch, statement: int):
    original, done = Operations.invoke, []

    def invoke(self: Operations, operation: object) -> object:
        done.append(operation)
        if len(done) > statement:
            raise KeyboardInterrupt
        return original(self, operation)

    monkeypatch.setattr(Operations, "invoke", invoke)
    with pytest.raises(KeyboardInterrupt):
        flask_migrate.upgrade()

    assert len(done) == statement + 1
    assert tables() == set()


def test_numbers_are_in_order_without_a_gap():
    files = sorted(f.name for f in (ROOT / "migrations" / "versions").glob("*.py"))

    assert [name[:4] for name in files] == [f"{place:04d}" for place in range(1, len(files) + 1)] == REVISIONS


def test_a_database_at_another_migration_is_refused(empty: Flask):
    with pytest.raises(SchemaError, match="flask db upgrade"):
        check_schema(empty)
