"""The demonstration's figures on pages, read by the ward's reviewer."""

import pytest
from flask import Flask

from app import clock
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file
from app.extensions import db
from app.permissions import Role
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.page import PageClient


@pytest.fixture
def demo_ward(app: Flask, plan: Plan) -> PageClient:
    """A reviewer of the ward whose units and entries are the demonstration's."""
    load_file(read_file(OWN, plan), now=clock.now())
    return PageClient(app).signed_in_as(
        factories.a_person(db.session.query(Unit).filter_by(code="VHXH").one(), Role.REVIEWER)
    )
