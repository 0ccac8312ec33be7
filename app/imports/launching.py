"""Starts the process of an import and waits for it beside the requests, so that its end never goes unnoticed."""

import os
import subprocess
import sys
from collections.abc import Callable
from threading import Thread

from flask import Flask, current_app

from app.config import ROOT, Config
from app.imports import commands

Launch = Callable[[Flask, int, int], object]


def launch(number: int, attempt: int) -> None:
    """Has an attempt at an import carried out; the request does not wait for it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    start: Launch = app.extensions.get("launch_import", start_process)
    start(app, number, attempt)


def start_process(app: Flask, number: int, attempt: int) -> Thread:
    """A process of its own, so that its memory goes with it; a thread waits for its end."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "imports", "work", str(number), str(attempt)]
    process = subprocess.Popen(  # noqa: S603  our own console, no shell
        command, cwd=ROOT, env=environment(app.extensions["settings"]), stdin=subprocess.DEVNULL, start_new_session=True
    )
    waiting = Thread(target=_wait, args=(app, process, number, attempt), daemon=True)
    waiting.start()
    return waiting


def _wait(app: Flask, process: "subprocess.Popen[bytes]", number: int, attempt: int) -> None:
    process.wait()
    with app.app_context():
        commands.break_off(number, attempt)


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
