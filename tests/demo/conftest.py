"""The demonstration file loaded as it stands, and the console."""

import json
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file
from app.extensions import db
from app.plan import Plan
from tests.demo.console import Console


@pytest.fixture
def demo(app: Flask, plan: Plan) -> Flask:
    """The app with the demonstration's units and entries."""
    load_file(read_file(OWN, plan), now=clock.now())
    return app


@pytest.fixture
def console(app: Flask) -> Console:
    return Console(app)


@pytest.fixture
def totals(demo: Flask):
    """What flask totals prints: totals("--period", "2026-11", "--by", "unit")."""

    def printed(*words: str) -> dict[str, Any]:
        db.session.rollback()
        return json.loads(Console(demo).run("totals", *words, "--json"))

    return printed
