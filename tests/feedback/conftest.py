"""Who takes part in threads."""

import pytest

from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_scope, a_unit


@pytest.fixture
def desk(ward: Unit) -> Unit:
    return a_unit(ward, kind="phong_vhxh")


@pytest.fixture
def officer(desk: Unit) -> Scope:
    return a_scope(desk, Role.REVIEWER)


@pytest.fixture
def leader(unit: Unit) -> Scope:
    return a_scope(unit)
