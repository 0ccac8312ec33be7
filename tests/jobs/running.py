"""Jobs that note what they did, and a runner for them by a clock of the test's own."""

from collections.abc import Callable
from datetime import datetime, time

import pysqlite3.dbapi2 as sqlite  # another SQLite in this process would not see our locks
from flask import Flask
from sqlalchemy import create_engine

from app.clock import HANOI
from app.extensions import db
from app.jobs.job import Job, Schedule
from app.jobs.running import Runner
from app.jobs.stopping import Stop

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=HANOI)
NIGHT = Schedule(time(2, 10))


def a_job(work: Callable[[datetime], str], name: str = "count", schedule: Schedule = NIGHT) -> Job:
    return Job(name, "Việc thử", "Đếm.", schedule, work)


def counting(done: list[datetime]) -> Job:
    """A job that notes when it was done."""

    def work(now: datetime) -> str:
        done.append(now)
        return f"Lần {len(done)}."

    return a_job(work)


class Naps(Stop):
    """Sleeps no time at all, so often; then it is asked to end. at_nap: what happens meanwhile."""

    def __init__(self, naps: int, at_nap: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.naps, self.at_nap = naps, at_nap
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> bool:
        if seconds:
            self.slept.append(seconds)
            self.at_nap()
        return len(self.slept) >= self.naps


def a_runner(app: Flask, *jobs: Job, now: datetime = NOW, stop: Stop | None = None) -> Runner:
    return Runner(jobs, app.app_context, lambda: now, stop or Stop())


def held_up() -> Callable[[], None]:
    """Takes the database so that nobody else can write in it; what is given lets it go."""
    if db.engine.dialect.name == "sqlite":
        file = sqlite.connect(str(db.engine.url.database), isolation_level=None)
        file.execute("BEGIN IMMEDIATE")
        return file.close
    server = create_engine(db.engine.url)
    connection = server.connect()
    connection.exec_driver_sql("LOCK TABLE job_runs IN ACCESS EXCLUSIVE MODE")

    def let_go() -> None:
        connection.close()
        server.dispose()

    return let_go
