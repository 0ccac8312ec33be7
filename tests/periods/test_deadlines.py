"""Deadlines of periods: working days after the last one, worked out by hand, and those an officer set."""

from datetime import date

import pytest
from flask import Flask

from app import clock
from app.config import CutOff
from app.extensions import db
from app.office_hours.hours import Holidays, OfficeHours
from app.office_hours.reading import read_holidays
from app.periods.calendar import Period, period
from app.periods.deadlines import due_on
from app.periods.models import PeriodPlan
from app.periods.queries import deadline_of, deadlines_of
from app.settings.queries import Settings
from app.units.models import Unit
from tests import factories

HOLIDAYS = read_holidays()
WEEK = OfficeHours(holidays=HOLIDAYS)
WITH_SATURDAY = OfficeHours(weekdays=frozenset(range(6)), holidays=HOLIDAYS)
NOVEMBER = period("2026-11")
# last day, working days, by when; 14/11/2026 is a Saturday
CASES = [
    ("2026-11-14", 2, "2026-11-17"),  # Saturday: Monday, Tuesday
    ("2026-11-14", 1, "2026-11-16"),
    ("2026-11-14", 0, "2026-11-14"),  # the last day itself, though nobody works
    ("2026-10-14", 2, "2026-10-16"),  # Wednesday
    ("2026-10-14", 3, "2026-10-19"),  # over a weekend
    ("2026-10-14", 20, "2026-11-11"),
    ("2026-12-14", 2, "2026-12-16"),
    ("2026-08-21", 1, "2026-08-22"),  # Friday: the Saturday is worked for 31/08
    ("2026-08-21", 2, "2026-08-24"),
    ("2026-08-30", 1, "2026-09-03"),  # 31/08 to 02/09 are days off
    ("2026-08-31", 2, "2026-09-04"),
    ("2026-02-14", 2, "2026-02-24"),  # Tết: 16 to 20/02
    ("2027-02-04", 1, "2027-02-12"),  # Tết: 05 to 11/02
    ("2025-12-31", 2, "2026-01-06"),  # 01 and 02/01 are days off, 05/01 is a Monday
    ("2026-01-09", 1, "2026-01-10"),  # the Saturday worked for 02/01
    ("2027-04-30", 1, "2027-05-04"),  # 30/04, and 03/05 in the stead of 01/05
    ("2028-02-28", 1, "2028-02-29"),
]


@pytest.mark.parametrize(("last_on", "days", "due"), CASES)
def test_figures_are_due_so_many_working_days_after_the_last_day(last_on: str, days: int, due: str):
    assert due_on(date.fromisoformat(last_on), WEEK, days).isoformat() == due


@pytest.mark.parametrize(("days", "due"), [(1, "2026-11-16"), (2, "2026-11-17"), (6, "2026-11-21")])
def test_where_saturdays_are_worked_they_are_working_days(days: int, due: str):
    assert due_on(date(2026, 11, 14), WITH_SATURDAY, days).isoformat() == due


def a_plan(ward: Unit, of: Period, due: date) -> None:
    row = PeriodPlan(ward_id=ward.id, period=of.id, first_on=of.first_on, last_on=of.last_on, due_on=due)
    row.made_at = clock.now()
    db.session.add(row)
    db.session.commit()


def test_without_a_word_of_the_officer_the_settings_say_by_when(app: Flask, ward: Unit):
    assert deadline_of(ward.id, NOVEMBER, Settings(), HOLIDAYS) == date(2026, 11, 17)
    assert deadline_of(ward.id, NOVEMBER, Settings(due_days=0), HOLIDAYS) == date(2026, 11, 14)
    assert deadline_of(ward.id, NOVEMBER, Settings(saturday=1, due_days=6), Holidays()) == date(2026, 11, 21)


def test_what_the_officer_set_holds_for_that_ward_and_that_period_alone(app: Flask, ward: Unit):
    a_plan(ward, NOVEMBER, date(2026, 11, 20))
    elsewhere = factories.a_ward("00002")

    found = deadlines_of(ward.id, [NOVEMBER, period("2026-12")], Settings(), HOLIDAYS)

    assert found == {"2026-11": date(2026, 11, 20), "2026-12": date(2026, 12, 16)}
    assert deadline_of(elsewhere.id, NOVEMBER, Settings(), HOLIDAYS) == date(2026, 11, 17)


def test_once_the_rule_of_months_changes_the_new_dates_have_the_rules_deadline(app: Flask, ward: Unit):
    a_plan(ward, NOVEMBER, date(2026, 11, 20))

    found = deadline_of(ward.id, period("2026-11", CutOff.CALENDAR), Settings(), HOLIDAYS)

    assert found == date(2026, 12, 2)
