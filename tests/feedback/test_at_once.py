"""Several officers and leaders at the same instant, on both databases."""

from collections.abc import Callable

from flask import Flask

from app import clock
from app.extensions import db
from app.feedback.answer_clock import Goals
from app.feedback.commands import Acting, Stale, take_step
from app.feedback.models import Feedback, Message
from app.feedback.numbers import parts, take_up_to
from app.feedback.stepping import Wish
from app.feedback.workflow import Step
from app.permissions import Role
from app.scope import Actor, Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_scope, a_step, a_unit
from tests.together import at_once

EACH = 5


def test_numbers_have_no_gap_and_no_double_and_go_on_after_loaded_ones(app: Flask, ward: Unit, unit: Unit):
    take_up_to(db.session, ward.id, clock.today().year, 15)
    db.session.commit()
    leaders = [a_scope(a_unit(ward)) for _ in range(8)]

    def raising(leader: Scope) -> Callable[[], list[str]]:
        return lambda: [a_feedback(unit, by=leader) for _ in range(EACH)]

    found = at_once(app, [raising(leader) for leader in leaders])

    numbers = sorted(parts(code)[1] for codes in found for code in codes)
    assert numbers == list(range(16, 16 + 8 * EACH))


def test_one_key_sent_by_eight_at_once_is_one_thread(app: Flask, unit: Unit, leader: Scope):
    now = clock.now()

    codes = at_once(app, [lambda: a_feedback(unit, by=leader, key="k" * 36, at=now)] * 8)

    assert len(set(codes)) == db.session.query(Feedback).count() == 1


def test_of_eight_officers_who_act_at_once_one_does(app: Flask, unit: Unit, desk: Unit, officer: Scope):
    code = a_feedback(unit)
    a_step(code, officer, Step.RECEIVE)
    officers = [a_scope(desk, Role.REVIEWER) for _ in range(8)]

    def answering(by: Scope, number: int) -> Callable[[], None]:
        acting = Acting(by, Actor(by.person_id, "test", by.ward_id), clock.now(), Goals())
        return lambda: take_step(code, Wish(Step.ANSWER, f"Trả lời {number}", seen=2), acting)

    found = at_once(app, [answering(by, number) for number, by in enumerate(officers)], Stale)

    assert sorted(type(each).__name__ for each in found) == ["NoneType"] + ["Stale"] * 7
    assert db.session.query(Message).filter_by(step=Step.ANSWER).count() == 1
    assert db.session.query(Feedback.version).scalar() == 3
