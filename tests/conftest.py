"""Fixtures: an app on each database, cleaned after every test, and a client for each role."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask

from app import clock, create_app
from app.config import Config
from app.extensions import db
from app.permissions import Role
from app.plan import Plan, read_plan
from app.units.models import Unit
from tests import factories
from tests.databases import DATABASES, empty_database, postgresql_database
from tests.page import PageClient


@pytest.fixture(scope="session", params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database: SQLite always, PostgreSQL where TEST_DATABASE_URL names a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'test.db'}"
    else:
        yield from postgresql_database()


@pytest.fixture(scope="session")
def migrated_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    config = Config(database_url, "k" * 40, Path(tmp_path_factory.mktemp("data")))
    app = create_app(config)
    app.testing = False  # errors become pages, as they do for people
    with app.app_context():
        flask_migrate.upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(migrated_app: Flask) -> Iterator[Flask]:
    """The app, with an application context and an empty database again afterwards."""
    with migrated_app.app_context():
        yield migrated_app
        db.session.rollback()
        empty_database()


@pytest.fixture(scope="session")
def plan() -> Plan:
    return read_plan()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Sets the clock, which only clock.py reads: at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment.astimezone(clock.UTC))

    return set_clock


@pytest.fixture
def ward(app: Flask) -> Unit:
    return factories.a_ward()


@pytest.fixture
def unit(ward: Unit) -> Unit:
    """The tổ dân phố the reporter belongs to."""
    return factories.a_unit(ward, code="TDP07", name="Tổ dân phố số 7")


@pytest.fixture
def signed_out(app: Flask) -> PageClient:
    return PageClient(app)


@pytest.fixture
def reporter(app: Flask, unit: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(unit, Role.REPORTER))


@pytest.fixture
def reviewer(app: Flask, ward: Unit) -> PageClient:
    office = factories.a_unit(ward, code="VHXH", name="Phòng Văn hóa - Xã hội", kind="phong_vhxh")
    return PageClient(app).signed_in_as(factories.a_person(office, Role.REVIEWER))


@pytest.fixture
def observer(app: Flask, ward: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(ward, Role.OBSERVER))
