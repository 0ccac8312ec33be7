"""The runner: begins what is due, keeps it alive, writes down how it ended, sleeps until the next."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from sqlalchemy.exc import DBAPIError

from app.jobs import commands, queries
from app.jobs.job import Job, NotDone
from app.jobs.standing import is_taken
from app.jobs.stopping import Stop

log = logging.getLogger("app.jobs")
LONGEST_SLEEP = timedelta(minutes=1)  # a clock that is set, or a machine that slept, is noticed so soon
BEAT = timedelta(seconds=30)
TRIES, RETRY = 6, timedelta(seconds=10)  # of writing down how a run ended


@dataclass(frozen=True)
class Runner:
    """Runs jobs when they are due. context: makes an application context; now: reads the clock."""

    jobs: Sequence[Job]
    context: Callable[[], AbstractContextManager[object]]
    now: Callable[[], datetime]
    stop: Stop

    def run_until_stopped(self) -> None:
        """A database that is locked, or starting again, only makes it wait."""
        while not self.stop.is_asked:
            try:
                self.run_due()
            except DBAPIError as error:
                log.warning("the database does not answer: %s", error.orig)
            self.stop.sleep(self._pause().total_seconds())

    def run_due(self) -> bool:
        """Runs every job that is due, one after another; returns whether none failed. Raises DBAPIError."""
        with self.context():
            last = queries.last_runs(self.now())
        went_well = True
        for job in self.jobs:
            due_at = job.schedule.last_due(self.now())
            if not self.stop.is_asked and not is_taken(last.get(job.name), due_at):
                went_well &= self._run(job, due_at)
        return went_well

    def _run(self, job: Job, due_at: datetime) -> bool:
        """Whether a due time went well; another runner's does."""
        with self.context():
            number = commands.begin_run(job.name, due_at, now=self.now())
        if number is None:
            return True
        with self._kept_alive(number):
            succeeded, said = self._carry_out(job)
        log.info("%s: %s", job.name, said)
        self._write_down(number, succeeded, said)
        return succeeded

    def _carry_out(self, job: Job) -> tuple[bool, str]:
        try:
            with self.context():
                return True, job.work(self.now())
        except NotDone as reason:
            return False, str(reason)
        except Exception as error:
            log.exception("%s failed", job.name)
            return False, f"Lỗi {type(error).__name__}; chi tiết ở nhật ký của máy chủ."

    @contextmanager
    def _kept_alive(self, number: int) -> Iterator[None]:
        over = Event()
        beating = Thread(target=self._beat, args=(number, over), daemon=True)
        beating.start()
        try:
            yield
        finally:
            over.set()
            beating.join()

    def _beat(self, number: int, over: Event) -> None:
        while not over.wait(BEAT.total_seconds()):
            with suppress(DBAPIError), self.context():
                commands.note_life(number, now=self.now())

    def _write_down(self, number: int, succeeded: bool, said: str) -> None:
        """Tried again for a minute; after that the run counts as broken off."""
        for _ in range(TRIES):
            try:
                with self.context():
                    commands.end_run(number, succeeded=succeeded, said=said, now=self.now())
                return
            except DBAPIError as error:
                log.warning("how run %s ended is not written down yet: %s", number, error.orig)
                self.stop.sleep(RETRY.total_seconds())

    def _pause(self) -> timedelta:
        now = self.now()
        return min([LONGEST_SLEEP, *(job.schedule.next_due(now) - now for job in self.jobs)])
