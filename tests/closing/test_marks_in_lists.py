"""The entries behind a ward's figure say which of them came after the closing, so that its number can be found again."""

from datetime import datetime

import pytest

from app.clock import HANOI
from app.units.models import Unit
from tests.closing.making import a_closing
from tests.page import PageClient
from tests.status.updating import logged


@pytest.fixture(autouse=True)
def _after_november(at) -> None:
    at(datetime(2026, 11, 20, 9, 0, tzinfo=HANOI))


def test_what_came_after_the_closing_is_marked_behind_the_figure(reviewer: PageClient, ward: Unit, unit: Unit):
    logged("10/11", "11/11")(unit)
    a_closing(ward)
    logged("09/11", "20/11")(unit)

    page = reviewer.get("activities.list_of_ward", ky="2026-11", **{"so-lieu": "luot_nguoi_du"})

    chips = [[chip.get_text() for chip in row.select(".chip")] for row in page.select(".rows li")]
    assert page.select_one("#sum-of-entries").get_text() == "90"
    assert chips == [[], ["Bổ sung sau khi chốt số liệu"]]
