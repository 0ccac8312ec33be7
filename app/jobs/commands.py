"""What is done to runs: begun, kept alive, ended, forgotten."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from app.database import writing
from app.jobs.models import JobRun

KEPT_FOR = timedelta(days=400)
LONGEST_SAID = 300
_BEGINNINGS = {
    name: dialect.insert(JobRun).on_conflict_do_nothing().returning(JobRun.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def begin_run(job: str, due_at: datetime, *, now: datetime) -> int | None:
    """The number of a run that begins now; None when the job's due time was somebody's already."""
    session = writing()
    values = {"job": job, "due_at": due_at, "begun_at": now, "beat_at": now, "said": ""}
    beginning = _BEGINNINGS[session.connection().dialect.name].values(values)
    number: int | None = session.execute(beginning).scalar_one_or_none()
    session.commit()
    return number


def note_life(number: int, *, now: datetime) -> None:
    """A sign of life of a run."""
    session = writing()
    session.execute(update(JobRun).where(JobRun.id == number, JobRun.ended_at.is_(None)).values(beat_at=now))
    session.commit()


def end_run(number: int, *, succeeded: bool, said: str, now: datetime) -> None:
    """Writes down how a run ended."""
    session = writing()
    values = {"ended_at": now, "beat_at": now, "succeeded": succeeded, "said": said[:LONGEST_SAID]}
    session.execute(update(JobRun).where(JobRun.id == number).values(values))
    session.commit()


def forget_runs(now: datetime) -> str:
    """Takes out runs older than KEPT_FOR; says how many."""
    session = writing()
    gone: Any = session.execute(delete(JobRun).where(JobRun.begun_at < now - KEPT_FOR))
    session.commit()
    return f"Đã xóa {gone.rowcount} dòng cũ." if gone.rowcount else "Chưa có dòng nào đủ cũ."
