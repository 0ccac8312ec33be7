"""A ward's closings, deadlines and periods are its own, and a unit's word is its own."""

from datetime import date

import pytest
from flask import Flask, current_app

from app import clock
from app.activities.declaring import Whose, declare_month
from app.database import writing
from app.extensions import db
from app.periods.calendar import between, period
from app.periods.closings import closing_of, closings_of, own_periods
from app.periods.commands import make_period, set_deadline
from app.periods.models import Said
from app.periods.queries import deadline_of
from app.periods.standing import Standing, standing_over
from app.scope import Actor
from app.settings.queries import Settings
from app.units.models import Unit
from tests.closing.making import a_closing
from tests.factories import a_scope, a_unit, a_ward

DAY, MONTH = date(2026, 10, 20), period("2026-11")
SOMEBODY = Actor(None, "test", None)


@pytest.fixture
def far(app: Flask) -> Unit:
    """Another ward."""
    return a_ward("09999", "Phường Khác")


def test_another_wards_closings_are_not_ours(ward: Unit, far: Unit):
    number = a_closing(far)

    assert closings_of(ward.id, "2026-11") == []
    assert closing_of(ward.id, "2026-11", number) is None


def test_another_wards_periods_of_two_dates_are_not_ours(ward: Unit, far: Unit):
    of = between(date(2026, 10, 1), date(2026, 10, 31))
    make_period(far.id, of, date(2026, 11, 3), by=SOMEBODY, now=clock.now())

    assert own_periods(ward.id, period("2026")) == []


def test_another_wards_deadline_is_not_ours(ward: Unit, far: Unit):
    set_deadline(far.id, MONTH, date(2026, 12, 1), by=SOMEBODY, now=clock.now())

    assert deadline_of(ward.id, MONTH, Settings(), current_app.extensions["holidays"]) == date(2026, 11, 17)


def test_what_stands_over_an_entry_is_its_wards_closing_and_its_units_word(ward: Unit, unit: Unit, far: Unit):
    neighbour = a_unit(ward, code="TDP08")
    declare_month(Whose(neighbour.id, MONTH, a_scope(neighbour)), Said.NOTHING, now=clock.now())
    a_closing(far)

    found = standing_over(writing(), ward.id, unit.id, [DAY])
    db.session.rollback()

    assert found == Standing([], [])
