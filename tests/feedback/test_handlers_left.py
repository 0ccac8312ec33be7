"""Who dealt with a thread last does not deal with it for ever: once it is back with the ward, the ward is late, and it alone."""

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.audit.models import AuditLine, Event
from app.extensions import db
from app.feedback.figures import Asked, report_of
from app.feedback.handlers import Handler
from app.feedback.news import groups_of_news
from app.feedback.own import news_of
from app.feedback.queries import thread_of
from app.feedback.ward_totals import threads_of_ward
from app.feedback.words import due_words, is_overdue, stands
from app.feedback.workflow import Step
from app.periods.current import period_on
from app.permissions import Role
from app.plan import Plan
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_scope, a_step, a_unit

ASKED = ("mttq", "ban_xdd")


@pytest.fixture
def front(ward: Unit) -> Unit:
    return a_unit(ward, code="MTTQ", name="Ủy ban MTTQ", kind="mttq")


@pytest.fixture
def reopened(app: Flask, unit: Unit, leader: Scope, officer: Scope, front: Unit) -> str:
    """Forwarded to MTTQ, answered, and not solved as the unit says."""
    code = a_feedback(unit, by=leader)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.FORWARD, handler=Handler(front.id))
    a_step(code, a_scope(front, Role.HANDLER), Step.PROPOSE_ANSWER)
    a_step(code, officer, Step.RELEASE)
    a_step(code, leader, Step.REOPEN)
    return code


def test_a_reopened_thread_can_be_overdue_again(reopened: str, leader: Scope, officer: Scope, unit: Unit, plan: Plan):
    later = clock.now() + timedelta(days=30)
    thread = thread_of(leader, reopened, later)

    assert is_overdue(thread, later, plan)
    assert due_words(thread, later, plan).startswith("Phường quá hạn xử lý từ")
    month = period_on(clock.today())
    assert threads_of_ward(unit.ward_id, month, later, ASKED).overdue == 1
    assert report_of(officer, Asked(month, later, ASKED)).total.overdue == 1


def test_what_the_ward_works_on_again_is_with_the_ward(
    reopened: str, leader: Scope, officer: Scope, plan: Plan, front: Unit
):
    a_step(reopened, officer, Step.UPDATE)

    thread = thread_of(leader, reopened, clock.now())
    assert stands(thread, plan) == "Đang xử lý"
    assert db.session.query(AuditLine).filter_by(event=Event.FEEDBACK_TAKEN_BACK).count() == 1
    assert news_of(a_scope(front, Role.HANDLER), clock.now()) == []


@pytest.mark.parametrize(
    "ends", [lambda leader, _: (leader, Step.SUPPLEMENT), lambda _, officer: (officer, Step.TAKE_BACK)]
)
def test_a_question_of_the_handler_stands_at_home_until_it_is_answered(
    app: Flask, unit: Unit, leader: Scope, officer: Scope, front: Unit, ends
):
    code = a_feedback(unit, by=leader)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.FORWARD, handler=Handler(front.id))
    assert news_of(leader, clock.now()) == []
    a_step(code, a_scope(front, Role.HANDLER), Step.ASK)
    a_step(code, officer, Step.CLASSIFY)

    (told,) = groups_of_news(news_of(leader, clock.now()))
    assert (told.words, told.asks) == ("Phường hỏi thêm về 1 phản ánh", True)

    a_step(code, *ends(leader, officer))
    assert news_of(leader, clock.now()) == []


def test_every_handler_has_a_row_among_the_figures(reviewer, ward: Unit, unit: Unit, leader: Scope, officer: Scope):
    code = a_feedback(unit, by=leader)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.FORWARD, handler=Handler(a_unit(ward, code="TDP09").id))

    page = reviewer.get("feedback.show_figures")

    assert "Tổ dân phố" in page.find(attrs={"aria-labelledby": "by-noi-xu-ly"}).get_text()
