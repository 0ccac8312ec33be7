"""Things done at the same instant, each in a thread and with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from app.extensions import db


def at_once(app: Flask, tasks: list[Callable[[], Any]], *refusals: type[Exception]) -> list[Any]:
    """What each task gives, or is refused with, all begun together; any other exception fails the test."""
    begin = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        with app.app_context():
            begin.wait()
            try:
                return task()
            except refusals as refused:
                return refused
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
