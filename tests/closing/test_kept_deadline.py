"""A closed period keeps its deadline, whatever the ward decides of deadlines later."""

from datetime import datetime

import pytest

from app.clock import HANOI
from app.extensions import db
from app.settings.models import Setting
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing
from tests.page import PageClient
from tests.status.updating import logged


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 20, 9, 0, tzinfo=HANOI))


def decide(ward: Unit, days: int) -> None:
    db.session.merge(Setting(ward_id=ward.id, name="due_days", value=days))
    db.session.commit()


def stands(client: PageClient) -> tuple[str, str]:
    """The deadline of the month as its page says it, and how many units were late."""
    period, ward = client.get("/ky/2026-11"), client.get("/don-vi?ky=2026-11")
    return period.select("dl.pairs dd")[1].get_text(), ward.select_one("[data-group=muon] b").get_text()


def test_who_was_late_stays_late_after_the_rule_has_changed(reviewer: PageClient, ward: Unit):
    logged("10/11", "18/11")(factories.a_unit(ward))
    before = stands(reviewer)
    a_closing(ward)

    decide(ward, 5)

    assert before == stands(reviewer) == ("17/11/2026", "1")
    assert "theo cài đặt chung là 20/11/2026" in reviewer.get("/ky/2026-11").get_text()


def test_as_long_as_it_is_open_the_new_rule_holds(reviewer: PageClient, ward: Unit):
    logged("10/11", "18/11")(factories.a_unit(ward))

    decide(ward, 5)

    assert stands(reviewer) == ("20/11/2026", "0")
