"""Tries are counted in the database before the secret is looked at."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import text

from app.clock import HANOI
from app.extensions import db
from app.throttle.commands import Subject, TooManyTries, begin_try, succeed
from app.throttle.figures import ACCOUNT, ADDRESS
from app.throttle.models import Throttle

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=HANOI)
WHO = Subject("account", "0510000001", ACCOUNT)
WHERE = Subject("address", "203.0.113.7", ADDRESS)


def fail(times: int, *subjects: Subject, now: datetime = NOW) -> None:
    for _ in range(times):
        begin_try(subjects, now=now)


def test_after_the_free_ones_a_try_has_to_wait(app: Flask):
    fail(ACCOUNT.free, WHO)

    with pytest.raises(TooManyTries) as refused:
        begin_try([WHO], now=NOW + ACCOUNT.waits[0] - timedelta(seconds=1))
    assert refused.value.open_at == NOW + ACCOUNT.waits[0]
    begin_try([WHO], now=NOW + ACCOUNT.waits[0])


def test_a_refused_try_is_not_counted(app: Flask):
    fail(ACCOUNT.free, WHO)
    for _ in range(50):
        with pytest.raises(TooManyTries):
            begin_try([WHO, WHERE], now=NOW + timedelta(seconds=1))

    kept = {row.subject: row.failures for row in db.session.query(Throttle)}
    assert kept == {WHO.key: ACCOUNT.free}


def test_a_success_forgives_the_account_and_gives_the_address_only_its_own_try_back(app: Flask):
    fail(3, WHO, WHERE)

    succeed(forgiven=[WHO], taken_back=[WHERE], now=NOW)

    assert {row.subject: row.failures for row in db.session.query(Throttle)} == {WHERE.key: 2}


def test_old_failures_count_no_more_and_are_swept_away(app: Flask):
    fail(ACCOUNT.free, WHO)
    later = NOW + ACCOUNT.forgotten_after + timedelta(minutes=1)

    fail(ACCOUNT.free, WHERE, now=later)
    begin_try([WHO], now=later)

    assert {row.subject: row.failures for row in db.session.query(Throttle)} == {WHO.key: 1, WHERE.key: ACCOUNT.free}


def test_a_clock_set_back_keeps_nobody_waiting(app: Flask):
    fail(ACCOUNT.free, WHO)

    begin_try([WHO], now=NOW - timedelta(days=365))


def test_tries_sent_together_do_not_slip_by(app: Flask):
    ready, allowed = Barrier(16), []

    def guess() -> None:
        with app.app_context():
            ready.wait()
            try:
                begin_try([WHO, WHERE], now=NOW)
                allowed.append(1)
            except TooManyTries:
                pass

    threads = [Thread(target=guess) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(allowed) == ACCOUNT.free


def test_a_try_that_waited_for_the_lock_is_no_earlier_one(app: Flask):
    fail(ACCOUNT.free, WHO, now=NOW)

    with pytest.raises(TooManyTries):
        begin_try([WHO], now=NOW - timedelta(seconds=2))


def test_neither_numbers_nor_addresses_are_written_down(app: Flask):
    fail(1, WHO, WHERE)

    rows = repr(db.session.execute(text("SELECT * FROM throttles")).all())
    assert "0510000001" not in rows
    assert "203.0.113" not in rows
