"""Periods as arithmetic: the plan's vectors, both ways of cutting, neighbours, and ids that name nothing."""

from datetime import date, timedelta

import pytest

from app.config import CutOff
from app.periods.calendar import (
    Kind,
    NoSuchPeriod,
    between,
    following,
    months_until,
    period,
    period_of,
    previous,
    running_total,
)
from tests.periods.vectors import CALENDAR_RULES, RULES, VECTORS

KINDS = (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR)
EVERY_DAY = tuple(date(2023, 11, 1) + timedelta(days=n) for n in range(6 * 366))


@pytest.mark.parametrize(("day", "month", "quarter", "half", "year"), VECTORS)
def test_a_day_belongs_to_the_periods_of_the_plan(day: date, month: str, quarter: str, half: str | None, year: str):
    found = {kind: period_of(day, kind=kind).id for kind in KINDS}

    assert (found[Kind.MONTH], found[Kind.QUARTER], found[Kind.YEAR]) == (month, quarter, year)
    assert half in (None, found[Kind.HALF])


@pytest.mark.parametrize(
    ("cut_off", "id", "first_on", "last_on"),
    [(CutOff.FIFTEENTH, *rule) for rule in RULES] + [(CutOff.CALENDAR, *rule) for rule in CALENDAR_RULES],
)
def test_a_period_covers_these_days(cut_off: CutOff, id: str, first_on: date, last_on: date):
    found = period(id, cut_off)

    assert (found.id, found.first_on, found.last_on) == (id, first_on, last_on)
    assert first_on in found
    assert last_on in found
    assert first_on - timedelta(days=1) not in found
    assert last_on + timedelta(days=1) not in found


@pytest.mark.parametrize("cut_off", CutOff)
@pytest.mark.parametrize("kind", KINDS)
def test_every_day_belongs_to_one_period_of_a_kind_and_they_follow_without_a_gap(cut_off: CutOff, kind: Kind):
    for day in EVERY_DAY:
        found = period_of(day, cut_off, kind)
        assert day in found
        assert found == period(found.id, cut_off)
        after = following(found, cut_off)
        assert after.first_on == found.last_on + timedelta(days=1)
        assert previous(after, cut_off) == found


def test_any_two_dates_have_no_neighbours():
    dates = between(date(2026, 10, 1), date(2026, 10, 31))

    assert (previous(dates), following(dates)) == (None, None)


@pytest.mark.parametrize(
    ("id", "first_on", "last_on"),
    [
        ("2026-11", date(2025, 12, 15), date(2026, 11, 14)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-Q4", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026-H2", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026-10-01..2026-12-31", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-10-01..2026-12-14", date(2025, 12, 15), date(2026, 12, 14)),
        ("2025-01-01..2026-03-31", date(2025, 1, 1), date(2026, 3, 31)),
    ],
)
def test_the_running_total_begins_on_15_december_and_ends_with_the_period(id: str, first_on: date, last_on: date):
    running = running_total(period(id))

    assert (running.first_on, running.last_on) == (first_on, last_on)


def test_by_calendar_months_the_running_total_begins_on_new_years_day():
    running = running_total(period("2026-11", CutOff.CALENDAR), CutOff.CALENDAR)

    assert (running.first_on, running.last_on) == (date(2026, 1, 1), date(2026, 11, 30))


@pytest.mark.parametrize("id", ["2026-02", "2026-Q1", "2026-01-01..2026-02-14"])
def test_the_months_until_a_period_end_with_the_month_of_its_last_day(id: str):
    months = [month.id for month in months_until(period(id), 12)]

    last = {"2026-Q1": "2026-03"}.get(id, "2026-02")
    assert months[-1] == last
    assert len(set(months)) == 12
    assert months == sorted(months)
    assert months[0] == {"2026-02": "2025-03", "2026-03": "2025-04"}[last]


@pytest.mark.parametrize(
    "id",
    ["", "2026-13", "2026-00", "2026-1", "2026-Q0", "2026-Q5", "2026-H3", "2026-q4", "1999", "2101", "0000-01"]
    + ["26-11", "2026-11 ", " 2026-11", "2026-11\n", "２０２６-11", "2026-11-01", "2026..2027", "..", "2026-10-01.."]
    + ["2026-10-31..2026-10-01", "2026-02-30..2026-03-01", "2026-10-1..2026-10-31", "20261001..20261031", "-2026"]
    + ["1999-12-31..2026-01-01", "2026-01-01..2101-01-01", "2026-W40-1..2026-W40-2", "2026-11'--", "9" * 5000],
)
def test_an_id_that_names_no_period_is_refused(id: str):
    with pytest.raises(NoSuchPeriod):
        period(id)


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026", "năm 2026"),
        ("2026-10-01..2026-10-31", "từ 01/10/2026 đến 31/10/2026"),
    ],
)
def test_a_period_is_called_as_people_say_it(id: str, label: str):
    assert period(id).label == label
