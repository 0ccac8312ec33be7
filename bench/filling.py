"""Fills a database with a size's entries, showing how far it is."""

import secrets
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import flask_migrate
from sqlalchemy import insert
from sqlalchemy.engine import Connection, Engine

from app import clock, create_app
from app.config import Config
from app.extensions import db
from app.plan import Plan, read_plan
from app.units.commands import load_units
from bench.databases import loading_engine, settle
from bench.people import Staff, hire
from bench.rows import TABLES, Clerk, Rows
from bench.schedule import SEED, schedule
from bench.wards import REVIEWING, Town, town

BATCH = 20_000  # entries a transaction


@dataclass(frozen=True)
class Filled:
    """A database that stands ready, and who can sign in to it."""

    size: int
    url: str
    town: Town
    staff: Staff


def fill(url: str, size: int, data_dir: Path) -> Filled:
    """Migrates an empty database and puts units, people and exactly `size` entries into it."""
    plan = read_plan()
    here = town(size, plan)
    app = create_app(Config(url, secrets.token_urlsafe(48), data_dir))
    with app.app_context():
        flask_migrate.upgrade()
        load_units(here.units)
        db.session.remove()
        db.engine.dispose()
    engine = loading_engine(url)
    with engine.begin() as connection:
        staff = hire(connection, reviewing=REVIEWING.upper(), now=clock.now(), today=clock.today())
    _put_entries(engine, size, here, plan, staff)
    settle(engine)
    engine.dispose()
    return Filled(size, url, here, staff)


def _put_entries(engine: Engine, size: int, here: Town, plan: Plan, staff: Staff) -> None:
    clerk, started = Clerk(staff.ids, SEED), time.monotonic()
    entries = schedule(size, here, plan, clock.today())
    while batch := list(islice(entries, BATCH)):
        rows: Rows = {table: [] for table in TABLES}
        for code, entry in batch:
            clerk.put(code, entry, rows)
        with engine.begin() as connection:
            _insert(connection, rows)
        _say(clerk.number, size, time.monotonic() - started)


def _insert(connection: Connection, rows: Rows) -> None:
    for table in TABLES:
        if rows[table]:
            connection.execute(insert(table.__table__), rows[table])


def _say(done: int, size: int, seconds: float) -> None:
    """One line that is written over on a terminal, and every tenth of the way in a file."""
    line = f"  {done:>9,} of {size:,} entries, {seconds:.0f} s"
    if sys.stderr.isatty():
        print(f"\r{line}", end="\n" if done == size else "", file=sys.stderr, flush=True)
    elif done == size or done * 10 // size != (done - BATCH) * 10 // size:
        print(line, file=sys.stderr, flush=True)
