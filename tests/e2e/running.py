"""The real app under gunicorn with its demonstration data, as `make run` starts it."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
READY_WITHIN = 120  # seconds; three on a machine that does nothing else
DIES_WITH_US = ("setpriv", "--pdeathsig", "TERM")  # a run that is killed leaves no server behind


class RunningApp:
    """Starts, stops and knows who may sign in. DATA_DIR is the caller's; database_url: SQLite in it unless given."""

    def __init__(self, data_dir: Path, database_url: str | None = None) -> None:
        self.data_dir = data_dir
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        own = {"DATA_DIR": str(data_dir), "BIND": f"127.0.0.1:{self.port}", "FLASK_APP": "wsgi"}
        outer = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        self.environment = outer | own | ({"DATABASE_URL": database_url} if database_url else {})
        self.database_url = database_url
        self.command: list[str | Path] = [BIN / "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
        self.server: subprocess.Popen[bytes] | None = None
        self.sign_ins: dict[str, tuple[float, object]] = {}  # when, and what the browser keeps

    def prepare(self) -> None:
        """Migrates an empty database and loads the demonstration."""
        for command in (["db", "upgrade"], ["demo", "prepare"]):
            self.flask(*command)

    def flask(self, *command: str) -> None:
        subprocess.run(
            [BIN / "flask", *command], cwd=ROOT, env=self.environment, check=True, capture_output=True, timeout=600
        )

    def forget_what_was_logged(self) -> None:
        """Withdraws what other tests logged or began, so that nobody is asked whether a meeting repeats it or is far too large."""
        engine = create_engine(self.database_url or f"sqlite:///{self.data_dir / 'sotayso.db'}")
        ours = "(SELECT id FROM submissions WHERE key NOT LIKE 'demo-%')"
        of_ours = f"activity_id IN (SELECT id FROM activities WHERE submission_id IN {ours})"
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM drafts"))
            connection.execute(text("UPDATE units SET households = NULL"))
            connection.execute(text(f"UPDATE activities SET status = 'da_huy' WHERE submission_id IN {ours}"))
            connection.execute(text(f"UPDATE measurements SET counts = false WHERE {of_ours}"))
        engine.dispose()

    def close_new_units(self) -> None:
        """Closes the units tests made, long ago: nobody's table holds them any more (SQLite only)."""
        with sqlite3.connect(self.data_dir / "sotayso.db") as connection:
            connection.execute("UPDATE units SET opened_on = NULL, closed_on = '2025-01-01' WHERE code LIKE 'MOI%'")
        connection.close()

    def lose_what_was_logged(self) -> None:
        """As if an older copy had been restored: what was sent last was never there (SQLite only)."""
        with sqlite3.connect(self.data_dir / "sotayso.db") as connection:
            ours = "(SELECT id FROM submissions WHERE key NOT LIKE 'demo-%')"
            entries = f"(SELECT id FROM activities WHERE submission_id IN {ours})"
            for table in ("tags", "measurements", "oddities", "activity_changes", "supplements"):
                connection.execute(f"DELETE FROM {table} WHERE activity_id IN {entries}")
            connection.execute(f"DELETE FROM activities WHERE submission_id IN {ours}")
            connection.execute("DELETE FROM submissions WHERE key NOT LIKE 'demo-%'")
        connection.close()

    def stored(self, attending: int) -> int:
        """How many entries with this many attending count (SQLite only)."""
        return self.counted(
            "SELECT count(*) FROM measurements WHERE measure = 'luot_nguoi_du' AND value = ? AND counts", attending
        )

    def counted(self, asked: str, *values: int) -> int:
        """What a statement counts (SQLite only)."""
        with sqlite3.connect(self.data_dir / "sotayso.db") as connection:
            (found,) = connection.execute(asked, values).fetchone()
        connection.close()
        return int(found)

    def account(self, who: str) -> dict[str, str]:
        """The demonstration account of a unit, or of a telephone number where a unit has several."""
        kept = json.loads((self.data_dir / "demonstration-accounts.json").read_text(encoding="utf-8"))
        return next(row for row in kept if who in (row["unit"], row["phone"]))

    def start(self) -> None:
        with (self.data_dir / "gunicorn.log").open("ab") as log:
            self.server = subprocess.Popen(
                [*DIES_WITH_US, *self.command],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            assert time.monotonic() < deadline, (self.data_dir / "gunicorn.log").read_text(encoding="utf-8")
            time.sleep(0.05)

    def kill(self) -> None:
        """Ends the server and its workers at once, as a power cut would."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """The server takes what is sent, and answers nothing until it is awake again."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.server.pid, signal.SIGCONT)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Holds the database's write lock: what is sent meanwhile waits in the server (SQLite only)."""
        other = sqlite3.connect(self.data_dir / "sotayso.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()

    def _answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/tro-giup")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
