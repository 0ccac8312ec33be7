"""What the pages of periods cost in queries: the same for few units, entries and supplements and for many."""

from datetime import date

import pytest
from flask import Flask

from app.units.models import Unit
from tests import factories
from tests.closing.making import CLOSED_AT, a_closing, noon
from tests.counting import expect_queries
from tests.page import PageClient

FEW, MANY = (2, 2), (40, 60)  # units with an entry, entries that came after the closing
DAY = date(2026, 11, 10)
# the first of each is who is signed in
WARDS = {
    "/ky": 5,  # periods of two dates, settings, closings, deadlines
    "/ky?nam=2025": 5,
    "/ky/2026-11": 6,  # closings, deadline, settings, what belongs to earlier months, how many came later
    "/ky/2026-12": 7,  # and what was done with those that came, and their figures
    "/ky/2026-10/chot": 9,  # closings, deadline, settings, figures, states, units, figures by type, what to look at
    "/ky/2026-11/han": 6,  # closed: its page
    "/ky/2026-10/han": 4,
    "/ky/2026-11/chot/{number}": 6,  # closing, what came after it, what was done with that, its figures, figures now
    "/tong-quan?ky=2026-11": 8,  # and the closing, once the period is over
    "/don-vi/TDP07?ky=2026-11": 9,  # and the closing, once the period is over
    "/don-vi/TDP07/nhat-ky?ky=2026-11": 5,
}
OWN = {
    "/ky": 5,
    "/ky/2026-12": 7,
    "/ky/2026-11/chot/{number}": 6,
    "/don-vi/TDP07?ky=2026-11": 8,
    "/don-vi/TDP07/nhat-ky?ky=2026-11": 4,
}


@pytest.fixture(params=[FEW, MANY], ids=["few", "many"])
def number(request: pytest.FixtureRequest, ward: Unit, unit: Unit, at) -> int:
    """A closing of a ward with that many units, after which that many entries of one came."""
    units, later = request.param
    at(CLOSED_AT)
    for _ in range(units):
        factories.an_activity(factories.a_unit(ward), held_on=DAY)
    found = a_closing(ward)
    at(noon("2026-11-20"))
    for _ in range(later):
        factories.an_activity(unit, held_on=DAY)
    return found


def test_the_wards_pages_cost_what_they_may(app: Flask, reviewer: PageClient, number: int):
    for path, queries in WARDS.items():
        with expect_queries(queries):
            reviewer.get(path.format(number=number), status=409 if path == "/ky/2026-11/han" else 200)


def test_a_units_pages_cost_what_they_may(app: Flask, reporter: PageClient, number: int):
    for path, queries in OWN.items():
        with expect_queries(queries):
            reporter.get(path.format(number=number))
