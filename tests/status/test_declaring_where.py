"""What a unit is asked of a month beside what waits to be mended, and where it then reads what it said."""

from datetime import date, datetime

import pytest

from app.activities.workflow import Step
from app.clock import HANOI
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

NOTHING = "/don-vi/TDP07/bao-ky/khong-phat-sinh?ky=2026-11"


@pytest.fixture(autouse=True)
def _after_november(at) -> None:
    at(datetime(2026, 11, 16, 9, 0, tzinfo=HANOI))


def test_an_entry_that_was_sent_back_is_told_of_instead_of_nothing(reporter: PageClient, unit: Unit):
    entry = factories.an_activity(unit, held_on=date(2026, 11, 10))
    factories.changed(entry.id, Step.RETURN)

    for page in (reporter.get("status.show_home"), reporter.get(NOTHING)):
        card = page.select_one("#declaring section")
        assert "Có 1 lần ghi được trả lại bổ sung, chưa tính vào số liệu." in card.get_text()
        assert card.select("a, form") == []


def test_what_is_said_of_an_older_month_is_seen_where_it_stands(reporter: PageClient):
    for slug in ("khong-phat-sinh", "mo-lai"):
        reporter.post(f"/don-vi/TDP07/bao-ky/{slug}?ky=2026-09")
        assert reporter.location == "/don-vi/TDP07?ky=2026-09#of-2026-09"
