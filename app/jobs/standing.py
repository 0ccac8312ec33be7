"""How the jobs stand: the last run of each, when it is due, and whether anybody runs them (pure)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from app.jobs.job import DAY, Job
from app.jobs.queries import Run


class Standing(NamedTuple):
    """A job with its last run. due_at: when it runs next; in the past when nobody has taken that due time."""

    job: Job
    last: Run | None
    due_at: datetime


def standing(job: Job, last: Run | None, now: datetime) -> Standing:
    """How a job stands, given its last run."""
    due_at = job.schedule.last_due(now)
    if is_taken(last, due_at):
        due_at = job.schedule.next_due(now)
    return Standing(job, last, due_at)


def standings(jobs: Iterable[Job], last: Mapping[str, Run], now: datetime) -> list[Standing]:
    """How every job stands, given the last run of each by its name."""
    return [standing(job, last.get(job.name), now) for job in jobs]


def is_taken(last: Run | None, due_at: datetime) -> bool:
    """Whether a job's last run was for this due time."""
    return last is not None and last.due_at == due_at


def seen_at(last: Mapping[str, Run]) -> datetime | None:
    """The last sign of life of whoever runs the jobs."""
    return max((run.beat_at for run in last.values()), default=None)


def is_missing(last: Mapping[str, Run], now: datetime) -> bool:
    """Whether nobody has run anything for more than a day: every job would have been due."""
    seen = seen_at(last)
    return seen is None or now - seen > DAY
