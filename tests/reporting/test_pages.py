"""The report's page: read by who may, edited by the officer, told of when its figures change."""

from datetime import date, datetime

import pytest

from app.clock import HANOI
from app.feedback.choices import Kind
from app.feedback.workflow import Step as FeedbackStep
from app.permissions import Role
from app.reporting import assessment
from app.units.models import Unit
from tests import factories
from tests.page import PageClient
from tests.reporting.reading import link, said, sent

HERE = "/bao-cao/2026-11"


def test_the_ward_reads_it_and_a_unit_does_not(
    reviewer: PageClient, observer: PageClient, reporter: PageClient, november
):
    for reader in (reviewer, observer):
        assert "40 lượt người dự" in " ".join(said(reader, "II"))
    assert "Sửa đoạn" not in observer.get(HERE).find("article").get_text()
    reporter.get(HERE, status=403)
    observer.get(f"{HERE}/doan?muc=II&doan=II:tong", status=403)


def test_a_rewritten_paragraph_is_kept_and_marked_once_its_figures_change(reviewer: PageClient, november: Unit):
    path = link(reviewer, "II", "Sửa đoạn", 1)
    sent(reviewer, path, text="Trong kỳ, mọi đơn vị đều cố gắng.")

    assert said(reviewer, "II")[1] == "Trong kỳ, mọi đơn vị đều cố gắng."
    assert "Số liệu đã đổi" not in reviewer.get(HERE).find("article").get_text()

    factories.an_activity(november, held_on=date(2026, 11, 6), figures={"luot_nguoi_du": 5})

    page = reviewer.get(HERE)
    assert "1 đoạn đã sửa không còn khớp số liệu" in page.get_text()
    assert "Số liệu đã đổi" in page.find(id="muc-II").get_text()
    assert "Theo số liệu hiện nay" in reviewer.get(path).get_text()
    sent(reviewer, path, act="van-dung")
    assert "Số liệu đã đổi" not in reviewer.get(HERE).find("article").get_text()


def test_paragraphs_are_moved_left_out_and_taken_back(reviewer: PageClient, november):
    before = said(reviewer, "II")

    sent(reviewer, link(reviewer, "II", "Sửa đoạn", 1), act="len")
    assert said(reviewer, "II")[:2] == before[1::-1]

    sent(reviewer, link(reviewer, "II", "Sửa đoạn", 0), act="bo")
    assert before[1] not in said(reviewer, "II")
    sent(reviewer, link(reviewer, "II", "Lấy lại"), act="lay-lai")
    assert sorted(said(reviewer, "II")) == sorted(before)


def test_what_was_typed_survives_somebody_elses_change_and_an_empty_paragraph(reviewer: PageClient, november):
    path = link(reviewer, "II", "Sửa đoạn", 1)
    stale = {"mau": "phong", "muc": "II", "doan": "II:tong", "seen": "0", "text": "Lời của người thứ hai."}
    sent(reviewer, path, text="Lời của người thứ nhất.")

    page = reviewer.post(f"{HERE}/doan", stale, status=409)
    assert page.find("textarea").get_text().strip() == "Lời của người thứ hai."
    assert "vừa được người khác sửa" in page.get_text()

    page = sent(reviewer, path, status=422, text="   ")
    assert "Nhập nội dung" in page.get_text()
    assert said(reviewer, "II")[1] == "Lời của người thứ nhất."


def test_what_was_typed_survives_figures_that_write_its_paragraph_no_more(reviewer: PageClient, november: Unit):
    (nothing,) = said(reviewer, "II.2")
    path = link(reviewer, "II.2", "Sửa đoạn", 0)
    opened = reviewer.get(path).find("textarea").find_parent("form")
    fields = {each["name"]: each["value"] for each in opened.select("input")} | {"text": "Đài truyền thanh sửa loa."}
    factories.an_activity(november, type="nhom_zalo_tdp", held_on=date(2026, 11, 6), figures={"so_tin_bai": 2})

    page = reviewer.post(f"{HERE}/doan", fields, status=409)

    assert nothing not in said(reviewer, "II.2")
    assert "không còn trong báo cáo" in page.get_text()
    form = page.find("textarea").find_parent("form")
    again = {each["name"]: each["value"] for each in form.select("input")}
    reviewer.post(f"{HERE}/doan", again | {"text": form.find("textarea").get_text().strip()})
    assert "Đài truyền thanh sửa loa." in said(reviewer, "II.2")


def test_a_paragraph_is_added_and_words_of_an_entry_are_quoted_without_names(reviewer: PageClient, november: Unit):
    sent(reviewer, link(reviewer, "III.3", "Thêm đoạn"), text="Tổ công nghệ số còn mỏng.")
    path = link(reviewer, "III.3", "Trích lời ghi")
    offered = reviewer.get(path).find(class_="quotable").get_text()
    assert "0912345678" not in offered
    sent(reviewer, path)

    own, quote = said(reviewer, "III.3")
    assert own == "Tổ công nghệ số còn mỏng."
    assert quote.startswith("“Bà Lan hỏi, gọi ••••••••78”")
    assert november.name not in quote


