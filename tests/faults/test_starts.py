"""A database that is gone, replaced, damaged, older or newer: the server does not start, says why, and makes nothing up."""

import subprocess
from collections.abc import Callable

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import text

from tests.e2e.running import BIN, ROOT
from tests.faults.conftest import Ledger
from tests.faults.phones import an_entry
from tests.faults.site import Site
from tests.faults.tally import tally
from tests.faults.worlds import phones

Harm = Callable[[Site], object]


def refusal(site: Site) -> str:
    """What a start says that must fail."""
    command = [BIN / "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    ended = subprocess.run(
        command, cwd=ROOT, env=site.environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert ended.returncode != 0
    return ended.stderr


def gone(site: Site) -> None:
    for file in site.data_dir.glob("sotayso.db*"):
        file.unlink()


def empty(site: Site) -> None:
    gone(site)
    site.file.touch()


def no_database(site: Site) -> None:
    gone(site)
    site.file.write_text("Đây không phải cơ sở dữ liệu. " * 400)


def another(site: Site) -> None:
    gone(site)
    with sqlite.connect(site.file) as connection:
        connection.execute("CREATE TABLE things (id INTEGER)")
    connection.close()


def damaged(site: Site) -> None:
    """The first page, where the tables are listed, is overwritten behind its head."""
    with site.file.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)


def cut_short(site: Site) -> None:
    with site.file.open("r+b") as file:
        file.truncate(5000)


@pytest.mark.fault("A9 database at start")
@pytest.mark.parametrize(
    "harm",
    [gone, damaged, *(pytest.param(each, marks=pytest.mark.long) for each in (empty, no_database, another, cut_short))],
)
def test_a_start_without_a_sound_database_is_refused(sqlite_site: Site, harm: Harm):
    harm(sqlite_site)
    was_there = sqlite_site.file.exists()

    said = refusal(sqlite_site)

    assert "SchemaError" in said
    assert "flask db upgrade" in said or "put a copy back" in said
    assert sqlite_site.file.exists() is was_there


@pytest.mark.fault("A9 PostgreSQL's database gone")
@pytest.mark.long
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_start_without_its_database_on_postgresql_is_refused(site: Site):
    site.environment["DATABASE_URL"] = str(site.database_url) + "_gone"

    assert "does not exist" in refusal(site)


def set_version(site: Site, version: str) -> str:
    engine = site.engine()
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()
    return str(kept)


@pytest.mark.fault("A14 program and database apart")
@pytest.mark.long("postgresql")
@pytest.mark.parametrize(("version", "which"), [("0001", "older"), ("9999", "newer")])
def test_a_database_of_another_time_is_refused_at_start(
    site: Site, database: str, ledger: Ledger, version: str, which: str
):
    kept = set_version(site, version)
    said = refusal(site)
    set_version(site, kept)
    site.serve(workers="1")
    entry = phones(site, 1)[0].deliver(an_entry())

    counted = tally(site, [entry])
    ledger(counted.row(f"A14 {which} database", database))
    assert f"SchemaError: the database is at {version}, this program needs {kept}" in said
    assert "flask db upgrade" in said
    assert counted.acknowledged == counted.stored == 1


@pytest.mark.control("A14 any database will do")
@pytest.mark.long
def test_without_the_check_it_starts_on_an_old_database(sqlite_site: Site):
    with sqlite.connect(sqlite_site.file) as connection:
        connection.execute("DROP TABLE oddities")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    sqlite_site.serve(without="schema_check", workers="1")
    entry = an_entry()

    answer = phones(sqlite_site, 1)[0].send(entry)

    assert answer
    assert answer.status >= 500
