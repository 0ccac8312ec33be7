"""What is cleaned at night: exactly what nobody needs, and nothing beside it."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts.models import Membership, Person, SignIn
from app.accounts.sign_ins import Lifetime, NewSignIn, put_sign_in
from app.audit.models import AuditLine
from app.cards import forgetting
from app.cards.commands import Issuing, issue_cards, token_is, use_card
from app.cards.forgetting import KEPT_FOR, forget_sign_ins
from app.cards.queries import cards_of
from app.extensions import db
from app.jobs.commands import begin_run, forget_runs
from app.jobs.queries import newest_runs
from app.permissions import Role
from app.scope import Actor
from app.throttle.commands import Subject, begin_try, forget_failures
from app.throttle.figures import ACCOUNT, LONGEST_KEPT
from app.throttle.models import Throttle
from app.units.models import Unit
from tests import factories
from tests.jobs.running import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(unit: Unit) -> Person:
    return factories.a_person(unit)


def a_sign_in(person: Person, *, expires_at: datetime, ended_at: datetime | None = None) -> int:
    number, _ = put_sign_in(db.session, NewSignIn(person.id, "x", Lifetime()), now=NOW - timedelta(days=300))
    db.session.execute(update(SignIn).where(SignIn.id == number).values(expires_at=expires_at, ended_at=ended_at))
    db.session.commit()
    return number


def kept() -> set[int]:
    return {row.id for row in db.session.query(SignIn.id)}


@pytest.mark.parametrize(
    ("expires", "ended", "goes"),
    [
        (-KEPT_FOR - MINUTE, None, True),
        (-KEPT_FOR + MINUTE, None, False),
        (timedelta(days=30), -KEPT_FOR - MINUTE, True),
        (timedelta(days=30), -KEPT_FOR + MINUTE, False),
        (timedelta(days=30), None, False),
    ],
)
def test_a_sign_in_goes_ninety_days_after_its_end(
    person: Person, expires: timedelta, ended: timedelta | None, goes: bool
):
    number = a_sign_in(person, expires_at=NOW + expires, ended_at=None if ended is None else NOW + ended)

    said = forget_sign_ins(NOW)

    assert (number in kept()) is not goes
    assert said == f"Đã xóa {int(goes)} phiên đăng nhập và 0 bộ đếm nhập sai."


def test_who_is_signed_in_stays_signed_in(reporter):
    forget_sign_ins(datetime.now(NOW.tzinfo))

    reporter.get("/")


def test_a_sign_in_that_a_cards_line_names_stays(app: Flask, unit: Unit, person: Person):
    how = Issuing(app.extensions["settings"].keys, timedelta(days=30), Actor(None, "test"), NOW)
    membership = db.session.query(Membership.id).filter_by(person_id=person.id).scalar()
    card = issue_cards([membership], how)[0]
    use_card(token_is(card.token or ""), user_agent="Zalo", address="", now=NOW, today=NOW.date())

    forget_sign_ins(NOW + 2 * KEPT_FOR)

    (line,) = cards_of(factories.a_scope(unit, Role.ADMIN), person.id)
    assert line.used_on == "Zalo"


def test_the_audit_keeps_every_line(reporter, person: Person):
    before = db.session.query(AuditLine).count()
    a_sign_in(person, expires_at=NOW - 2 * KEPT_FOR)

    forget_sign_ins(NOW)

    assert db.session.query(AuditLine).count() == before > 0


def test_many_go_some_at_a_time(person: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(forgetting, "AT_A_TIME", 2)
    for _ in range(5):
        a_sign_in(person, expires_at=NOW - 2 * KEPT_FOR)

    assert "Đã xóa 5 phiên" in forget_sign_ins(NOW)
    assert kept() == set()


def test_counters_go_when_their_failures_count_no_more(app: Flask):
    for place in range(230):
        begin_try([Subject("account", f"old {place}", ACCOUNT)], now=NOW)
    fresh = Subject("account", "fresh", ACCOUNT)
    begin_try([fresh], now=NOW + 2 * MINUTE)

    assert forget_failures(NOW + LONGEST_KEPT + MINUTE) == 230

    assert [row.subject for row in db.session.query(Throttle)] == [fresh.key]


def test_runs_go_after_four_hundred_days(app: Flask):
    for days, name in ((401, "old"), (399, "young")):
        begin_run(name, NOW - timedelta(days=days), now=NOW - timedelta(days=days))

    assert forget_runs(NOW) == "Đã xóa 1 dòng cũ."
    assert forget_runs(NOW) == "Chưa có dòng nào đủ cũ."
    assert [run.job for run in newest_runs(NOW)] == ["young"]