def test_a_new_paragraph_sent_twice_is_one(reviewer: PageClient, november: Unit):
    form = reviewer.get(link(reviewer, "III.3", "Thêm đoạn")).find("main").find("form", method="post")
    fields = {box["name"]: box.get("value", "") for box in form.select("input[name]")}

    for _ in range(2):
        reviewer.post(form["action"], fields | {"text": "Tổ công nghệ số còn mỏng."}, status=303)

    assert said(reviewer, "III.3") == ["Tổ công nghệ số còn mỏng."]


@pytest.mark.parametrize(
    "path", [f"{HERE}/doan?muc=XX&doan=a", f"{HERE}/doan?muc=II&doan=khong", "/bao-cao/2026-13", "/bao-cao/da-luu/9"]
)
def test_what_there_is_not_is_not_found(reviewer: PageClient, november, path: str):
    reviewer.get(path, status=404)


def test_an_act_nobody_knows_is_not_found(reviewer: PageClient, november):
    reviewer.post(f"{HERE}/doan/xoa-het", {"muc": "II", "doan": "II:tong", "seen": "0"}, status=404)


def test_difficulties_stand_the_most_frequent_first_and_what_is_none_of_them_last(reviewer: PageClient, november: Unit):
    for category in ("khac", "khac", "khac", "kinh_phi", "mang", "tai_lieu", "tai_lieu"):
        factories.a_feedback(november, at=datetime(2026, 11, 3, 9, 0, tzinfo=HANOI), category=category)

    told = said(reviewer, "III.2")[0]

    assert told.endswith(
        "gồm: thiếu tài liệu, nội dung khó hiểu (2); mạng, Wi-Fi, sóng yếu (1); kinh phí (1); khác (3)."
    )


def test_only_the_units_word_says_that_a_difficulty_is_solved(
    reviewer: PageClient, november: Unit, ward: Unit, annexes_of
):
    office = factories.a_scope(factories.a_unit(ward, kind="phong_vhxh"), Role.REVIEWER)
    theirs = factories.a_scope(november, Role.REPORTER)
    for last in ((theirs, FeedbackStep.CONFIRM), (office, FeedbackStep.CLOSE), (office, FeedbackStep.CLOSE)):
        number = factories.a_feedback(november, at=datetime(2026, 11, 3, 9, 0, tzinfo=HANOI))
        for who, step in ((office, FeedbackStep.RECEIVE), (office, FeedbackStep.ANSWER), last):
            factories.a_step(number, who, step)

    told = said(reviewer, "III.2")[1]

    assert (
        "1 phản ánh được đơn vị xác nhận đã giải quyết; 2 phản ánh do Phòng Văn hóa - Xã hội đóng thay đơn vị." in told
    )
    assert "tự đóng" not in told
    states = [row.cells[7] for row in annexes_of(ward)[1].rows]
    assert states == ["Đã giải quyết", *["Phòng VH-XH đóng thay đơn vị"] * 2]


def test_what_is_typed_while_somebody_logs_is_marked(reviewer: PageClient, november: Unit):
    path = link(reviewer, "II", "Sửa đoạn", 1)
    form = reviewer.get(path).find("main").find("form", method="post")
    fields = {box["name"]: box.get("value", box.get_text()) for box in form.select("input[name], textarea[name]")}
    factories.an_activity(november, held_on=date(2026, 11, 6), figures={"luot_nguoi_du": 5})

    reviewer.post(form["action"], fields | {"text": fields["text"].strip() + " Thêm lời."})

    assert "Số liệu đã đổi" in reviewer.get(HERE).find(id="muc-II").get_text()


def test_what_went_to_the_city_is_named_and_more_proposals_than_fit_are_in_the_annex(
    reviewer: PageClient, november: Unit, ward: Unit, monkeypatch: pytest.MonkeyPatch
):
    """The annex is of the period alone: what was escalated may be older, so none of it may be cut."""
    monkeypatch.setattr(assessment, "NAMED", 1)
    office = factories.a_scope(factories.a_unit(ward, kind="phong_vhxh"), Role.REVIEWER)
    for text in ("Gửi lên Sở.", "Gửi lên Thành phố."):
        old = factories.a_feedback(november, at=datetime(2026, 10, 20, 9, tzinfo=HANOI), text=text)
        for step in (FeedbackStep.RECEIVE, FeedbackStep.ESCALATE):
            factories.a_step(old, office, step)
    factories.a_feedback(november, at=datetime(2026, 11, 3, 9, tzinfo=HANOI), kind=Kind.PROPOSAL, text="Đề xuất một.")

    told = said(reviewer, "V")

    assert [each.split(" (")[0] for each in told[:2]] == ["Gửi lên Thành phố", "Gửi lên Sở"]
    assert told[2:] == ["Các đề xuất, kiến nghị khác nêu tại Phụ lục II."]
