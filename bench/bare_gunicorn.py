"""gunicorn's settings for the bare app: the project's own, but for the check of a database it does not have."""

import runpy
from pathlib import Path

globals().update(runpy.run_path(str(Path(__file__).parent.parent / "gunicorn.conf.py")))
settle = globals()["settle"]


def post_worker_init(_worker: object) -> None:
    settle()
