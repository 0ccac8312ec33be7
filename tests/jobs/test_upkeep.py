"""What an SQLite file gets at night, and what a damaged one is said to be."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from app.config import Config
from app.extensions import db
from app.jobs.job import NotDone
from app.jobs.upkeep import IN_USE, MERGED, NOT_NEEDED, tend_database
from tests import factories
from tests.jobs.running import NOW, a_job, a_runner


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """An SQLite database of the test's own, with a ward."""
    file = tmp_path / "sotayso.db"
    app = create_app(Config(f"sqlite:///{file}", "k" * 40, tmp_path))
    with app.app_context():
        flask_migrate.upgrade()
        factories.a_ward()
        yield file
        db.session.remove()
        db.engine.dispose()


def log_of(file: Path) -> int:
    """Bytes in the write-ahead log."""
    return file.with_name(file.name + "-wal").stat().st_size


def damage(file: Path, table: str) -> None:
    """Writes noise over a table's page, as a failing disk would."""
    tend_database(NOW)
    found = text("SELECT (rootpage - 1) * page_size FROM sqlite_master, pragma_page_size WHERE name = :name")
    place = db.session.execute(found, {"name": table}).scalar_one()
    db.session.remove()
    db.engine.dispose()
    with file.open("r+b") as content:
        content.seek(place)
        content.write(b"\xa5" * 1000)


def test_the_log_is_put_into_the_file(file: Path):
    assert log_of(file) > 0

    assert tend_database(NOW) == MERGED

    assert log_of(file) == 0


def test_who_reads_meanwhile_is_left_in_peace(file: Path):
    with db.engine.connect() as reading:
        reading.execute(text("SELECT count(*) FROM units"))
        factories.a_ward("09999", "Phường khác")

        assert tend_database(NOW) == IN_USE

        assert reading.execute(text("SELECT count(*) FROM units")).scalar() == 1
    assert tend_database(NOW) == MERGED


def test_the_patience_of_writers_is_what_it_was(file: Path):
    tend_database(NOW)

    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000


def test_statistics_are_taken_of_tables_that_have_grown(file: Path):
    ward = factories.a_ward("09999", "Phường khác")
    for _ in range(30):
        factories.a_unit(ward)

    tend_database(NOW)

    found = db.session.execute(text("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'units'")).scalar()
    assert found > 0


def test_a_damaged_file_is_said_to_be_damaged(file: Path):
    damage(file, "units")

    with pytest.raises(NotDone, match="Tệp cơ sở dữ liệu bị hỏng"):
        tend_database(NOW)


def test_a_database_of_the_server_is_not_needed(app: Flask):
    on_sqlite = db.engine.dialect.name == "sqlite"

    assert a_runner(app, a_job(tend_database)).run_due()

    assert (tend_database(NOW) == NOT_NEEDED) is not on_sqlite
