"""What is taken out is seen at one moment (security.md, A23), however much is written meanwhile."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from flask import Flask

from app.config import CutOff
from app.exporting import entries
from app.exporting.files import Asked, write_export
from app.exporting.wanted import Bounds, Form, Wanted
from app.extensions import db
from app.periods.calendar import period
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.closing.making import expected

NOW = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(entries, "PAGE", 3)
    entries._page.cache_clear()
    yield
    entries._page.cache_clear()


@pytest.fixture
def others(app: Flask, ward: Unit):
    """Somebody who logs an entry for the last unit by name each time a row is written."""
    last = factories.a_unit(ward, code="TDP99", name="Tổ dân phố số 99")
    factories.an_activity(last, held_on=date(2026, 11, 1))
    number, written = last.id, []

    def log(_: int) -> None:
        if len(written) == 20:  # a file that takes all of them up would never end
            return
        with app.app_context():
            factories.an_activity(db.session.get_one(Unit, number), held_on=date(2026, 11, 2))
            written.append(1)

    return log, written


def written_out(ward_id: int, form: Form, plan: Plan, heard) -> io.BytesIO:
    of, file = period("2026-11"), io.BytesIO()
    asked = Asked(Bounds(ward_id), Wanted(of, form=form), "Phường", expected(of), plan, CutOff.FIFTEENTH, NOW)
    db.session.rollback()
    write_export(file, asked, heard)
    return file


@pytest.mark.usefixtures("small_pages")
def test_entries_logged_meanwhile_stay_out(ward: Unit, unit: Unit, others, plan: Plan):
    log, written = others
    for _ in range(7):
        factories.an_activity(unit, held_on=date(2026, 11, 1))

    text = written_out(ward.id, Form.CSV, plan, log).getvalue().decode("utf-8-sig")

    assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == 8
    assert len(written) == 8


@pytest.mark.usefixtures("small_pages")
def test_the_annex_and_the_entries_of_a_file_agree(ward: Unit, unit: Unit, others, plan: Plan):
    log, written = others
    for _ in range(7):
        factories.an_activity(unit, held_on=date(2026, 11, 1))

    book = openpyxl.load_workbook(written_out(ward.id, Form.PERIOD, plan, log))

    annex = book["Phụ lục I"]
    assert [cell.value for cell in annex[annex.max_row]][1:] == ["Toàn phường", 8, 360]
    assert book["Lần ghi"].max_row == 9
    assert written
