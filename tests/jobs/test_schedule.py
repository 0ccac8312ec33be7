"""When jobs are due: by Hà Nội's clocks, the same on every machine."""

from datetime import UTC, datetime, time, timedelta

import pytest

from app.background import JOBS
from app.clock import HANOI
from app.jobs.job import DAY, Schedule

NIGHT = Schedule(time(2, 10))


def hanoi(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (hanoi(2026, 11, 27, 2, 9, 59), hanoi(2026, 11, 26, 2, 10)),
        (hanoi(2026, 11, 27, 2, 10), hanoi(2026, 11, 27, 2, 10)),
        (hanoi(2026, 11, 27, 23, 59), hanoi(2026, 11, 27, 2, 10)),
        (hanoi(2026, 11, 28, 0, 0), hanoi(2026, 11, 27, 2, 10)),
        (datetime(2026, 11, 26, 19, 9, tzinfo=UTC), hanoi(2026, 11, 26, 2, 10)),
        (datetime(2026, 11, 26, 19, 10, tzinfo=UTC), hanoi(2026, 11, 27, 2, 10)),
        (hanoi(2027, 1, 1, 1, 0), hanoi(2026, 12, 31, 2, 10)),
        (hanoi(2027, 2, 6, 3, 0), hanoi(2027, 2, 6, 2, 10)),  # Tết: the night is as long as any
        (hanoi(2028, 2, 29, 3, 0), hanoi(2028, 2, 29, 2, 10)),
        (hanoi(2025, 6, 1, 0, 0), hanoi(2025, 5, 31, 2, 10)),  # a clock set back behind the first day
    ],
)
def test_the_last_due_time_is_the_latest_that_has_come(now: datetime, due: datetime):
    assert NIGHT.last_due(now) == due
    assert NIGHT.next_due(now) == due + DAY


def test_no_night_is_left_out_or_has_two_due_times_in_ten_years():
    hours = (hanoi(2026, 1, 1) + timedelta(hours=hour) for hour in range(24 * 3650))

    due = sorted({NIGHT.last_due(hour) for hour in hours})

    assert {later - earlier for earlier, later in zip(due, due[1:], strict=False)} == {DAY}
    assert {each.astimezone(HANOI).time() for each in due} == {time(2, 10)}


def test_an_interval_is_counted_from_the_hour_of_the_day():
    often = Schedule(time(0, 5), timedelta(minutes=20))

    assert often.last_due(hanoi(2026, 11, 27, 9, 24)) == hanoi(2026, 11, 27, 9, 5)
    assert often.next_due(hanoi(2026, 11, 27, 23, 50)) == hanoi(2026, 11, 28, 0, 5)
    assert (often.label, NIGHT.label) == ("20 phút một lần", "Hằng ngày lúc 02:10")


def test_no_two_jobs_share_a_name_or_an_hour():
    assert len({job.name for job in JOBS}) == len({job.schedule for job in JOBS}) == len(JOBS)
    assert max(len(job.name) for job in JOBS) <= 40
