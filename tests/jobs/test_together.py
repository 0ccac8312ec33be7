"""make run's script: the server and the jobs begin together and end together, and no process is left."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest

from app import create_app
from app.config import ROOT, Config
from app.extensions import db
from tests.e2e.running import DIES_WITH_US
from tests.jobs.proxying import free_port

PATIENCE = 40  # seconds


def children(pid: int) -> dict[str, int]:
    """The script's own two processes, by what they are."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    lines = [line.split(None, 1) for line in listed.stdout.splitlines()]
    return {name: int(number) for number, said in lines for name in ("gunicorn", "flask") if f"/{name} " in said}


def is_anybody_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def as_from_a_terminal() -> None:
    """A shell cannot trap a signal it was begun with ignored, as everything is that runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def script(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The script, once both of its processes work."""
    url = f"sqlite:///{tmp_path / 'sotayso.db'}"
    with create_app(Config(url, "k" * 40, tmp_path)).app_context():
        flask_migrate.upgrade()
        db.engine.dispose()
    own = {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "BIND": f"127.0.0.1:{free_port()}"}
    log = tmp_path / "said"
    with log.open("wb") as said:
        command = [*DIES_WITH_US, "tools/run.sh"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | own, stdout=said, stderr=said, start_new_session=True,
            preexec_fn=as_from_a_terminal,
        )  # fmt: skip
    until = time.monotonic() + PATIENCE
    while not all(word in log.read_text(encoding="utf-8") for word in ("jobs begin", "Listening at")):
        assert time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    yield process
    if is_anybody_left(process.pid):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end(process: "subprocess.Popen[bytes]", how: str) -> None:
    if how == "Ctrl-C":
        os.killpg(process.pid, signal.SIGINT)
    elif how == "SIGTERM":
        process.terminate()
    else:
        os.kill(children(process.pid)[how], signal.SIGKILL)


@pytest.mark.parametrize(("how", "status"), [("Ctrl-C", 0), ("SIGTERM", 0), ("flask", 1), ("gunicorn", 1)])
def test_however_it_ends_nobody_is_left(script: "subprocess.Popen[bytes]", how: str, status: int):
    assert set(children(script.pid)) == {"gunicorn", "flask"}

    end(script, how)

    assert script.wait(PATIENCE) == status
    until = time.monotonic() + PATIENCE
    while is_anybody_left(script.pid) and time.monotonic() < until:
        time.sleep(0.1)  # workers of a server that was killed notice within two seconds
    assert not is_anybody_left(script.pid)
