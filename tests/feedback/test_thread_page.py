"""The page of a thread: who sees it, and a step taken in the browser."""

from datetime import timedelta

from flask import Flask

from app import clock
from app.feedback.workflow import Step
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_scope, a_step, a_unit
from tests.page import PageClient


def test_an_officer_receives_and_answers_in_the_browser(app: Flask, unit: Unit, reviewer: PageClient):
    code = a_feedback(unit)

    reviewer.post("feedback.step_in_feedback", code=code, slug="tiep-nhan", data={"seen": "1"}, status=303)
    sent = {"seen": "2", "text": "Phòng đã nhờ nhà mạng."}
    reviewer.post("feedback.step_in_feedback", code=code, slug="tra-loi", data=sent, status=303)

    page = reviewer.get("feedback.show_feedback", code=code)
    assert "Phòng đã nhờ nhà mạng." in page.text


def test_what_an_officer_typed_stays_when_another_was_first(app: Flask, ward: Unit, unit: Unit, reviewer: PageClient):
    code = a_feedback(unit)
    a_step(code, a_scope(a_unit(ward, kind="phong_vhxh"), Role.REVIEWER), Step.RECEIVE)
    sent = {"seen": "1", "text": "Câu trả lời gõ dở"}

    page = reviewer.post("feedback.step_in_feedback", code=code, slug="tra-loi", data=sent, status=409)

    assert "đã tiếp nhận" in page.text
    assert page.find("textarea").text.strip() == "Câu trả lời gõ dở"
    assert page.find("input", attrs={"name": "seen"})["value"] == "2"


def test_a_unit_where_nobody_would_see_it_says_so(app: Flask, ward: Unit, unit: Unit, reviewer: PageClient):
    code = a_feedback(unit)
    a_step(code, a_scope(a_unit(ward, kind="phong_vhxh"), Role.REVIEWER), Step.RECEIVE)
    manned = a_unit(ward, name="Trung tâm", kind="tt_vhtttt")
    a_scope(manned, Role.HANDLER)
    a_unit(ward, name="Văn phòng", kind="van_phong")

    page = reviewer.get("feedback.step_in_feedback", code=code, slug="chuyen-don-vi")

    options = [each.text for each in page.select("#handler option")]
    assert "Trung tâm" in options
    assert "Văn phòng (chưa có người nhận trên sổ)" in options


def test_an_answered_unit_is_told_when_silence_closes(app: Flask, unit: Unit, officer: Scope, reporter: PageClient):
    code = a_feedback(unit)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.ANSWER)

    page = reporter.get("feedback.show_feedback", code=code)

    closes_on = (clock.today() + timedelta(days=14)).strftime("%d/%m/%Y")
    assert f"tự đóng ngày {closes_on}" in page.text
