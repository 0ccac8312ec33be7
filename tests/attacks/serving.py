"""A real gunicorn with the project's own settings on a free port, and raw bytes to it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import flask_migrate
from sqlalchemy import create_engine

from app import create_app
from app.config import ROOT, Config
from app.database import engine_options
from app.extensions import db
from app.scope import Role
from tests import factories
from tests.house.world import everything
from tests.page import PageClient

PORTS = range(8310, 8330)
PATIENCE = 30  # seconds for the server to start, and for an answer


@dataclass(frozen=True)
class Server:
    """Where it listens, who may post, and what it says on its error channel."""

    port: int
    url: str
    cookie: str
    token: str
    log: Path

    def say(self, sent: bytes, *, reset: bool = False) -> bytes:
        """Sends bytes, ends the sending (or breaks the connection off), and gives all that comes back."""
        came = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as wire:
            with suppress(OSError):
                wire.sendall(sent)
                if not reset:
                    wire.shutdown(socket.SHUT_WR)
            if reset:
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                return came
            with suppress(ConnectionResetError):
                while part := wire.recv(65536):
                    came += part
        return came

    def stored(self) -> dict[str, list[object]]:
        engine = create_engine(self.url, **engine_options(self.url))
        rows = everything(engine)
        engine.dispose()
        return rows


def statuses(answer: bytes) -> list[int]:
    """The status of each answer on a connection."""
    return [int(line.split()[1]) for line in answer.splitlines() if line.startswith(b"HTTP/1.")]


def free_port() -> int:
    for port in PORTS:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError(f"no port of {PORTS} is free")


@contextmanager
def a_server(folder: Path) -> Iterator[Server]:
    """Starts gunicorn over a database of its own with one reporter signed in; ends it by its id."""
    url, secret = f"sqlite:///{folder / 'served.db'}", "s" * 40
    app = create_app(Config(url, secret, folder))
    with app.app_context():
        flask_migrate.upgrade()
        person = factories.a_person(factories.a_unit(factories.a_ward(), code="TDP07"), Role.REPORTER)
        client = PageClient(app).signed_in_as(person)
        token, cookie = client.token(), client.client.get_cookie("sotayso")
        db.session.remove()
        db.engine.dispose()
    port, log = free_port(), folder / "gunicorn.log"
    settings = {"DATABASE_URL": url, "SECRET_KEY": secret, "DATA_DIR": str(folder), "BIND": f"127.0.0.1:{port}"}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=said, stderr=said)
        try:
            wait_for(port, process)
            yield Server(port, url, cookie.value if cookie else "", token, log)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("gunicorn did not start")
