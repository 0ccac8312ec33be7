"""A real gunicorn with the project's own settings on a free port, and raw bytes to it."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import flask_migrate
from sqlalchemy import create_engine

from app import clock, create_app
from app.config import ROOT, Config
from app.engines import engine_options
from app.extensions import db
from app.permissions import Role
from tests import factories
from tests.house.world import everything
from tests.page import PageClient

PORTS = range(8310, 8330)
TARGET = "/nhat-ky/ghi/hop"
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
    settings = {"DATABASE_URL": url, "SECRET_KEY": secret, "DATA_DIR": str(folder)}
    log = folder / "gunicorn.log"
    process, port = started(settings, log)
    try:
        yield Server(port, url, cookie.value if cookie else "", token, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def started(settings: dict[str, str], log: Path) -> tuple["subprocess.Popen[bytes]", int]:
    """A gunicorn on the first port nobody else holds; another test run may be looking for one as well."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    for port in random.sample(PORTS, len(PORTS)):
        with log.open("wb") as said:
            env = os.environ | settings | {"BIND": f"127.0.0.1:{port}"}
            process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said)
        if listens(process, log):
            return process, port
        process.terminate()
        process.wait(PATIENCE)
    raise RuntimeError(f"gunicorn did not start: {log.read_text(encoding='utf-8')}")


def listens(process: "subprocess.Popen[bytes]", log: Path) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        said = log.read_text(encoding="utf-8")
        if "Listening at" in said or "Connection in use" in said:
            return "Listening at" in said
        time.sleep(0.1)
    return False


def a_body(server: Server, **more: str) -> bytes:
    today = clock.today().isoformat()
    meeting = {"key": str(uuid4()), "held_on": today, "type": "hop_tdp", "luot_nguoi_du": "45"}
    meeting["confirmed"] = f"duplicate/hop_tdp/{today}"  # others logged that day
    return urlencode(meeting | {"csrf_token": server.token, "note": "x" * 1900} | more).encode()


def a_head(server: Server, *lines: str, method: str = "POST", target: str = TARGET, host: str = "localhost") -> bytes:
    own = [f"{method} {target} HTTP/1.1", f"Host: {host}", f"Cookie: sotayso={server.cookie}", "Connection: close"]
    kind = ["Content-Type: application/x-www-form-urlencoded"] if method == "POST" else []
    return "\r\n".join([*own, *kind, *lines, "", ""]).encode("latin-1")


def a_post(server: Server, body: bytes, *lines: str) -> bytes:
    return a_head(server, f"Content-Length: {len(body)}", *lines) + body
