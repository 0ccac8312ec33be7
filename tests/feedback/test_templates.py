"""Answer templates and hỏi đáp."""

from flask import Flask

from app.feedback.templates import Blanks, emptied, filled, unknown_blanks
from app.feedback.workflow import Step
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_step
from tests.page import PageClient

BLANKS = Blanks("Tổ dân phố số 7", "PA-2026-0001", "Mạng yếu")


def test_blanks_are_filled_and_what_is_none_stays():
    assert filled("{don_vi}: {ma} {khac} {", BLANKS) == "Tổ dân phố số 7: PA-2026-0001 {khac} {"
    assert unknown_blanks("{don_vi} {khac}") == ["khac"]


def test_an_answer_becomes_a_template_again():
    sent = filled("Kính gửi {don_vi}, về {ma} “{tieu_de}”", BLANKS)

    assert emptied(sent, BLANKS) == "Kính gửi {don_vi}, về {ma} “{tieu_de}”"


def test_a_template_is_inserted_after_what_was_typed(app: Flask, unit: Unit, officer: Scope, reviewer: PageClient):
    code = a_feedback(unit)
    a_step(code, officer, Step.RECEIVE)
    new = {"name": "Đã ghi nhận", "step": "tra_loi", "category": "", "text": "Phòng đã ghi nhận ý kiến của {don_vi}."}
    reviewer.post("feedback.list_templates", data=new)
    page = reviewer.get("feedback.show_feedback", code=code)
    template = page.find("select", attrs={"name": "template"}).find_all("option")[1]["value"]

    sent = {"seen": "2", "text": "Đang gõ dở", "insert": "1", "template": template}
    page = reviewer.post("feedback.step_in_feedback", code=code, slug="tra-loi", data=sent, status=200)

    assert page.find("textarea").text.strip() == f"Đang gõ dở\nPhòng đã ghi nhận ý kiến của {unit.name}."


def test_an_unknown_blank_is_refused_and_what_was_typed_stays(app: Flask, ward: Unit, reviewer: PageClient):
    new = {"name": "Mẫu", "step": "tra_loi", "category": "", "text": "Chào {ten}"}

    page = reviewer.post("feedback.list_templates", data=new, status=422)

    assert "Không có chỗ điền “{ten}”" in page.text
    assert page.find("textarea").text.strip() == "Chào {ten}"


def test_a_good_answer_becomes_a_template_in_one_click(app: Flask, unit: Unit, officer: Scope, reviewer: PageClient):
    code = a_feedback(unit)
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.ANSWER, text=f"Mời {unit.name} đến Phòng.")

    reviewer.post("feedback.keep_as_template", code=code)

    page = reviewer.get(reviewer.get("feedback.list_templates").find("ul", class_="rows").find("a")["href"])
    assert page.find("textarea").text.strip() == "Mời {don_vi} đến Phòng."


def test_a_shared_answer_is_read_by_units_without_the_threads_own_words(
    app: Flask, unit: Unit, officer: Scope, reporter: PageClient, reviewer: PageClient
):
    code = a_feedback(unit, text="MARKERTEXT 0912345678")
    a_step(code, officer, Step.RECEIVE)
    a_step(code, officer, Step.ANSWER, text="Gọi 0912345678 để được giúp.")
    form = reviewer.get("feedback.share_answer", code=code)
    assert form.find("textarea", id="question").text.strip() == ""
    said = {"category": "mang", "question": "Mạng yếu thì làm thế nào?", "answer": form.find(id="answer").text}

    reviewer.post("feedback.share_answer", code=code, data=said)

    page = reporter.get("/phan-anh/hoi-dap?q=mang yeu")
    assert "Mạng yếu thì làm thế nào?" in page.text
    assert "MARKERTEXT" not in page.text
    assert "0912345678" not in page.text
