"""A ward with a unit that has entries, and what it takes out."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask

from app import clock
from app.config import CutOff
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file
from app.exporting.files import Asked, write_export
from app.exporting.wanted import Bounds, Form, Wanted
from app.extensions import db
from app.periods.calendar import period
from app.plan import Plan
from app.units.models import WARD, Unit
from tests.closing.making import expected

NOW = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)


@pytest.fixture
def sample_ward(app: Flask, plan: Plan) -> Unit:
    """The ward of the demonstration, after its last entry."""
    load_file(read_file(OWN, plan), now=clock.now())
    return db.session.query(Unit).filter_by(kind=WARD).one()


@pytest.fixture
def taken_out(plan: Plan):
    """A file as bytes: taken_out(bounds, "2026-11", form=Form.CSV, which="tat-ca")."""

    def made(bounds: Bounds, id: str = "2026-11", **more: Any) -> io.BytesIO:
        db.session.rollback()
        of, file = period(id), io.BytesIO()
        wanted = Wanted(of, **more)
        write_export(file, Asked(bounds, wanted, "Phường Phú Lương", expected(of), plan, CutOff.FIFTEENTH, NOW))
        return file

    return made


@pytest.fixture
def lines(taken_out):
    """The entries of a CSV file, each by its headings."""

    def read(bounds: Bounds, id: str = "2026-11", **more: Any) -> list[dict[str, str]]:
        text = taken_out(bounds, id, form=Form.CSV, **more).getvalue().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return read


@pytest.fixture
def book(taken_out):
    """A workbook read back."""

    def read(bounds: Bounds, id: str = "2026-11", **more: Any) -> Any:
        return openpyxl.load_workbook(taken_out(bounds, id, **more))

    return read
