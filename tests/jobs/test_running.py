"""The runner: once a due time, missed days once, a failure written down, a database that is away waited for."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from flask import Flask

from app.extensions import db
from app.jobs import commands, running
from app.jobs.job import NotDone
from app.jobs.models import JobRun
from app.jobs.queries import Outcome, newest_runs
from app.jobs.running import Runner
from app.jobs.stopping import Stop
from tests.jobs.running import NIGHT, NOW, Naps, a_job, a_runner, counting, held_up
from tests.together import at_once


def test_a_due_time_is_run_once(app: Flask):
    done: list[datetime] = []
    job = counting(done)

    assert [a_runner(app, job, now=NOW + timedelta(minutes=m)).run_due() for m in (0, 1, 600)] == [True] * 3

    assert done == [NOW]


def test_the_row_says_what_when_and_how_it_ended(app: Flask):
    a_runner(app, counting([])).run_due()

    row = db.session.query(JobRun).one()
    assert (row.job, row.due_at, row.begun_at) == ("count", NIGHT.last_due(NOW), NOW)
    assert (row.ended_at, row.succeeded, row.said) == (NOW, True, "Lần 1.")


def test_days_missed_are_made_up_for_once(app: Flask):
    done: list[datetime] = []
    job = counting(done)
    days = [NOW, NOW + timedelta(days=9), NOW + timedelta(days=9, hours=1), NOW + timedelta(days=10)]

    for now in days:
        a_runner(app, job, now=now).run_due()

    assert done == [days[0], days[1], days[3]]


def test_of_many_runners_at_once_one_has_the_due_time(app: Flask):
    done: list[datetime] = []
    runners = [a_runner(app, counting(done)) for _ in range(6)]

    found = at_once(app, [runner.run_due for runner in runners])

    assert found == [True] * 6
    assert done == [NOW]
    assert db.session.query(JobRun).count() == 1


def test_who_did_not_see_the_other_begin_is_refused_by_the_row(app: Flask):
    begin = lambda: commands.begin_run("count", NIGHT.last_due(NOW), now=NOW)  # noqa: E731

    numbers = at_once(app, [begin] * 6)

    assert sorted(number is None for number in numbers) == [False] + [True] * 5
    assert commands.begin_run("other", NIGHT.last_due(NOW), now=NOW) is not None
    assert commands.begin_run("count", NIGHT.next_due(NOW), now=NOW) is not None


def test_a_job_that_fails_is_written_down_and_the_next_one_runs(app: Flask, caplog: pytest.LogCaptureFixture):
    done: list[datetime] = []
    broken = a_job(lambda _: str(1 // 0), "broken")

    assert a_runner(app, broken, counting(done)).run_due() is False

    runs = {run.job: run for run in newest_runs(NOW)}
    assert (runs["broken"].outcome, runs["count"].outcome) == (Outcome.FAILED, Outcome.DONE)
    assert "ZeroDivisionError" in runs["broken"].said
    assert "ZeroDivisionError: integer division" in caplog.text
    assert done == [NOW]


def test_what_could_not_be_done_is_said_as_it_is(app: Flask, caplog: pytest.LogCaptureFixture):
    def refuse(_: datetime) -> str:
        raise NotDone("Hết chỗ trên đĩa.")

    a_runner(app, a_job(refuse)).run_due()

    (run,) = newest_runs(NOW)
    assert (run.outcome, run.said) == (Outcome.FAILED, "Hết chỗ trên đĩa.")
    assert "Traceback" not in caplog.text


def test_what_a_failing_job_wrote_halfway_is_not_kept(app: Flask):
    def write_and_fail(_: datetime) -> str:
        db.session.add(JobRun(job="half", due_at=NOW, begun_at=NOW, beat_at=NOW, said=""))
        db.session.flush()
        raise RuntimeError

    a_runner(app, a_job(write_and_fail)).run_due()

    assert [run.job for run in newest_runs(NOW)] == ["count"]


def test_a_database_that_does_not_answer_does_not_end_the_loop(app: Flask, caplog: pytest.LogCaptureFixture):
    done: list[datetime] = []
    db.session.rollback()
    let_go = held_up()
    at_naps = iter([let_go, lambda: None])
    stop = Naps(2, lambda: next(at_naps)())

    a_runner(app, counting(done), stop=stop).run_until_stopped()

    assert done == [NOW]
    assert stop.slept == [60.0, 60.0]
    assert caplog.text.count("the database does not answer") == 1


def test_how_a_run_ended_is_tried_again_until_it_is_written(app: Flask):
    kept: list[Callable[[], None]] = []
    runner = a_runner(app, a_job(lambda _: str(kept.append(held_up()))), stop=Naps(2, lambda: kept.pop()()))

    assert runner.run_due()

    assert [run.outcome for run in newest_runs(NOW)] == [Outcome.DONE]
    assert runner.stop.slept == [10.0]


def test_it_sleeps_until_what_is_due_next(app: Flask):
    stop = Naps(1)

    a_runner(app, counting([]), now=NIGHT.next_due(NOW) - timedelta(seconds=7), stop=stop).run_until_stopped()

    assert stop.slept == [7.0]


def test_a_long_run_gives_signs_of_life(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(running, "BEAT", timedelta(milliseconds=20))
    seconds = count()

    def wait(_: datetime) -> str:
        for _ in range(300):
            db.session.rollback()
            begun, beat = db.session.query(JobRun.begun_at, JobRun.beat_at).one()
            if beat > begun:
                return "Xong."
            time.sleep(0.01)
        raise NotDone("Không thấy gì.")

    assert Runner([a_job(wait)], app.app_context, lambda: NOW + timedelta(seconds=next(seconds)), Stop()).run_due()


def test_asked_to_stop_it_begins_no_other_job(app: Flask):
    done: list[datetime] = []
    runner = a_runner(app, a_job(lambda _: str(runner.stop.ask()), "last"), counting(done))

    runner.run_due()

    assert done == []
    assert [run.job for run in newest_runs(NOW)] == ["last"]
