"""A PostgreSQL server of a test's own, that may be stopped, killed and started again. Needs root: it runs as postgres."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.faults.site import wait_until

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
AS_POSTGRES = ("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--pdeathsig", "QUIT")


class OwnPostgresql:
    """folder: its cluster; on loopback, on a port of its own, durable as the default settings are."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.folder, self.settings = folder, settings
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.server: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        shutil.chown(self.folder.parent, "postgres")
        command = [*AS_POSTGRES, PROGRAMS[-1] / "initdb", "-D", self.folder, "-U", "root", "-E", "UTF8", "--locale=C"]
        subprocess.run(command, check=True, capture_output=True, cwd="/")

    def start(self) -> None:
        """Starts it, and waits until it has recovered."""
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={self.port}", *self.settings]
        flags = [part for each in settings for part in ("-c", each)]
        with (self.folder.parent / "postgresql.log").open("ab") as log:
            command = [*AS_POSTGRES, PROGRAMS[-1] / "postgres", "-D", self.folder, *flags]
            self.server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
        wait_until(self.answers, 60)

    def end(self, how: int = signal.SIGQUIT) -> None:
        """Immediately (SIGQUIT), quickly (SIGINT) or by SIGKILL; waits until all its processes are gone."""
        if self.server is None:
            return
        pids = self.pids()
        self.server.send_signal(how)
        self.server.wait(60)
        self.server = None
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))

    def pids(self) -> list[int]:
        assert self.server
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        return [self.server.pid, *map(int, children)]

    def answers(self) -> bool:
        try:
            psycopg.connect(self.address("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """A new database's address."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        yield self.address(name)

    def address(self, database: str) -> str:
        return f"postgresql://root@127.0.0.1:{self.port}/{database}"


def need_postgresql() -> None:
    if os.geteuid() != 0 or not PROGRAMS or not shutil.which("setpriv"):
        pytest.skip("needs root and PostgreSQL's programs")


@contextmanager
def cluster_on(disk: Path, *settings: str) -> Iterator[OwnPostgresql]:
    """A server that runs, whose empty cluster lies in the folder pg of a disk; it ends with the context."""
    need_postgresql()
    (disk / "pg").mkdir()
    server = OwnPostgresql(disk / "pg" / "cluster", *settings)
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.end()


@contextmanager
def own_postgresql(*settings: str) -> Iterator[OwnPostgresql]:
    """One in a folder of temporary files."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o711)
        with cluster_on(Path(place), *settings) as server:
            yield server
