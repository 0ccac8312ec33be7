"""Steps in threads: on what was seen, once, by whom it is theirs."""

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.feedback.commands import NotThere, NotYours, Stale
from app.feedback.feed import messages_of
from app.feedback.handlers import Handler
from app.feedback.queries import ThreadView, thread_of
from app.feedback.stepping import NotNow
from app.feedback.workflow import ClosedBy, State, Step
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_scope, a_step, a_unit


def seen(code: str, scope: Scope, *, days: int = 0) -> ThreadView:
    thread = thread_of(scope, code, clock.now() + timedelta(days=days))
    assert thread is not None
    return thread


def test_a_thread_goes_from_the_unit_to_an_answer_and_is_confirmed(
    app: Flask, unit: Unit, leader: Scope, officer: Scope
):
    code = a_feedback(unit, by=leader)

    a_step(code, officer, Step.RECEIVE, text="")
    a_step(code, officer, Step.ANSWER, text="Phòng đã nhờ nhà mạng.")
    a_step(code, leader, Step.CONFIRM, text="")

    thread = seen(code, leader)
    assert (thread.state, thread.closed_by) == (State.SOLVED, ClosedBy.UNIT)
    assert [m.step for m in messages_of(leader, thread)] == [Step.RAISE, Step.RECEIVE, Step.ANSWER, Step.CONFIRM]


def test_numbers_follow_each_other_and_start_anew_with_the_year(app: Flask, unit: Unit, leader: Scope):
    old_year = clock.now().replace(year=2025, month=6)

    codes = [a_feedback(unit, by=leader, at=at) for at in (old_year, old_year, clock.now())]

    assert codes == ["PA-2025-0001", "PA-2025-0002", f"PA-{clock.today().year}-0001"]


def test_who_has_not_seen_the_last_step_takes_none(app: Flask, unit: Unit, desk: Unit, officer: Scope):
    code = a_feedback(unit)
    a_step(code, officer, Step.RECEIVE, text="")

    with pytest.raises(Stale):
        a_step(code, a_scope(desk, Role.REVIEWER), Step.ANSWER, seen=1)

    assert seen(code, officer).version == 2


def test_the_same_step_sent_twice_is_taken_once(app: Flask, unit: Unit, officer: Scope):
    code = a_feedback(unit)

    for _ in range(2):
        a_step(code, officer, Step.RECEIVE, text="", seen=1)

    assert seen(code, officer).version == 2


def test_a_step_the_table_does_not_have_changes_nothing(app: Flask, unit: Unit, officer: Scope):
    code = a_feedback(unit)

    with pytest.raises(NotNow):
        a_step(code, officer, Step.ANSWER)

    assert seen(code, officer).state is State.SENT


def test_the_unit_does_not_answer_itself_and_another_unit_does_not_see_it(app: Flask, ward: Unit, unit: Unit):
    code = a_feedback(unit)

    with pytest.raises(NotYours):
        a_step(code, a_scope(unit), Step.RECEIVE)
    with pytest.raises(NotThere):
        a_step(code, a_scope(a_unit(ward)), Step.SUPPLEMENT)


def test_a_handlers_answer_waits_for_the_ward(app: Flask, ward: Unit, unit: Unit, leader: Scope, officer: Scope):
    handler = a_scope(a_unit(ward, kind="tt_vhtttt"), Role.HANDLER)
    code = a_feedback(unit, by=leader)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.FORWARD, handler=Handler(handler.unit_id))

    a_step(code, handler, Step.ANSWER, text="Đã thay thiết bị.")

    assert seen(code, leader).state is State.IN_PROGRESS
    assert Step.PROPOSE_ANSWER not in [m.step for m in messages_of(leader, seen(code, leader))]
    a_step(code, officer, Step.RELEASE, text="")
    assert messages_of(leader, seen(code, leader))[-1].text == "Đã thay thiết bị."
    assert seen(code, leader).state is State.ANSWERED


def test_silence_closes_a_thread_by_itself_and_says_so(app: Flask, unit: Unit, leader: Scope, officer: Scope):
    code = a_feedback(unit, by=leader)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.ANSWER)

    before, later = seen(code, leader, days=13), seen(code, leader, days=15)

    assert before.state is State.ANSWERED
    assert (later.state, later.closed_by) == (State.SOLVED, ClosedBy.CLOCK)
    assert messages_of(leader, later)[-1].step is Step.LAPSE
    a_step(code, leader, Step.REOPEN, at=clock.now() + timedelta(days=15))
    assert [m.step for m in messages_of(leader, seen(code, leader))][-2:] == [Step.LAPSE, Step.REOPEN]
