"""Logging a meeting, as the person sees it."""

from datetime import timedelta
from uuid import uuid4

from app import clock
from app.activities.models import Activity
from app.extensions import db
from tests.counting import expect_queries
from tests.page import PageClient


def a_meeting(**more: str) -> dict[str, str]:
    today = clock.today().isoformat()
    return {"key": str(uuid4()), "held_on": today, "type": "hop_tdp", "luot_nguoi_du": "45"} | more


def test_a_saved_meeting_shows_its_receipt_and_the_totals_so_far(reporter: PageClient):
    reporter.post("activities.log_activity", a_meeting(so_buoi="1"), slug="hop")

    page = reporter.get(reporter.location)

    assert page.h1.get_text() == "Đã lưu cuộc họp"
    assert "45 lượt người dự" in page.find(class_="sums").get_text()


def test_the_same_key_and_content_again_give_the_same_receipt(reporter: PageClient):
    sent = a_meeting()
    reporter.post("activities.log_activity", sent, slug="hop")
    first = reporter.location

    reporter.post("activities.log_activity", sent, slug="hop")

    assert reporter.location == first
    assert db.session.query(Activity).count() == 1


def test_the_same_key_with_other_content_is_refused_and_keeps_what_was_typed(reporter: PageClient):
    sent = a_meeting()
    reporter.post("activities.log_activity", sent, slug="hop")

    page = reporter.post("activities.log_activity", sent | {"luot_nguoi_du": "46"}, slug="hop", status=409)

    assert page.find(id="luot_nguoi_du")["value"] == "46"
    assert db.session.query(Activity).count() == 1


def test_a_bad_form_comes_back_with_everything_typed(reporter: PageClient):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()

    page = reporter.post("activities.log_activity", a_meeting(held_on=tomorrow, note="Ghi chú"), slug="hop", status=422)

    assert "Ngày hoạt động không được sau hôm nay." in page.find(id="error-summary").get_text()
    assert page.find(id="note").get_text() == "Ghi chú"


def test_the_log_form_sends_two_queries(reporter: PageClient):
    with expect_queries(2):
        reporter.get("activities.log_activity", slug="hop")


def test_a_form_without_its_key_comes_back_with_one_and_can_be_sent(reporter: PageClient):
    page = reporter.post("activities.log_activity", a_meeting(key=""), slug="hop", status=422)

    reporter.post("activities.log_activity", a_meeting(key=page.find(id="key")["value"]), slug="hop")

    assert db.session.query(Activity).count() == 1
