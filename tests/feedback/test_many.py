"""One answer to several threads."""

import pytest
from flask import Flask

from app import clock
from app.feedback.answer_clock import Goals
from app.feedback.commands import Acting
from app.feedback.feed import messages_of
from app.feedback.many import CHANGED, answer_many
from app.feedback.queries import thread_of
from app.feedback.similar import nearness, similar_to
from app.feedback.workflow import State, Step
from app.scope import Actor, Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_step, a_unit
from tests.page import PageClient


def acting(officer: Scope) -> Acting:
    return Acting(officer, Actor(officer.person_id, "test", officer.ward_id), clock.now(), Goals())


def steps_of(code: str, officer: Scope) -> list[tuple[Step, str]]:
    thread = thread_of(officer, code, clock.now())
    assert thread is not None
    return [(each.step, each.text) for each in messages_of(officer, thread)][1:]


def test_each_thread_gets_the_answer_in_its_own_history(app: Flask, ward: Unit, officer: Scope):
    units = [a_unit(ward, name=name) for name in ("Tổ dân phố số 1", "Tổ dân phố số 2")]
    codes = [a_feedback(each) for each in units]
    a_step(codes[0], officer, Step.RECEIVE, text="")

    outcome = answer_many({codes[0]: 2, codes[1]: 1}, "Chào {don_vi}, về {ma}.", acting(officer))

    assert (sorted(outcome.answered), outcome.left_out) == (codes, {})
    assert steps_of(codes[0], officer)[-1] == (Step.ANSWER, f"Chào Tổ dân phố số 1, về {codes[0]}.")
    assert [step for step, _ in steps_of(codes[1], officer)] == [Step.RECEIVE, Step.ANSWER]


def test_what_has_moved_on_is_left_as_it_is_and_named(app: Flask, unit: Unit, leader: Scope, officer: Scope):
    moved, returned, fresh = (a_feedback(unit, by=leader) for _ in range(3))
    a_step(moved, officer, Step.RECEIVE)
    a_step(returned, officer, Step.RETURN)

    outcome = answer_many({moved: 1, returned: 2, fresh: 1}, "Trả lời.", acting(officer))

    assert outcome.answered == [fresh]
    assert outcome.left_out == {moved: CHANGED, returned: "đang ở trạng thái “Trả lại bổ sung”"}
    assert len(steps_of(moved, officer)) == len(steps_of(returned, officer)) == 1


def test_the_same_answer_sent_twice_is_given_once(app: Flask, unit: Unit, officer: Scope):
    code = a_feedback(unit)

    outcomes = [answer_many({code: 1}, "Trả lời.", acting(officer)) for _ in range(2)]

    assert [each.answered for each in outcomes] == [[code], [code]]
    assert len(steps_of(code, officer)) == 2


def test_near_words_without_marks_are_suggested_and_far_ones_not(app: Flask, ward: Unit, unit: Unit, officer: Scope):
    first = a_feedback(unit, text="Các cụ không nhận được mã OTP vì dùng SIM của con")
    near = a_feedback(a_unit(ward), text="cac cu ko nhan duoc ma otp, sim cua con chau")
    a_feedback(a_unit(ward), text="Loa đầu ngõ hỏng")
    a_feedback(unit, category="thiet_bi", text="Các cụ không nhận được mã OTP vì dùng SIM của con")
    thread = thread_of(officer, first, clock.now())

    assert thread is not None
    assert [each.code for each in similar_to(officer, thread)] == [near]


def test_a_rare_word_weighs_more_than_a_common_one():
    said = {1: {"cac", "cu", "otp"}, 2: {"otp", "x"}, 3: {"cac", "y"}, 4: {"cac", "z"}, 5: {"pa", "2026"}}

    near = nearness(said, 1)

    assert near[2] > near[3] > near[5] == 0


def test_an_officer_answers_two_at_once_in_the_browser(app: Flask, ward: Unit, unit: Unit, reviewer: PageClient):
    codes = [a_feedback(each, text="Mạng yếu không vào được") for each in (unit, a_unit(ward))]
    page = reviewer.get("feedback.answer_similar", code=codes[0])
    seen = [each["value"] for each in page.find_all("input", attrs={"name": "seen"})]

    data = {"seen": seen, "chosen": codes[1], "text": "Phòng đã nhờ nhà mạng."}
    page = reviewer.post("feedback.answer_similar", code=codes[0], data=data, status=200)

    assert "Đã gửi 2 trả lời" in page.text
    assert thread_of_state(codes[1]) is State.ANSWERED


@pytest.mark.parametrize(
    "seen", ["abc 1", "PA-2026-0001 " + "9" * 5000, "PA-2026-0001", "PA-99999999999-0001 1", "\x00 1"]
)
def test_what_no_page_of_ours_sends_answers_nothing_more(app: Flask, unit: Unit, reviewer: PageClient, seen: str):
    code = a_feedback(unit)

    data = {"seen": [f"{code} 1", seen], "chosen": [seen.partition(" ")[0]], "text": "Trả lời."}
    page = reviewer.post("feedback.answer_similar", code=code, data=data, status=200)

    assert "Đã gửi 1 trả lời" in page.text


def thread_of_state(code: str) -> State:
    from app.extensions import db
    from app.feedback.models import Feedback
    from app.feedback.numbers import parts

    year, number = parts(code)
    return State(db.session.query(Feedback.state).filter_by(year=year, number=number).scalar())
