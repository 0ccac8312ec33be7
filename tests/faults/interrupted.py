"""Kills every migration at every statement, and says what was left: python -m tests.faults.interrupted URL FOLDER STEP [bare]

STEP: every so many statements only. bare: without the transaction around a migration, for the control.
Prints JSON: kills, and the revisions that were found half done.
"""

import json
import os
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

import flask_migrate
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text
from sqlalchemy.engine import Engine

from app import create_app, engines
from app.config import ROOT, Config
from app.extensions import db

REVISIONS = [s.revision for s in reversed(list(ScriptDirectory(str(ROOT / "migrations")).walk_revisions()))]
KILLED = 9
ALONE_WITHIN = 30  # seconds


def wait_until_alone() -> None:
    """PostgreSQL takes back what a killed connection did a moment later, and its catalogue shows half of it until then."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + ALONE_WITHIN
    while db.engine.dialect.name == "postgresql" and time.monotonic() < deadline:
        with db.engine.connect() as connection:
            if not connection.execute(text(f"{others} AND backend_type = 'client backend'")).scalar_one():
                return
        time.sleep(0.05)


def state() -> tuple[Any, ...]:
    """The revision a database says it is at; its tables, their columns and indexes."""
    wait_until_alone()
    look = inspect(db.engine)
    names = sorted(name for name in look.get_table_names() if name != "alembic_version")
    with db.engine.connect() as connection:
        asked = "SELECT version_num FROM alembic_version"
        at = connection.execute(text(asked)).scalars().all() if look.has_table("alembic_version") else []
    db.engine.dispose()
    columns = [sorted(column["name"] for column in look.get_columns(name)) for name in names]
    return at, names, columns, [sorted(str(index["name"]) for index in look.get_indexes(name)) for name in names]


def upgrade_until(revision: str, statement: int) -> bool:
    """In a process of its own, which ends before that statement; whether it came to the end of the migration."""
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != KILLED
    done: list[str] = []

    def look(_connection: Any, _cursor: Any, said: str, *_rest: Any) -> None:
        done.append(said)
        if len(done) > statement:
            os._exit(KILLED)

    event.listen(Engine, "before_cursor_execute", look)
    try:
        flask_migrate.upgrade(revision=revision)
    finally:
        os._exit(0)


def kill_everywhere(revision: str, step: int) -> tuple[int, bool]:
    """How often one migration was killed before it came to its end, and whether anything of it was left in between."""
    before, left = state(), False
    for kills, statement in enumerate(count(0, step)):
        if upgrade_until(revision, statement):
            return kills, left
        if state() != before:
            return kills + 1, True
    raise AssertionError


def main(url: str, folder: str, step: str, *bare: str) -> None:
    if bare:
        engines._begin_on_sqlite = engines._begin_on_postgresql = lambda _connection: None
    app, kills, half = create_app(Config(url, "k" * 40, Path(folder))), 0, []
    with app.app_context():
        for revision in REVISIONS:
            more, left = kill_everywhere(revision, int(step))
            kills += more
            if left:
                half.append(revision)
                break
            assert state()[0] == [revision], revision
    print(json.dumps({"kills": kills, "half": half, "reached": state_of(app)}))


def state_of(app: Any) -> str:
    with app.app_context():
        return str(state()[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
