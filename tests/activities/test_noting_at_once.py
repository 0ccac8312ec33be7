"""Several log and correct for one unit at the same instant: what is alike is seen, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

from flask import Flask

from app import clock
from app.activities.changing import Wish, change_activity
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.models import Activity, Oddity
from app.activities.workflow import Step
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories


def test_of_eight_logged_at_once_all_but_one_are_noted(app: Flask, unit: Unit):
    by, entry = factories.a_scope(unit), Entry("hop_tdp", clock.today(), {"luot_nguoi_du": 45})
    db.session.rollback()

    def log(_: int) -> int:
        with app.app_context():
            return log_activities([entry], key=str(uuid4()), by=by, now=clock.now()).number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(log, range(8)))

    assert len(set(numbers)) == 8
    assert db.session.query(Oddity).count() == 7


def test_logging_while_others_correct_waits_for_nobody_for_ever(app: Flask, unit: Unit):
    rows = [factories.an_activity(unit, held_on=clock.today() - timedelta(days=n)).id for n in range(4)]
    by = factories.a_scope(unit, Role.REPORTER)
    db.session.rollback()

    def work(turn: int) -> None:
        entry = Entry("hop_tdp", clock.today(), {"luot_nguoi_du": 40 + turn})
        with app.app_context():
            if turn % 2:
                change_activity(rows[turn // 2], Wish(Step.CORRECT, 1, entry=entry), by=by, now=clock.now())
            else:
                log_activities([entry], key=str(uuid4()), by=by, now=clock.now())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))

    assert db.session.query(Activity).count() == 8
