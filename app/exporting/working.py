"""What the process behind a file does: writes it whole or not at all, with signs of life."""

from collections.abc import Callable

from flask import Flask

from app import clock
from app.database import let_go
from app.exporting.files import Asked, write_export
from app.exporting.models import State
from app.exporting.runs import ExportView, note, path_of, task_of
from app.periods.calendar import period
from app.periods.current import cut_off
from app.plan import current_plan
from app.status.current import expected_in
from app.units.queries import wards

EVERY = 500  # entries between two signs of life


class Superseded(Exception):
    """Another attempt writes this file now."""


def work(app: Flask, number: int, attempt: int) -> None:
    """Writes a file that was asked for; does nothing where another attempt has it."""
    task = task_of(number, attempt, clock.now())
    asked = _asked(task) if task else None
    let_go()
    if task is None or asked is None:
        return
    path = path_of(app.extensions["settings"].data_dir, task)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{attempt}")
    try:
        with fresh.open("wb") as file:
            total = write_export(file, asked, _heard(app, task))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    note(number, attempt, clock.now(), state=State.READY, done=total, total=total)


def _asked(task: ExportView) -> Asked | None:
    plan, of = current_plan(), period(task.words["ky"], cut_off())
    wanted = task.wanted(of, plan)
    name = next((ward.name for ward in wards() if ward.id == task.bounds.ward_id), "")
    expected = expected_in(task.bounds.ward_id, of, clock.today())
    return Asked(task.bounds, wanted, name, expected, plan, cut_off(), clock.now()) if wanted else None


def _heard(app: Flask, task: ExportView) -> Callable[[int], None]:
    """Notes how far it is, on a connection of its own: the file's goes on seeing one moment."""

    def heard(done: int) -> None:
        if done % EVERY == 0:
            with app.app_context():
                if not note(task.number, task.attempt, clock.now(), done=done):
                    raise Superseded(task.number)

    return heard
