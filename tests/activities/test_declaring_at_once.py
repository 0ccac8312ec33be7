"""A unit's people say the same at once, or one says không phát sinh while another logs: on both databases one of them is right."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from flask import Flask

from app import clock
from app.activities.commands import log_activities
from app.activities.declaring import HasEntries, Whose, declare_month
from app.activities.entry import Entry
from app.activities.models import Activity
from app.extensions import db
from app.periods.calendar import period
from app.periods.models import Declaration, Said
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.together import at_once

MONTH = period("2026-11")


def nothing(unit_id: int, by: Scope) -> Callable[[], None]:
    return lambda: declare_month(Whose(unit_id, MONTH, by), Said.NOTHING, now=clock.now())


def logging(by: Scope) -> Callable[[], Any]:
    entry = Entry("hop_tdp", date(2026, 11, 10), {"luot_nguoi_du": 45})
    return lambda: log_activities([entry], key=str(uuid4()), by=by, now=clock.now())


def test_eight_people_say_it_at_once_and_it_is_said_once(app: Flask, unit: Unit):
    people = [factories.a_scope(unit) for _ in range(8)]

    at_once(app, [nothing(unit.id, by) for by in people], HasEntries)

    assert db.session.query(Declaration).count() == 1


def test_nothing_and_an_entry_at_once_never_both_hold(app: Flask, ward: Unit):
    people = [factories.a_scope(factories.a_unit(ward)) for _ in range(6)]
    tasks = [task for by in people for task in (nothing(by.unit_id, by), logging(by))]

    at_once(app, tasks, HasEntries)

    assert db.session.query(Activity).count() == 6
    assert db.session.query(Declaration).filter(Declaration.undone_at.is_(None)).count() == 0
