"""The demonstration loaded as it stands, and two people of the ward."""

import pytest
from flask import Flask

from app import clock
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file
from app.extensions import db
from app.permissions import Role
from app.plan import Plan
from app.scope import Scope
from app.units.models import WARD, Unit
from tests import factories


@pytest.fixture
def sample_ward(app: Flask, plan: Plan, at) -> Unit:
    """The ward of the demonstration, after its last entry."""
    load_file(read_file(OWN, plan), now=clock.now())
    return db.session.query(Unit).filter_by(kind=WARD).one()


@pytest.fixture
def officer(app: Flask, ward: Unit) -> Scope:
    return factories.a_scope(factories.a_unit(ward, kind="phong_vhxh"), Role.REVIEWER)
