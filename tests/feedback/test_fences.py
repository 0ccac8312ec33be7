"""What belongs to another unit or another ward is not offered, not news, not similar and not found."""

import pytest
from flask import Flask

from app import clock
from app.database import read
from app.feedback.finding import bounds_of, units_named
from app.feedback.handling import handlers_for
from app.feedback.own import news_of
from app.feedback.queries import thread_of
from app.feedback.shared_answers import share_answer, shared_answers
from app.feedback.similar import similar_to
from app.feedback.totals import Whose, outcome_of, received_by_day
from app.feedback.workflow import Step
from app.permissions import Role
from app.plan import Plan
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_scope, a_step, a_unit, a_ward


@pytest.fixture
def far(app: Flask) -> Unit:
    """A unit of another ward, called as one of the own."""
    return a_unit(a_ward("09999", "Phường Khác"), code="XA01", name="Tổ dân phố số 7")


def test_a_thread_is_forwarded_within_the_ward(unit: Unit, far: Unit, officer: Scope, plan: Plan):
    thread = thread_of(officer, a_feedback(unit), clock.now())

    offered = {choice.name for choice in handlers_for(officer, thread, plan, clock.today())}

    assert far.code not in offered
    assert officer.unit_code not in offered


def test_what_another_unit_was_answered_is_no_news(ward: Unit, leader: Scope, officer: Scope):
    other = a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
    code = a_feedback(other)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.ANSWER)

    assert news_of(leader, clock.now()) == []
    assert [each.code for each in news_of(a_scope(other), clock.now())] == [code]


def test_another_wards_shared_answers_are_not_listed(far: Unit, officer: Scope, leader: Scope):
    share_answer(None, "mang", "Hỏi xa", "Đáp xa", by=a_scope(far, Role.REVIEWER), now=clock.now())
    share_answer(None, "mang", "Hỏi gần", "Đáp gần", by=officer, now=clock.now())

    assert [each.question for each in shared_answers(leader)] == ["Hỏi gần"]


def test_another_wards_threads_are_not_similar(unit: Unit, far: Unit, officer: Scope):
    mine, near = a_feedback(unit), a_feedback(unit)
    a_feedback(far)

    found = similar_to(officer, thread_of(officer, mine, clock.now()))

    assert [each.code for each in found] == [near]


def test_a_search_looks_for_names_in_the_own_ward_alone(unit: Unit, far: Unit, officer: Scope):
    found = read(units_named(0), bounds_of(["so"]) | {"ward": officer.ward_id})

    assert [row.id for row in found] == [unit.id]


def test_what_another_wards_desk_received_is_not_counted(unit: Unit, far: Unit, officer: Scope, plan: Plan):
    code, today = a_feedback(unit), clock.today()
    a_step(code, officer, Step.RECEIVE)
    a_step(a_feedback(far), a_scope(far, Role.REVIEWER), Step.RECEIVE)

    counted = received_by_day(Whose(officer.unit_id, "phong_vhxh", officer.ward_id), today, today, plan)

    assert counted == [(today, 1)]


def test_how_another_units_threads_ended_is_not_told(unit: Unit, far: Unit):
    a_feedback(unit)
    a_feedback(far)

    assert outcome_of(unit.id, clock.today(), clock.today()).raised == 1
