"""The demonstration loaded as it stands, and its annexes."""

from datetime import date, datetime

import pytest
from flask import Flask

from app import clock
from app.clock import HANOI
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file
from app.extensions import db
from app.periods.calendar import period
from app.plan import Plan
from app.reporting.annexes import annexes, figures_of
from app.tables import Table
from app.units.models import WARD, Unit
from tests import factories
from tests.closing.making import expected


@pytest.fixture
def sample_ward(app: Flask, plan: Plan) -> Unit:
    """The ward of the demonstration, after its last entry."""
    load_file(read_file(OWN, plan), now=clock.now())
    return db.session.query(Unit).filter_by(kind=WARD).one()


@pytest.fixture
def annexes_of(plan: Plan):
    """The three annexes of a ward's period: annexes_of(ward, "2026-11")."""

    def made(ward: Unit, id: str = "2026-11") -> tuple[Table, Table, Table]:
        db.session.rollback()
        of = expected(period(id))
        return annexes(ward.id, of.period, plan, figures_of(ward.id, of, plan), now=clock.now())

    return made


@pytest.fixture
def november(at, unit: Unit) -> Unit:
    """A unit with one entry in November, some days after the period's end."""
    at(datetime(2026, 11, 22, 9, 0, tzinfo=HANOI))
    told = {"figures": {"luot_nguoi_du": 40}, "note": "Bà Lan hỏi, gọi 0912345678"}
    factories.an_activity(unit, held_on=date(2026, 11, 5), **told)
    return unit
