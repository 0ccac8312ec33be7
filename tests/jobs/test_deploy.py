"""What an operator copies: nginx takes the file and the site works behind it; gunicorn is what it is asked to be."""

import http.client
import runpy
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPMessage
from pathlib import Path
from typing import NamedTuple

import pytest

from app.config import ROOT
from app.imports.packages import LARGEST
from app.security import GREATEST_BODY
from tests.attacks.serving import a_server
from tests.jobs.proxying import configured, free_port, limit_of_bodies, needs_nginx

NAME = "sotayso.example.vn"
PATIENCE = 20  # seconds


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks nginx, before a server of ours, for a path over https."""
    folder = tmp_path_factory.mktemp("proxied")
    with pytest.MonkeyPatch.context() as settings:
        for name, value in (("TRUSTED_HOSTS", NAME), ("PROXY_HOPS", "1"), ("WORKER_CLASS", "sync")):
            settings.setenv(name, value)
        with a_server(folder) as server:
            yield from asking(folder, server.port)


@pytest.fixture
def ask_nobody(tmp_path: Path) -> Iterator[Ask]:
    """The same before a server that is away."""
    yield from asking(tmp_path, free_port())


def asking(folder: Path, server: int) -> Iterator[Ask]:
    command, port = configured(folder, server)
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while not listens(port):
        assert time.monotonic() < until
        time.sleep(0.05)
    trusting = ssl.create_default_context(cafile=folder / "fullchain.pem")
    trusting.check_hostname = False

    def ask(method: str, path: str, body: object = None, **headers: str) -> Answer:
        sent = {"Host": NAME} | {name.replace("_", "-"): value for name, value in headers.items()}
        wire = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trusting)
        with closing(wire):
            wire.request(method, path, body, sent)
            with wire.getresponse() as answer:
                return Answer(answer.status, answer.headers, answer.read())

    yield ask
    process.terminate()
    process.wait(PATIENCE)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@needs_nginx
def test_nginx_takes_the_file(tmp_path: Path):
    command, _ = configured(tmp_path, 8000)

    said = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert said.returncode == 0, said.stderr
    assert "warn" not in said.stderr


@needs_nginx
def test_a_page_comes_through_as_over_https(ask: Ask):
    page = ask("GET", "/dang-nhap")

    assert page.status == 200
    assert page.headers["Set-Cookie"].startswith("__Host-sotayso=")
    assert page.headers["Strict-Transport-Security"]
    assert ask("GET", "/dang-nhap", Host="evil.example").status == 400


@needs_nginx
def test_what_is_too_long_is_refused_in_our_own_words(ask: Ask):
    page = ask("POST", "/dang-nhap", b"x" * (GREATEST_BODY + 1))

    assert page.status == 413
    assert "Sổ tay số" in page.body.decode()


@needs_nginx
def test_a_body_sent_in_pieces_has_a_length_behind_it(ask: Ask):
    assert ask("POST", "/dang-nhap", iter([b"phone=", b"0510000001"])).status == 400  # no token, and not 411


@needs_nginx
def test_pages_come_compressed_once(ask: Ask):
    assert ask("GET", "/tro-giup", Accept_Encoding="br, gzip").headers["Content-Encoding"] == "br"
    assert ask("GET", "/tro-giup").headers["Content-Encoding"] is None


@needs_nginx
def test_a_server_that_is_away_is_said_to_be(ask_nobody: Ask):
    page = ask_nobody("GET", "/")

    assert (page.status, page.headers["Retry-After"]) == (503, "30")
    assert "đang khởi động lại" in page.body.decode()


def test_nginx_lets_through_whatever_the_site_takes():
    assert limit_of_bodies() >= LARGEST + 1024 * 1024


@pytest.mark.parametrize(("asked", "threads"), [("gthread", 4), ("sync", 1)])
def test_gunicorn_is_of_the_class_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, asked: str, threads: int):
    monkeypatch.setenv("WORKER_CLASS", asked)
    said = runpy.run_path(str(ROOT / "gunicorn.conf.py"))

    assert (said["worker_class"], said["threads"]) == (asked, threads)  # sync with threads would be gthread
    assert said["umask"] == 0o077
    assert said["control_socket_disable"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing")
def test_systemd_takes_the_unit(tmp_path: Path):
    text = (ROOT / "deploy" / "sotayso-jobs.service").read_text(encoding="utf-8")
    unit = tmp_path / "sotayso-jobs.service"
    unit.write_text(text.replace("/srv/sotayso/.venv/bin/flask", shutil.which("true") or ""), encoding="utf-8")

    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, timeout=60, check=False
    )

    assert "sotayso-jobs" not in said.stderr
