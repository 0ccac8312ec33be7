"""flask jobs run as the process it is: runs what is due, ends when asked to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import clock
from app.background import JOBS
from app.config import ROOT
from app.jobs.queries import Outcome, newest_runs
from app.launching import environment
from tests.e2e.running import DIES_WITH_US

COMMAND = (sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run")
PATIENCE = 30  # seconds


def run(app: Flask, *options: str) -> "subprocess.CompletedProcess[str]":
    env = environment(app.extensions["settings"])
    return subprocess.run(
        [*COMMAND, *options], cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@pytest.fixture
def runner(app: Flask, tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The process, asleep: what was due is done."""
    said = tmp_path / "said"
    with said.open("wb") as log:
        env = environment(app.extensions["settings"])
        process = subprocess.Popen([*DIES_WITH_US, *COMMAND], cwd=ROOT, env=env, stdout=log, stderr=log)
    until = time.monotonic() + PATIENCE
    while "runs: " not in said.read_text(encoding="utf-8"):
        assert time.monotonic() < until, said.read_text(encoding="utf-8")
        time.sleep(0.05)
    time.sleep(0.3)
    yield process
    process.kill()
    process.wait()


def test_once_runs_what_is_due_and_ends(app: Flask):
    first, second = run(app, "--once"), run(app, "--once")

    assert (first.returncode, second.returncode) == (0, 0)
    assert [run.job for run in reversed(newest_runs(clock.now()))] == [job.name for job in JOBS]
    assert {run.outcome for run in newest_runs(clock.now())} == {Outcome.DONE}
    assert "sign-ins: Đã xóa 0 phiên đăng nhập" in first.stderr
    assert second.stderr == ""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_asleep_it_ends_within_a_second(runner: "subprocess.Popen[bytes]", how: signal.Signals):
    asked = time.monotonic()
    os.kill(runner.pid, how)

    assert runner.wait(PATIENCE) == 0
    assert time.monotonic() - asked < 1


def test_killed_it_leaves_nothing_that_keeps_the_next_one_from_running(app: Flask, runner: "subprocess.Popen[bytes]"):
    runner.kill()
    runner.wait()

    assert run(app, "--once").returncode == 0


def test_a_database_at_another_migration_is_refused(app: Flask, tmp_path: Path):
    env = environment(app.extensions["settings"]) | {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}"}

    ended = subprocess.run(COMMAND, cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert ended.returncode == 1
    assert "flask db upgrade" in ended.stderr
    assert not (tmp_path / "none.db").exists()
