"""Who meets exemplars: an officer, a publisher, a leader of the unit."""

import pytest
from flask import Flask

from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.exemplars.making import a_publisher, an_officer
from tests.page import PageClient


@pytest.fixture
def officer(ward: Unit) -> Scope:
    return an_officer(ward)


@pytest.fixture
def leader(unit: Unit) -> Scope:
    return factories.a_scope(unit)


@pytest.fixture
def publishing(ward: Unit) -> Scope:
    """The scope of somebody who publishes."""
    return a_publisher(ward)


@pytest.fixture
def office(ward: Unit) -> Unit:
    """Trung tâm VH-TT và TT."""
    return factories.a_unit(ward, code="TTVH", name="Trung tâm Văn hóa", kind="tt_vhtttt")


@pytest.fixture
def publisher(app: Flask, office: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(office, Role.PUBLISHER))
