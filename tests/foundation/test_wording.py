"""Dates, hours and numbers as pages write them, by Hà Nội's clocks."""

from datetime import UTC, date, datetime

import pytest

from app import clock, wording
from app.clock import HANOI


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (999, "999"), (1250, "1.250"), (1_234_567, "1.234.567")])
def test_thousands_are_parted_by_dots(value: int, written: str):
    assert wording.number(value) == written


def test_a_full_date_names_the_weekday():
    assert wording.full_date(date(2026, 11, 24)) == "Thứ Ba, ngày 24/11/2026"
    assert wording.weekday(date(2026, 11, 22)) == "Chủ Nhật"


def test_a_span_names_both_days():
    assert wording.span(date(2026, 10, 15), date(2026, 11, 14)) == "15/10/2026 đến 14/11/2026"


def test_the_day_begins_at_midnight_in_hanoi(at):
    at(datetime(2026, 11, 22, 16, 59, tzinfo=UTC))
    before = clock.today()
    at(datetime(2026, 11, 22, 17, 0, tzinfo=UTC))

    assert (before, clock.today()) == (date(2026, 11, 22), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 22), "Hôm nay, 22/11"),
        (date(2026, 11, 21), "Hôm qua, 21/11"),
        (date(2026, 11, 14), "Thứ Bảy, 14/11"),
        (date(2025, 11, 14), "14/11/2025"),
    ],
)
def test_a_near_date_is_named_as_people_say_it(at, day: date, written: str):
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))

    assert wording.near_date(day) == written


def test_on_new_year_the_last_day_of_december_is_yesterday(at):
    at(datetime(2027, 1, 1, 8, 0, tzinfo=HANOI))

    assert wording.near_date(date(2026, 12, 31)) == "Hôm qua, 31/12"


def test_an_instant_is_shown_by_hanois_clock():
    assert wording.moment(datetime(2026, 11, 22, 17, 5, tzinfo=UTC)) == "00:05 ngày 23/11/2026"


def test_an_hour_of_another_day_names_the_day(at):
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))

    assert wording.hour(datetime(2026, 11, 22, 12, 40, tzinfo=UTC)) == "19:40"
    assert wording.hour(datetime(2026, 11, 21, 12, 40, tzinfo=UTC)) == "19:40 ngày 21/11"
