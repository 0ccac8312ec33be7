"""What a unit had said before its ward cut the months otherwise: it is of other days, and stands in nobody's way."""

from datetime import date, datetime

import pytest

from app.clock import HANOI
from app.extensions import db
from app.periods.models import Declaration
from app.units.models import Unit
from tests.page import PageClient

NOTHING, BACK = (f"/don-vi/TDP07/bao-ky/{slug}?ky=2026-11" for slug in ("khong-phat-sinh", "mo-lai"))


@pytest.fixture(autouse=True)
def _after_november(at) -> None:
    at(datetime(2026, 11, 16, 9, 0, tzinfo=HANOI))


def said_by_the_calendar(unit: Unit, month: int, last: int) -> None:
    row = Declaration(unit_id=unit.id, period=f"2026-{month}", said="nothing", said_as="Tổ trưởng")
    row.first_on, row.last_on = date(2026, month, 1), date(2026, month, last)
    row.said_at = datetime(2026, month, last, 9, 0, tzinfo=HANOI)
    db.session.add(row)
    db.session.commit()


def in_effect() -> list[tuple[str, date]]:
    rows = db.session.query(Declaration).filter_by(undone_at=None).order_by(Declaration.first_on)
    return [(row.period, row.first_on) for row in rows]


def test_the_month_of_other_days_is_not_said_of_and_can_be(reporter: PageClient, unit: Unit):
    said_by_the_calendar(unit, 11, 30)

    assert "Số liệu tháng 11/2026 đã đủ chưa?" in reporter.get("/").text
    reporter.post(NOTHING)

    assert "Tháng 11/2026: không phát sinh" in reporter.get("/").text
    assert in_effect() == [("2026-11", date(2026, 10, 15))]


def test_the_same_word_is_given_of_the_new_days_where_the_old_ones_hold_the_first_of_them(
    reporter: PageClient, unit: Unit
):
    said_by_the_calendar(unit, 11, 30)
    db.session.query(Declaration).update({"first_on": date(2026, 10, 10)})  # holds 15/10, under the same name
    db.session.commit()

    reporter.post(NOTHING)

    assert in_effect() == [("2026-11", date(2026, 10, 15))]


def test_taking_back_one_month_leaves_the_word_of_another(reporter: PageClient, unit: Unit):
    said_by_the_calendar(unit, 10, 31)
    reporter.post(NOTHING)
    said_by_the_calendar(unit, 10, 31)

    reporter.post(BACK)

    assert in_effect() == [("2026-10", date(2026, 10, 1))]
