"""A report is its ward's own: nothing of another ward stands in it, is quoted, counted or changed with it."""

from datetime import date

import pytest
from flask import Flask

from app import clock
from app.clock import HANOI
from app.extensions import db
from app.feedback.choices import Kind
from app.feedback.ward_totals import threads_of_ward
from app.periods.calendar import period
from app.permissions import Role
from app.reporting.commands import Place, keep_lines, keep_texts
from app.reporting.edits import Line
from app.reporting.queries import (
    edits_of,
    kept_of_period,
    kept_report,
    kept_reports,
    last_content,
    quotable,
    quoted,
    texts_of,
)
from app.reporting.threads import exemplars_counted, threads_named
from app.scope import Actor
from app.units.models import Unit
from tests import factories
from tests.closing.making import NOVEMBER, a_closing
from tests.exemplars.making import an_exemplar
from tests.reporting.making import a_kept_report

DAY = date(2026, 11, 5)
NOBODY = Actor(None, "test", None)


@pytest.fixture
def far(app: Flask, at) -> Unit:
    """A unit of another ward, some days after November's period."""
    at(clock.now().replace(2026, 11, 20, tzinfo=HANOI))
    return factories.a_unit(factories.a_ward("09999", "Phường Khác"), code="XA01", name="Xóm xa")


def ward_of(unit: Unit) -> Unit:
    return db.session.get_one(Unit, unit.ward_id)


def test_texts_of_letterheads_are_one_wards(unit: Unit, far: Unit):
    here, there = unit.ward_id, far.ward_id
    for ward_id, signer in ((here, "Bà A"), (there, "Ông B")):
        keep_texts(ward_id, {"signer": signer}, {"signer": ""}, by=NOBODY, now=clock.now())
    assert (texts_of(here), texts_of(there)) == ({"signer": "Bà A"}, {"signer": "Ông B"})

    keep_texts(here, {"signer": ""}, {"signer": ""}, by=NOBODY, now=clock.now())

    db.session.rollback()
    assert (texts_of(here), texts_of(there)) == ({}, {"signer": "Ông B"})


def test_sections_the_officer_touched_are_one_wards(unit: Unit, far: Unit):
    there = far.ward_id
    keep_lines(Place(there, NOVEMBER, "iv", 0), [Line("x", "Lời của phường khác.")], by=NOBODY, now=clock.now())

    assert list(edits_of(there, NOVEMBER)) == ["iv"]
    assert edits_of(unit.ward_id, NOVEMBER) == {}


def test_kept_reports_are_one_wards(unit: Unit, far: Unit):
    scope, there = factories.a_scope(unit, Role.REVIEWER), ward_of(far)
    number = a_kept_report(there, a_closing(there))

    assert (kept_reports(scope), kept_of_period(unit.ward_id, NOVEMBER)) == ([], [])
    assert last_content(unit.ward_id, NOVEMBER) is None
    assert kept_report(scope, number) is None
    assert kept_report(factories.a_scope(far, Role.REVIEWER), number) is not None


def test_words_of_another_wards_entries_are_not_quoted(unit: Unit, far: Unit):
    own = factories.an_activity(unit, held_on=DAY, note="Của mình")
    foreign = factories.an_activity(far, held_on=DAY, note="Của phường khác")

    both = [own.id, foreign.id]
    assert [each.note for each in quotable(unit.ward_id, period(NOVEMBER))] == ["Của mình"]
    assert [each.note for each in quoted(unit.ward_id, period(NOVEMBER), both)] == ["Của mình"]


def test_threads_and_exemplars_of_another_ward_are_neither_named_nor_counted(unit: Unit, far: Unit, at):
    at(clock.now().replace(2026, 11, 5, tzinfo=HANOI))
    factories.a_feedback(far, kind=Kind.PROPOSAL, text="Của phường khác")
    an_exemplar(far)

    assert threads_named(unit.ward_id, period(NOVEMBER)) == []
    assert exemplars_counted(unit.ward_id, period(NOVEMBER)) == (0, 0)
    counted = threads_of_ward(unit.ward_id, period(NOVEMBER), clock.now(), ())
    assert (counted.raised, counted.answered, counted.waiting) == ({}, 0, 0)
    assert threads_of_ward(far.ward_id, period(NOVEMBER), clock.now(), ()).raised == {far.id: 1}
