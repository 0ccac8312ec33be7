"""Each ward has targets of its own: in the choices, on the unit's pages and in what is done to them."""

from datetime import datetime

import pytest

from app import clock
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.scope import Actor
from app.targets.commands import Doing, NoLongerThere, change_target, remove_target
from app.targets.models import Target
from app.units.models import Unit
from tests import factories
from tests.page import PageClient
from tests.targets.making import a_target, use_targets


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))


@pytest.fixture
def elsewhere(ward: Unit) -> Unit:
    """Another ward that uses targets too."""
    use_targets(ward)
    return factories.a_ward("09999", "Phường Khác")


def test_another_wards_target_for_a_kind_is_not_the_units(reporter: PageClient, elsewhere: Unit):
    a_target(None, elsewhere)

    for page in ("/", "/don-vi/TDP07"):
        assert reporter.get(page).find("progress") is None


def test_only_the_wards_own_open_units_are_offered(reviewer: PageClient, ward: Unit, unit: Unit, elsewhere: Unit):
    factories.a_unit(elsewhere, code="XA01")
    factories.a_unit(ward, code="CU01", closed_on=datetime(2026, 10, 14, tzinfo=HANOI).date())
    factories.a_unit(ward, code="MTTQ", kind="mttq")

    offered = {option["value"] for option in reviewer.get("/chi-tieu").select("#whose option")}

    assert offered == {"", "don-vi:TDP07", "don-vi:VHXH"}


def test_nobody_changes_or_removes_another_wards_target(ward: Unit, unit: Unit, elsewhere: Unit):
    number = a_target(factories.a_unit(elsewhere), elsewhere)
    officer = factories.a_scope(unit, Role.REVIEWER)
    doing = Doing(officer, Actor(officer.person_id, "test", officer.ward_id), clock.now())
    db.session.rollback()

    with pytest.raises(NoLongerThere):
        change_target(number, 9, doing, seen=200)
    with pytest.raises(NoLongerThere):
        remove_target(number, doing, seen=200)
    assert db.session.get(Target, number).value == 200
