"""What ran when, read by admins."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.background import JOBS
from app.jobs.commands import begin_run, end_run, note_life
from app.jobs.queries import BROKEN_OFF, SILENT_FOR
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.jobs.running import NOW
from tests.page import PageClient

PAGE = "jobs.show_jobs"
MISSING = "flask jobs run"
FIRST = JOBS[0]


@pytest.fixture
def admin(app: Flask, ward: Unit, at) -> PageClient:
    at(NOW)
    return PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))


@pytest.fixture
def ran(app: Flask) -> Callable[..., int]:
    """A run of a job that began then; ended the same minute unless said otherwise."""

    def run(when: datetime, *, name: str = FIRST.name, succeeded: bool | None = True, said: str = "Đã xong.") -> int:
        number = begin_run(name, FIRST.schedule.last_due(when), now=when) or 0
        if succeeded is not None:
            end_run(number, succeeded=succeeded, said=said, now=when)
        return number

    return run


def rows(client: PageClient, table: str) -> list[str]:
    return [row.get_text(" ", strip=True) for row in client.get(PAGE).select(f"#{table} tbody tr")]


def test_every_job_says_what_it_does_and_when(admin: PageClient):
    for job, row in zip(JOBS, rows(admin, "jobs"), strict=True):
        for words in (job.label, job.about, job.schedule.label, "chưa lần nào", "chờ bộ chạy nền"):
            assert words in row


def test_a_run_is_shown_with_what_it_did_and_when_it_comes_again(admin: PageClient, ran):
    ran(NOW - timedelta(hours=1))

    first = rows(admin, "jobs")[0]
    assert "08:00 ngày 27/11/2026 xong" in first
    assert "02:10 ngày 28/11/2026" in first
    assert rows(admin, "runs") == [f"08:00 ngày 27/11/2026 {FIRST.label} xong Đã xong."]
    assert MISSING not in admin.get(PAGE).text


def test_of_many_runs_of_a_job_the_newest_is_the_last(admin: PageClient, ran):
    for days in (3, 2, 1):
        ran(NOW - timedelta(days=days), succeeded=days != 1)

    assert "09:00 ngày 26/11/2026 không xong" in rows(admin, "jobs")[0]


def test_a_failed_run_says_why(admin: PageClient, ran):
    ran(NOW, succeeded=False, said="Lỗi <b>OSError</b>.")

    assert "không xong Lỗi <b>OSError</b>." in rows(admin, "runs")[0]


def test_a_run_that_gives_signs_of_life_is_running(admin: PageClient, ran):
    number = ran(NOW - timedelta(hours=5), succeeded=None)
    note_life(number, now=NOW - timedelta(seconds=40))

    assert "đang chạy" in rows(admin, "runs")[0]


def test_a_run_that_never_ended_was_broken_off(admin: PageClient, ran):
    ran(NOW - SILENT_FOR, succeeded=None)

    assert "bị ngắt" in rows(admin, "jobs")[0]
    assert BROKEN_OFF in rows(admin, "runs")[0]
    assert "đang chạy" not in admin.get(PAGE).text


@pytest.mark.parametrize(("hours", "missing"), [(24, False), (24.1, True), (2400, True)])
def test_nobody_running_jobs_for_a_day_is_said(admin: PageClient, ran, hours: float, missing: bool):
    ran(NOW - timedelta(hours=hours))

    assert (MISSING in admin.get(PAGE).text) is missing


def test_jobs_that_never_ran_are_said_to_have_not(admin: PageClient):
    notice = admin.get(PAGE).select_one(".notice").text

    assert "Chưa việc nào từng chạy" in notice
    assert MISSING in notice


def test_a_job_there_is_no_more_keeps_its_runs(admin: PageClient, ran):
    ran(NOW, name="old-work")

    assert "old-work" in rows(admin, "runs")[0]


def test_thirty_runs_are_shown_the_newest_first(admin: PageClient, ran):
    for day in range(31):
        ran(NOW - timedelta(days=30 - day))

    shown = rows(admin, "runs")
    assert len(shown) == 30
    assert "27/11/2026" in shown[0]
    assert "29/10/2026" in shown[-1]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_admin_reads_it(app: Flask, ward: Unit, role: Role):
    PageClient(app).signed_in_as(factories.a_person(ward, role)).get(PAGE, status=403)


def test_an_admin_finds_it_in_the_menu(admin: PageClient, reviewer: PageClient):
    assert admin.get("oversight.show_audit").select('a[href="/quan-tri/viec-nen"]')
    assert not reviewer.get("oversight.show_permissions").select('a[href="/quan-tri/viec-nen"]')
