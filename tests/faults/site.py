"""The real app under gunicorn over a fresh database, and the ways to harm it."""

import os
import shutil
import signal
import time
from collections.abc import Mapping
from copy import copy
from pathlib import Path

from sqlalchemy import NullPool, create_engine
from sqlalchemy.engine import Engine

from app.engines import engine_options
from tests.e2e.running import BIN, RunningApp

GONE_WITHIN = 20  # seconds
DROP_UNIQUE = {
    "postgresql": ["ALTER TABLE submissions DROP CONSTRAINT uq_submissions_unit_id_key"],
    "sqlite": [
        "PRAGMA foreign_keys=OFF",
        "PRAGMA legacy_alter_table=ON",
        "ALTER TABLE submissions RENAME TO kept",
        "CREATE TABLE submissions (id INTEGER PRIMARY KEY, unit_id INT, key TEXT, sha256 TEXT, person_id INT, received_at TEXT)",
        "INSERT INTO submissions SELECT * FROM kept",
        "DROP TABLE kept",
    ],
}


class Site(RunningApp):
    """DATA_DIR is a copy of a prepared one."""

    def __init__(self, prepared: Path, data_dir: Path, database_url: str | None = None) -> None:
        if prepared != data_dir:
            shutil.copytree(prepared, data_dir, dirs_exist_ok=True)
        super().__init__(data_dir, database_url)

    @property
    def database(self) -> str:
        return "postgresql" if self.database_url and "postgresql" in self.database_url else "sqlite"

    @property
    def file(self) -> Path:
        """SQLite's file."""
        return Path((self.database_url or f"sqlite:///{self.data_dir / 'sotayso.db'}").removeprefix("sqlite:///"))

    def seen_in(self, folder: Path, database_url: str | None = None) -> "Site":
        """The same data as another folder, and another server, hold them."""
        other = copy(self)
        other.data_dir, other.server, other.database_url = folder, None, database_url
        return other

    def engine(self) -> Engine:
        url = (self.database_url or f"sqlite:///{self.file}").replace("postgresql://", "postgresql+psycopg://")
        options = {name: value for name, value in engine_options(url).items() if name != "pool_use_lifo"}
        return create_engine(url, poolclass=NullPool, **options)

    def drop_unique(self) -> None:
        """Takes the constraint of submissions away, before it is started."""
        engine = self.engine()
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in DROP_UNIQUE[self.database]:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def serve(self, *, without: str = "", before: tuple[str, ...] = (), **settings: str) -> None:
        """Starts it and waits until it answers.

        without: the guard that is taken away (unguarded.py). before: a program that starts it. settings: gunicorn's flags.
        """
        wsgi = "tests.faults.unguarded:app" if without else "wsgi:app"
        self.environment["UNGUARDED"] = without
        self.command = [*before, BIN / "gunicorn", "-c", "gunicorn.conf.py", *_flags(settings), wsgi]
        self.start()

    def log(self) -> str:
        return (self.data_dir / "gunicorn.log").read_text(encoding="utf-8", errors="replace")

    @property
    def master(self) -> int:
        assert self.server
        return self.server.pid

    def workers(self) -> list[int]:
        """The pids of the workers that live."""
        try:
            threads = list(Path(f"/proc/{self.master}/task").iterdir())
            return [int(pid) for thread in threads for pid in (thread / "children").read_text().split()]
        except OSError:
            return []

    def signal(self, number: int, *pids: int) -> None:
        for pid in pids:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue

    def kill_master(self) -> None:
        """Kills the master alone; its workers are to notice by themselves."""
        workers = self.workers()
        self.signal(signal.SIGKILL, self.master)
        assert self.server
        self.server.wait()
        self.server = None
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))

    def stop(self) -> None:
        """Asks it to end, as a deploy does, and waits."""
        self.signal(signal.SIGTERM, self.master)
        assert self.server
        self.server.wait(GONE_WITHIN + 30)
        self.server = None


def _flags(settings: Mapping[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in (f"--{name.replace('_', '-')}", value)]


def wait_until(holds: object, within: float = GONE_WITHIN) -> None:
    """Waits for something to become true; fails where it does not."""
    assert callable(holds)
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
