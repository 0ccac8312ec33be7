"""Files that take longer than a browser waits: asked for, written by a process of their own, kept a few days."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select, update

from app.database import read, writing
from app.exporting.models import Export, State
from app.exporting.wanted import Bounds, Wanted, wanted_of
from app.launching import Work
from app.periods.calendar import Period, period
from app.periods.standing import hold_ward
from app.plan import Plan
from app.scope import Scope

SILENT_FOR = timedelta(minutes=2)  # without a sign of life its process is gone
KEPT_FOR = timedelta(days=3)
LISTED = 5


class Busy(Exception):
    """The person has another file being written. number: of that one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True)
class ExportView:
    """A file as its page shows it; one whose process is gone is broken."""

    number: int
    bounds: Bounds
    words: dict[str, str]
    state: State
    attempt: int
    done: int
    total: int
    asked_at: datetime

    def wanted(self, of: Period, plan: Plan) -> Wanted | None:
        return wanted_of(self.words, of, plan)

    @property
    def period(self) -> Period:
        return period(self.words["ky"])


_COLUMNS = (
    Export.id,
    Export.ward_id,
    Export.unit_id,
    Export.wanted,
    Export.state,
    Export.attempt,
    Export.done,
    Export.total,
    Export.asked_at,
    Export.beat_at,
)
_OWN = select(*_COLUMNS).where(
    Export.by_id == bindparam("person"), Export.ward_id == bindparam("ward"), Export.state != State.GONE
)
_ONE = _OWN.where(Export.id == bindparam("number"))
_LATEST = _OWN.order_by(Export.id.desc()).limit(LISTED)
_TASK = select(*_COLUMNS).where(Export.id == bindparam("number"), Export.attempt == bindparam("attempt"))


def exports_of(scope: Scope, bounds: Bounds, now: datetime) -> list[ExportView]:
    """The person's latest files, of what the person may still take out."""
    found = [_view(row, now) for row in read(_LATEST, _whose(scope))]
    return [each for each in found if bounds.unit_id in (None, each.bounds.unit_id)]


def export_of(scope: Scope, bounds: Bounds, number: int, now: datetime) -> ExportView | None:
    """The person's own file of a number, as long as the person may take out what is in it."""
    row = read(_ONE, _whose(scope) | {"number": number}).one_or_none()
    found = None if row is None else _view(row, now)
    return found if found and bounds.unit_id in (None, found.bounds.unit_id) else None


def task_of(number: int, attempt: int, now: datetime) -> ExportView | None:
    """What a process is to write; None: another attempt has it, or it is over."""
    row = read(_TASK, {"number": number, "attempt": attempt}).one_or_none()
    found = None if row is None else _view(row, now)
    return found if found and found.state is State.WAITING else None


def _whose(scope: Scope) -> dict[str, Any]:
    return {"person": scope.person_id, "ward": scope.ward_id}


def _view(row: Any, now: datetime) -> ExportView:
    state = State(row.state)
    if state is State.WAITING and row.beat_at <= now - SILENT_FOR:
        state = State.BROKEN
    bounds, words = Bounds(row.ward_id, row.unit_id), json.loads(row.wanted)
    return ExportView(row.id, bounds, words, state, row.attempt, row.done, row.total, row.asked_at)


def ask_for(bounds: Bounds, wanted: Wanted, total: int, *, by_id: int, now: datetime) -> int:
    """Keeps that a file is asked for; its number. Raises Busy while another one of the person is being written."""
    session = writing()
    hold_ward(session, bounds.ward_id)  # of two taps at once the second finds the first
    alive = (Export.state == State.WAITING, Export.beat_at > now - SILENT_FOR)
    running = session.scalars(select(Export.id).where(Export.by_id == by_id, *alive)).first()
    if running is not None:
        session.rollback()
        raise Busy(running)
    row = Export(ward_id=bounds.ward_id, unit_id=bounds.unit_id, by_id=by_id, wanted=json.dumps(wanted.address))
    row.state, row.attempt, row.done, row.total = State.WAITING, 1, 0, total
    row.asked_at = row.beat_at = now
    session.add(row)
    session.commit()
    return row.id


def ask_again(export: ExportView, now: datetime) -> int | None:
    """Another attempt at one that broke off; None where somebody else has begun it."""
    held = (Export.id == export.number, Export.attempt == export.attempt, Export.state != State.READY)
    again = {"attempt": export.attempt + 1, "state": State.WAITING, "done": 0, "beat_at": now}
    return export.attempt + 1 if _changed(held, again) else None


def note(number: int, attempt: int, now: datetime, **values: Any) -> bool:
    """A sign of life, and what is new; whether the attempt is still the one that counts."""
    return _changed(_still(number, attempt), {"beat_at": now} | values)


def break_off(number: int, attempt: int) -> None:
    """Says that the process of an attempt is gone, unless it had finished."""
    _changed(_still(number, attempt), {"state": State.BROKEN})


def _still(number: int, attempt: int) -> tuple[Any, ...]:
    return Export.id == number, Export.attempt == attempt, Export.state == State.WAITING


def _changed(held: tuple[Any, ...], values: dict[str, Any]) -> bool:
    session = writing()
    done: Any = session.execute(update(Export).where(*held).values(values).execution_options(synchronize_session=False))
    session.commit()
    return bool(done.rowcount)


def path_of(folder: Path, export: ExportView) -> Path:
    """Where a file lies, under a name that says nothing."""
    suffix = "csv" if export.words.get("dang") == "csv" else "xlsx"
    return folder / "exports" / f"{export.number}.{suffix}"


def forget_files(folder: Path, now: datetime) -> int:
    """Takes away files older than they are kept for, and what broken attempts left; how many."""
    session = writing()
    session.execute(update(Export).where(Export.asked_at < now - KEPT_FOR).values(state=State.GONE))
    session.commit()
    old = [file for file in (folder / "exports").glob("*") if file.stat().st_mtime < (now - KEPT_FOR).timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


WORK = Work("exports", break_off, "launch_export")
