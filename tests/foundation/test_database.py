"""Durable writes, one writer at a time, and instants that come back as they went in."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from flask import Flask, g
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError, StatementError

from app import create_app, engines
from app.accounts.models import Person
from app.config import Config
from app.database import SchemaError, check_schema, let_go, read, reading_in, writing
from app.engines import durable_pragmas
from app.extensions import db
from app.units.models import Unit
from tests import factories


@pytest.mark.parametrize(
    ("version", "pragmas"),
    [((3, 46, 1), ("DELETE", "EXTRA")), ((3, 51, 2), ("DELETE", "EXTRA")), ((3, 51, 3), ("WAL", "FULL"))],
)
def test_wal_is_used_only_where_sqlite_cannot_lose_rows_in_it(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], pragmas: tuple[str, str]
):
    monkeypatch.setattr(sqlite, "sqlite_version_info", version)

    assert durable_pragmas() == pragmas


def setting(name: str) -> str:
    return str(db.session.execute(text(name)).scalar_one()).upper()


def test_every_connection_is_durable(app: Flask):
    if db.engine.dialect.name == "postgresql":
        assert (setting("SHOW fsync"), setting("SHOW synchronous_commit")) == ("ON", "ON")
        return

    journal, synchronous = durable_pragmas()

    assert setting("PRAGMA journal_mode") == journal
    assert setting("PRAGMA synchronous") == {"FULL": "2", "EXTRA": "3"}[synchronous]
    assert setting("PRAGMA foreign_keys") == "1"


def test_on_sqlite_a_command_holds_the_write_lock_from_its_first_moment(tmp_path: Path):
    file = tmp_path / "locked.db"
    with create_app(Config(f"sqlite:///{file}", "k" * 40, tmp_path)).app_context():
        writing()
        other = sqlite.connect(file, timeout=0, isolation_level=None)

        with pytest.raises(sqlite.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        db.session.rollback()
        assert other.execute("BEGIN IMMEDIATE")
        other.close()
        db.session.remove()
        db.engine.dispose()


def test_a_page_read_does_not_hold_the_write_lock(app: Flask):
    factories.a_ward()
    db.session.execute(text("SELECT count(*) FROM units")).scalar_one()
    with db.engine.connect().execution_options(**{engines.WRITING: True}) as other:
        other.execute(text("UPDATE units SET households = 1"))
        other.commit()
    db.session.rollback()

    assert db.session.execute(text("SELECT households FROM units")).scalar_one() == 1


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-9))])
def test_an_instant_comes_back_aware_and_in_utc(app: Flask, zone: timezone):
    moment = datetime(2026, 11, 22, 19, 40, 12, 345678, tzinfo=zone)
    person = factories.a_person(factories.a_ward())
    person.created_at = moment
    db.session.commit()

    kept = db.session.scalar(select(Person.created_at))

    assert kept == moment
    assert kept.utcoffset() == timedelta(0)


def test_an_instant_without_its_zone_is_refused(app: Flask):
    with pytest.raises(StatementError, match="time zone"):
        db.session.execute(select(Person).where(Person.created_at == datetime.fromisoformat("2026-11-22"))).all()


def test_a_start_on_a_migrated_database_is_let_through(app: Flask):
    check_schema(app)


def test_a_start_without_a_database_names_what_to_run(tmp_path: Path):
    fresh = create_app(Config(f"sqlite:///{tmp_path / 'none.db'}", "k" * 40, tmp_path))

    with fresh.app_context(), pytest.raises(SchemaError, match="flask db upgrade"):
        check_schema(fresh)
    assert not (tmp_path / "none.db").exists()


def test_a_start_on_a_damaged_database_says_what_to_do(tmp_path: Path):
    (tmp_path / "broken.db").write_bytes(b"x" * 5000)
    broken = create_app(Config(f"sqlite:///{tmp_path / 'broken.db'}", "k" * 40, tmp_path))

    with broken.app_context(), pytest.raises(SchemaError, match="put a copy back"):
        check_schema(broken)


def test_a_start_on_a_newer_database_is_refused(app: Flask):
    kept = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    set_version("9999")
    try:
        with pytest.raises(SchemaError, match="9999"):
            check_schema(app)
    finally:
        set_version(kept)


def set_version(version: str) -> None:
    db.session.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    db.session.commit()


def test_a_connection_lost_while_reading_is_let_go_and_the_next_read_works(app: Flask):
    read(select(1))
    g.reader.invalidate()  # as a database that restarts does

    let_go()

    assert read(select(1)).scalar() == 1


@pytest.mark.parametrize("moment", ["between two requests", "in the middle of one"])
def test_a_connection_that_postgresql_ended_is_not_noticed_by_who_reads(app: Flask, moment: str):
    if db.engine.dialect.name == "sqlite":
        return
    read(select(1))
    with db.engine.connect() as other:
        pid = g.reader.connection.dbapi_connection.info.backend_pid
        assert other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid}).scalar()

    if moment == "between two requests":
        let_go()

    assert read(select(1)).scalar() == 1


def test_a_command_after_postgresql_ended_its_connections_writes(app: Flask):
    ward = factories.a_ward()
    with db.engine.connect() as kept:
        own = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        if db.engine.dialect.name == "postgresql":
            kept.execute(text(f"{own} WHERE datname = current_database() AND pid <> pg_backend_pid()")).all()
        writing().execute(text("UPDATE units SET households = 1"))
        db.session.commit()

    assert read(select(Unit.households).where(Unit.id == ward.id)).scalar() == 1


def test_inside_a_command_its_reads_see_what_it_wrote_and_outside_they_do_not(app: Flask):
    ward = factories.a_ward()
    households = select(Unit.households).where(Unit.id == ward.id)
    session = writing()
    session.execute(text("UPDATE units SET households = 7"))

    with reading_in(session):
        inside = read(households).scalar()

    assert (inside, read(households).scalar()) == (7, None)
    session.commit()


def test_a_connection_lost_inside_a_command_is_not_replaced_by_one_outside_it(app: Flask):
    if db.engine.dialect.name == "sqlite":
        return
    session = writing()
    pid = session.connection().connection.dbapi_connection.info.backend_pid
    with db.engine.connect() as other:
        assert other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid}).scalar()

    with pytest.raises(OperationalError), reading_in(session):
        read(select(1))
