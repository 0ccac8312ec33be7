"""Ten thousand rows: exactly the wrong ones are named; within the time and memory that are promised."""

import time

import pytest

from app.accounts.models import Membership
from app.extensions import db
from app.imports.models import State
from app.units.models import Unit
from tests import factories
from tests.imports.importing import applied, reasons, verdicts, view
from tests.imports.workbooks import a_person_row, a_workbook

BAD = range(100, 10_000, 270)  # 37 of them
FAULTS = (
    {"phone": "0210000000"},
    {"unit": "NONE"},
    {"role": "Tổ trưởng"},
    {"name": None},
    {"role": "quản trị"},
    {"title": "=1+1"},
)
SECONDS = 60


def a_row(number: int, *, is_bad: bool = False) -> list[object]:
    fault = FAULTS[number % len(FAULTS)] if is_bad else {}
    return a_person_row(number, **({"unit": f"TDP{number % 120:03d}", "phone": 517_000_000 + number} | fault))


@pytest.fixture
def units(ward: Unit) -> None:
    for number in range(120):
        factories.a_unit(ward, code=f"TDP{number:03d}")


def test_exactly_the_wrong_rows_are_named(ward: Unit, units: None):
    content = a_workbook(people=[a_row(number, is_bad=number in BAD) for number in range(10_000)])
    begun = time.monotonic()

    found = reasons(ward, content)

    assert len(BAD) == 37
    assert sorted(found) == [number + 2 for number in BAD]
    assert time.monotonic() - begun < SECONDS
    assert db.session.query(Membership).count() == 0


def test_without_them_all_are_stored_and_a_second_time_none(ward: Unit, units: None):
    content = a_workbook(people=[a_row(number) for number in range(10_000)])
    begun = time.monotonic()

    number = applied(ward, content)

    assert view(ward, number).state is State.APPLIED
    assert db.session.query(Membership).count() == 10_000
    assert verdicts(ward, content) == {"same": 10_000}
    assert time.monotonic() - begun < SECONDS
