"""Fixtures: an entry of the reporter's unit, and an empty store."""

import shutil

import pytest
from flask import Flask

from app.activities.models import Activity
from app.units.models import Unit
from tests import factories


@pytest.fixture
def _empty_store(app: Flask) -> None:
    """Tests of other rooms leave photos there."""
    shutil.rmtree(app.extensions["settings"].data_dir / "photos", ignore_errors=True)


@pytest.fixture
def entry(unit: Unit, _empty_store: None) -> Activity:
    return factories.an_activity(unit)


@pytest.fixture
def near(ward: Unit) -> Unit:
    """Another unit of the ward."""
    return factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
