"""Fixtures: units beside the own one, who acts for them, a school and its clerk."""

import pytest
from flask import Flask

from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests.activities.week import a_school, clerk_of
from tests.factories import a_scope, a_unit, a_ward
from tests.page import PageClient


@pytest.fixture
def near(ward: Unit) -> Unit:
    """Another unit of the ward."""
    return a_unit(ward, code="TDP08", name="Tổ dân phố số 8")


@pytest.fixture
def far(app: Flask) -> Unit:
    """A unit of another ward."""
    return a_unit(a_ward("09999", "Phường Khác"), code="XA01", name="Tổ dân phố số 7")


@pytest.fixture
def leader(unit: Unit) -> Scope:
    return a_scope(unit)


@pytest.fixture
def officer(ward: Unit) -> Scope:
    return a_scope(a_unit(ward, code="VHXH", kind="phong_vhxh", name="Phòng Văn hóa - Xã hội"), Role.REVIEWER)


@pytest.fixture
def school(ward: Unit) -> Unit:
    return a_school(ward)


@pytest.fixture
def clerk(app: Flask, school: Unit) -> PageClient:
    return clerk_of(app, school)
