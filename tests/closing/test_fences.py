"""A ward's closing freezes its own units' figures."""

from datetime import date

from app.closing.taking import snapshot_of
from app.periods.calendar import period
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.closing.making import expected


def test_another_wards_units_are_not_frozen(ward: Unit, unit: Unit, plan: Plan):
    far = factories.a_unit(factories.a_ward("09999", "Phường Khác"), code="XA01")
    for each in (unit, far):
        factories.an_activity(each, held_on=date(2026, 11, 10))

    assert [each.code for each in snapshot_of(ward.id, expected(period("2026-11")), plan).units] == [unit.code]
