"""Runs and how they ended."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, func, select

from app.database import read
from app.jobs.models import JobRun

MOST = 30  # rows of the list
SILENT_FOR = timedelta(minutes=3)  # without a sign of life: six are missing
BROKEN_OFF = "Bắt đầu mà không kết thúc: máy chủ có thể đã tắt giữa chừng."


class Outcome(StrEnum):
    """How a run ended, or that it has not."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Outcome.RUNNING: "đang chạy",
    Outcome.DONE: "xong",
    Outcome.FAILED: "không xong",
    Outcome.BROKEN: "bị ngắt",
}


class Run(NamedTuple):
    """One run of a job. beat_at: its last sign of life; said: what it did or why it failed, in a sentence."""

    job: str
    due_at: datetime
    begun_at: datetime
    beat_at: datetime
    outcome: Outcome
    said: str


_RUNS = select(JobRun.job, JobRun.due_at, JobRun.begun_at, JobRun.beat_at, JobRun.succeeded, JobRun.said)
_NEWEST = _RUNS.order_by(JobRun.id.desc()).limit(bindparam("most"))
_LAST = _RUNS.where(JobRun.id.in_(select(func.max(JobRun.id)).group_by(JobRun.job)))


def newest_runs(now: datetime, most: int = MOST) -> list[Run]:
    """The newest runs of all jobs, the newest first."""
    return [_run(row, now) for row in read(_NEWEST, {"most": most})]


def last_runs(now: datetime) -> dict[str, Run]:
    """The newest run of each job that has run, by its name."""
    return {row.job: _run(row, now) for row in read(_LAST)}


def _run(row: Row[*tuple[Any, ...]], now: datetime) -> Run:
    outcome = _outcome(row.succeeded, row.beat_at, now)
    said = BROKEN_OFF if outcome is Outcome.BROKEN else row.said
    return Run(row.job, row.due_at, row.begun_at, row.beat_at, outcome, said)


def _outcome(succeeded: bool | None, beat_at: datetime, now: datetime) -> Outcome:
    if succeeded is None:
        return Outcome.RUNNING if now - beat_at < SILENT_FOR else Outcome.BROKEN
    return Outcome.DONE if succeeded else Outcome.FAILED
