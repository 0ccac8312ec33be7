"""What is typed is kept for the unit as it was typed, and nothing of it counts anywhere."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app import clock
from app.activities.models import Activity
from app.clock import HANOI
from app.drafts.commands import MOST
from app.drafts.models import Draft
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.sending import a_form
from tests.page import PageClient

EVENING = datetime(2026, 11, 22, 19, 40, tzinfo=HANOI)


def begun(**boxes: object) -> dict[str, object]:
    return a_form(type="hop_tdp", so_buoi="1", day="", month="11", year="2026") | {"luot_nguoi_du": "12a"} | boxes


def drafts() -> list[Draft]:
    return db.session.query(Draft).order_by(Draft.id).all()


def test_while_typing_one_line_says_when_it_was_kept(reporter: PageClient, at):
    at(EVENING)

    line = reporter.post("activities.keep_draft", begun(), slug="hop", status=200, htmx=True)

    assert line.get_text(strip=True) == "Đã giữ bản nháp lúc 19:40."
    assert len(drafts()) == 1
    assert db.session.query(Activity).count() == 0


def test_without_scripts_a_button_keeps_it_and_the_page_goes_on(reporter: PageClient):
    form = reporter.get("activities.log_activity", slug="hop")
    button = form.find("button", attrs={"formaction": True})
    sent = begun(key=form.find(id="key")["value"], note="Đang ghi", topics=["bdhvs", "nq57"])

    reporter.post(button["formaction"], sent)
    page = reporter.get(reporter.location)

    assert button.get_text() == "Lưu nháp"
    assert page.find(id="key")["value"] == sent["key"]
    assert page.find(id="luot_nguoi_du")["value"] == "12a"
    assert page.find(id="note").get_text() == "Đang ghi"
    assert [box["value"] for box in page.select("[name=topics][checked]")] == ["bdhvs", "nq57"]


def test_what_is_typed_on_replaces_what_was_kept(reporter: PageClient):
    sent = begun()
    for number in ("1", "12", "120"):
        reporter.post("activities.keep_draft", sent | {"luot_nguoi_du": number}, slug="hop", status=200, htmx=True)

    [draft] = drafts()
    page = reporter.get("activities.open_draft", number=draft.id)

    assert page.find(id="luot_nguoi_du")["value"] == "120"


@pytest.mark.parametrize("boxes", [{}, {"so_buoi": "1"}, {"note": "  \n"}, {"type": "hop_chi_bo"}])
def test_an_empty_form_makes_no_draft(reporter: PageClient, boxes: dict[str, str]):
    line = reporter.post("activities.keep_draft", begun(luot_nguoi_du="") | boxes, slug="hop", status=200, htmx=True)

    assert line.get_text(strip=True) == ""
    assert drafts() == []


def test_what_is_rubbed_out_again_is_no_draft_any_more(reporter: PageClient):
    sent = begun()
    reporter.post("activities.keep_draft", sent, slug="hop", status=200, htmx=True)

    reporter.post("activities.keep_draft", sent | {"luot_nguoi_du": ""}, slug="hop", status=200, htmx=True)

    assert drafts() == []


def test_today_of_the_day_before_yesterday_is_spelled_out(reporter: PageClient, unit: Unit, at):
    number = factories.a_draft(unit, held_on="2026-11-20", at=EVENING)
    at(EVENING)

    page = reporter.get("activities.open_draft", number=number)

    assert page.select_one("[name=held_on][checked]")["value"] == "other"
    assert [page.find(attrs={"name": name})["value"] for name in ("day", "month", "year")] == ["20", "11", "2026"]


def test_characters_a_form_refuses_are_left_out(reporter: PageClient):
    reporter.post("activities.keep_draft", begun(note="a\x00b\x07c"), slug="hop", status=200, htmx=True)

    page = reporter.get("activities.open_draft", number=drafts()[0].id)

    assert page.find(id="note").get_text() == "abc"


def test_too_much_is_refused_and_the_page_keeps_it(reporter: PageClient):
    sent = begun(note="ă" * 11_000)

    line = reporter.post("activities.keep_draft", sent, slug="hop", status=422, htmx=True)
    page = reporter.post("activities.keep_draft", sent, slug="hop", status=422)

    assert "dài quá" in line.get_text()
    assert page.find(id="note").get_text() == sent["note"]
    assert drafts() == []


def test_beyond_its_number_a_new_draft_is_refused_and_none_is_dropped(reporter: PageClient, unit: Unit):
    for _ in range(MOST):
        factories.a_draft(unit)
    kept = [draft.id for draft in drafts()]

    line = reporter.post("activities.keep_draft", begun(), slug="hop", status=422, htmx=True)
    reporter.post("activities.keep_draft", begun(key=drafts()[0].key), slug="hop", status=200, htmx=True)

    assert "quá nhiều bản ghi dở" in line.get_text()
    assert [draft.id for draft in drafts()] == kept


def test_a_form_without_its_key_keeps_nothing_and_says_so(reporter: PageClient):
    line = reporter.post("activities.keep_draft", begun(key="x"), slug="hop", status=422, htmx=True)

    assert "chưa giữ được bản nháp" in line.get_text()
    assert drafts() == []


def test_a_draft_is_kept_for_a_type_no_tile_holds(reporter: PageClient):
    sent = begun(type="truc_quan", luot_nguoi_du="", note="Treo băng rôn")

    reporter.post("activities.keep_draft", sent, slug="khac", loai="truc_quan")
    page = reporter.get(reporter.location)

    assert page.form["action"] == "/nhat-ky/ghi/khac?loai=truc_quan"
    assert page.find(id="note").get_text() == "Treo băng rôn"


def test_home_says_what_was_begun_by_whom_and_when(reporter: PageClient, app: Flask, unit: Unit, at):
    at(EVENING)
    colleague = factories.a_person(unit, Role.REPORTER)
    number = factories.a_draft(unit, by=factories.a_scope(unit, person=colleague), at=EVENING - timedelta(minutes=25))

    card = reporter.get("/").find("section", attrs={"aria-labelledby": "drafts"})

    assert f"{colleague.name} ghi dở hôm nay, 19:15" in card.get_text()
    assert "Họp tổ dân phố" in card.get_text()
    assert card.find("a")["href"] == reporter.path("activities.open_draft", number=number)
    assert clock.now() == EVENING
