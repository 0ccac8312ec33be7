"""What is done to an import, from the upload to the dry run. Applying it is app/imports/applying.py."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Update, select, update

from app.database import AnySession, writing
from app.imports.models import RUNNING, Import, State
from app.launching import Work
from app.scope import Actor

SILENT_FOR = timedelta(seconds=75)  # without a heartbeat, longer than the reading may take
KEPT_FOR = timedelta(days=1)


class Ask(Protocol):
    """Asks for another step of an import."""

    def __call__(self, number: int, *, by: Actor, now: datetime) -> int | None: ...


class Busy(Exception):
    """Another import of the ward is running."""


class Superseded(Exception):
    """Another process has this import now, or it is over."""


@dataclass(frozen=True)
class Task:
    """What a process is to do with an import."""

    number: int
    attempt: int
    state: State
    content: bytes
    mark: str
    by: Actor

    @property
    def ward_id(self) -> int:
        return self.by.ward_id or 0


def receive_workbook(content: bytes, name: str, *, by: Actor, now: datetime) -> int:
    """Keeps a checked package; returns the import's number. Raises Busy while another one of the ward runs."""
    session = writing()
    _refuse_a_second(session, by.ward_id, now)
    session.execute(update(Import).where(Import.made_at < now - KEPT_FOR).values(content=None))
    row = Import(ward_id=by.ward_id, by_id=by.person_id, address=by.address, name=name, content=content)
    row.made_at = row.beat_at = now
    row.state, row.attempt, row.done, row.total, row.result = State.WAITING, 1, 0, 0, "{}"
    session.add(row)
    session.commit()
    return row.id


def _refuse_a_second(session: AnySession, ward_id: int | None, now: datetime) -> None:
    running = select(Import.id).where(
        Import.ward_id == ward_id, Import.state.in_(RUNNING), Import.beat_at > now - SILENT_FOR
    )
    if session.scalars(running).first() is not None:
        raise Busy


def ask_to_apply(number: int, *, by: Actor, now: datetime) -> int | None:
    """Lets a dry run without a wrong row be carried out; returns the attempt's number, None when that cannot be.

    Raises Busy. Who asks is who the audit will name.
    """
    session = writing()
    row = _own(session, number, by)
    if row is None or row.state != State.CHECKED or json.loads(row.result)["counts"]["wrong"]:
        return None
    row.by_id, row.address = by.person_id, by.address
    return _again(session, row, State.APPLYING, now)


def ask_again(number: int, *, by: Actor, now: datetime) -> int | None:
    """Has an import that broke off read anew; returns the attempt's number, None when that cannot be. Raises Busy."""
    session = writing()
    row = _own(session, number, by)
    if row is None or not (row.state == State.BROKEN or is_silent(row.state, row.beat_at, now)):
        return None
    return _again(session, row, State.WAITING, now)


def _own(session: AnySession, number: int, by: Actor) -> Import | None:
    kept = select(Import).where(Import.id == number, Import.ward_id == by.ward_id, Import.content.is_not(None))
    return session.scalars(kept).one_or_none()


def _again(session: AnySession, row: Import, state: State, now: datetime) -> int:
    _refuse_a_second(session, row.ward_id, now)
    attempt = row.attempt = row.attempt + 1
    row.state, row.beat_at, row.done = state, now, 0
    session.commit()
    return attempt


def is_silent(state: str, beat_at: datetime, now: datetime) -> bool:
    """Whether a running import has shown no sign of life for long: its process is gone."""
    return state in RUNNING and beat_at <= now - SILENT_FOR


def begin(number: int, attempt: int, *, now: datetime) -> Task | None:
    """Takes up an import; None when somebody else has it or it is over."""
    session = writing()
    found = select(Import).where(Import.id == number, Import.attempt == attempt, Import.content.is_not(None))
    row = session.scalars(found.where(Import.state.in_([State.WAITING, State.APPLYING]))).one_or_none()
    if row is None:
        return None
    state = State.READING if row.state == State.WAITING else State.APPLYING
    by = Actor(row.by_id, row.address, row.ward_id)
    task = Task(number, attempt, state, row.content or b"", json.loads(row.result).get("mark", ""), by)
    row.state, row.beat_at = state, now
    session.commit()
    return task


def still(task: Task) -> Update:
    """The update of an import that works only while the task is this process's."""
    held = (Import.id == task.number, Import.attempt == task.attempt, Import.state == task.state)
    return update(Import).where(*held).execution_options(synchronize_session=False)


def note(task: Task, *, now: datetime, **values: Any) -> None:
    """A sign of life, and what is new. Raises Superseded."""
    session = writing()
    change(session, task, now=now, **values)
    session.commit()


def change(session: AnySession, task: Task, *, now: datetime, **values: Any) -> None:
    """The same inside somebody's transaction."""
    done: Any = session.execute(still(task).values(beat_at=now, **values))
    if done.rowcount != 1:
        raise Superseded


def break_off(number: int, attempt: int) -> None:
    """Says that the process of an attempt is gone, unless it had finished."""
    session = writing()
    held = (Import.id == number, Import.attempt == attempt, Import.state.in_(RUNNING))
    session.execute(update(Import).where(*held).values(state=State.BROKEN))
    session.commit()


WORK = Work("imports", break_off, "launch_import")
