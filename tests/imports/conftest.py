"""An admin, and imports carried out in the test's own process unless a test wants another."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app import clock
from app.database import let_go
from app.imports.working import work
from app.permissions import Role
from app.plan import current_plan
from app.units.models import Unit
from tests import factories
from tests.page import PageClient


@pytest.fixture
def admin(app: Flask, ward: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))


@pytest.fixture(autouse=True)
def at_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """An import's process is this one, and done when the request is."""
    if "app" not in request.fixturenames:
        yield
        return
    app: Flask = request.getfixturevalue("app")
    app.extensions["launch_import"] = carry_out
    yield
    del app.extensions["launch_import"]


def carry_out(app: Flask, number: int, attempt: int) -> None:
    let_go()
    work(number, attempt, current_plan(), now=clock.now, today=clock.today)
