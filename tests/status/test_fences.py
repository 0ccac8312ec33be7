"""What the ward's pages are read from is the ward's."""

from datetime import date

import pytest
from flask import Flask

from app import clock
from app.feedback.totals import RECEIVED
from app.feedback.workflow import Step
from app.periods.calendar import period, period_of, running_total
from app.permissions import Role
from app.plan import Plan
from app.scope import Scope
from app.status.overview.queries import units_standing, units_with_evidence
from app.status.queries import Wanted, units_of_ward
from app.status.updates import unit_states
from app.units.models import Unit
from tests.closing.making import expected
from tests.factories import a_feedback, a_scope, a_step, a_unit, a_ward, an_activity

MONTH = period("2026-11")


@pytest.fixture
def far(app: Flask) -> Unit:
    """A unit of another ward, with an entry."""
    unit = a_unit(a_ward("09999", "Phường Khác"), code="XA01", name="Tổ dân phố số 7")
    an_activity(unit, held_on=date(2026, 11, 10))
    return unit


@pytest.fixture
def officer(ward: Unit, unit: Unit) -> Scope:
    return a_scope(a_unit(ward, code="VHXH", kind="phong_vhxh", name="Phòng Văn hóa - Xã hội"), Role.REVIEWER)


@pytest.mark.usefixtures("far")
def test_units_are_the_wards(officer: Scope, plan: Plan):
    of, running = expected(MONTH), running_total(MONTH)
    listed = units_of_ward(officer, of, plan, Wanted("", "", None)).rows
    evidence = units_with_evidence(officer, MONTH, running, plan)
    standing = units_standing(officer, of, running, plan, "")

    found = [[row.unit.code for row in listed], [each.unit.code for each in evidence]]
    found += [[each.of.unit.code for each in standing], [each.unit.code for each in unit_states(officer.ward_id, of)]]

    assert [set(codes) for codes in found] == [{"TDP07", "VHXH"}] * 3 + [{"TDP07"}]


def test_what_another_ward_received_shows_no_duty_done(far: Unit, officer: Scope, plan: Plan):
    code = a_feedback(far)
    a_step(code, a_scope(far, Role.REVIEWER), Step.RECEIVE)
    month = period_of(clock.today())

    found = units_with_evidence(officer, month, running_total(month), plan)

    assert all(RECEIVED not in each.done for each in found)
