"""Processes of the site's own: work outside a request, waited for beside the requests, so that its end never goes unnoticed."""

import os
import subprocess
import sys
from collections.abc import Callable
from threading import Thread
from typing import NamedTuple

from flask import Flask, current_app

from app.config import ROOT, Config

Launch = Callable[[Flask, int, int], object]


class Work(NamedTuple):
    """Work of one kind: flask GROUP work NUMBER ATTEMPT does it; broken_off: told that an attempt's process has ended.

    launch: where app.extensions holds another way to start it.
    """

    group: str
    broken_off: Callable[[int, int], object]
    launch: str


def launch(work: Work, number: int, attempt: int) -> None:
    """Has an attempt carried out; the request does not wait for it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    otherwise: Launch | None = app.extensions.get(work.launch)
    if otherwise is None:
        start_process(work, app, number, attempt)
    else:
        otherwise(app, number, attempt)


def start_process(work: Work, app: Flask, number: int, attempt: int) -> Thread:
    """A process of its own: its memory goes with it, and it goes on when the worker that began it does not."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", work.group, "work", str(number), str(attempt)]
    process = subprocess.Popen(  # noqa: S603  our own console, no shell
        command, cwd=ROOT, env=environment(app.extensions["settings"]), stdin=subprocess.DEVNULL, start_new_session=True
    )
    waiting = Thread(target=_wait, args=(work, app, process, number, attempt), daemon=True)
    waiting.start()
    return waiting


def _wait(work: Work, app: Flask, process: "subprocess.Popen[bytes]", number: int, attempt: int) -> None:
    process.wait()
    with app.app_context():
        work.broken_off(number, attempt)


def environment(config: Config) -> dict[str, str]:
    """The settings a process needs to work on the same database with the same plan."""
    own = {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": config.secret_key,
        "PLAN_FILE": str(config.plan_file or ""),
        "CUT_OFF": config.cut_off.value,
    }
    return {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ} | own
