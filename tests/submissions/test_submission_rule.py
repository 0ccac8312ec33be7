"""The same key is one submission, whatever happens; another entry of its day under another key is asked about."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from flask import Flask

from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.clock import HANOI, now, today
from app.extensions import db
from app.submissions.commands import KeyReused
from tests import factories
from tests.activities.sending import a_form, stored
from tests.page import PageClient

MEETING = {"type": "hop_tdp", "luot_nguoi_du": "45", "so_buoi": "1"}


def hidden(page) -> dict[str, str]:
    return {box["name"]: box["value"] for box in page.select("#activity-form input[type=hidden]")}


def test_the_same_key_in_another_unit_is_another_submission(app: Flask, reporter: PageClient):
    other = factories.a_unit(factories.a_ward(code="00001"), kind="tdp")
    neighbour = PageClient(app).signed_in_as(factories.a_person(other))
    sent = a_form(**MEETING)

    reporter.post("activities.log_activity", sent, slug="hop")
    theirs = sent | {"luot_nguoi_du": "46"}
    neighbour.post("activities.log_activity", theirs, slug="hop")
    receipts = {reporter.location, neighbour.location}
    reporter.post("activities.log_activity", sent, slug="hop")
    neighbour.post("activities.log_activity", theirs, slug="hop")

    assert {reporter.location, neighbour.location} == receipts
    assert len(receipts) == 2
    assert [figures["luot_nguoi_du"] for _, figures in stored().values()] == [45, 46]


def test_the_same_content_written_another_way_is_the_same_content(reporter: PageClient):
    sent = a_form(**MEETING, note="Họp ở nhà văn hóa")
    reporter.post("activities.log_activity", sent, slug="hop")
    first = reporter.location

    again = sent | {"luot_nguoi_du": " 45 ", "note": "Ho\u0323p ở nhà văn hóa "}
    reporter.post("activities.log_activity", again, slug="hop")

    assert reporter.location == first
    assert len(stored()) == 1


def test_a_retry_after_midnight_says_the_same_day(at, reporter: PageClient):
    at(datetime(2026, 11, 22, 23, 59, tzinfo=HANOI))
    sent = a_form(**MEETING)
    reporter.post("activities.log_activity", sent, slug="hop")
    first = reporter.location

    at(datetime(2026, 11, 23, 0, 1, tzinfo=HANOI))
    reporter.post("activities.log_activity", sent, slug="hop")

    assert reporter.location == first
    assert len(stored()) == 1


def test_a_key_used_for_something_else_is_refused_and_says_where_it_went(reporter: PageClient):
    sent = a_form(**MEETING)
    reporter.post("activities.log_activity", sent, slug="hop")
    receipt = reporter.location.partition("?")[0]

    page = reporter.post("activities.log_activity", sent | {"luot_nguoi_du": "46"}, slug="hop", status=409)

    assert page.find(class_="notice--ask").a["href"] == receipt
    assert [figures["luot_nguoi_du"] for _, figures in stored().values()] == [45]


def test_what_was_refused_for_its_key_is_saved_by_the_page_that_came_back(reporter: PageClient):
    sent = a_form(**MEETING)
    reporter.post("activities.log_activity", sent, slug="hop")
    other = sent | {"luot_nguoi_du": "46"}
    page = reporter.post("activities.log_activity", other, slug="hop", status=409)

    again = other | hidden(page) | {"type": "hop_tdp"}
    asked = reporter.post("activities.log_activity", again, slug="hop", status=422)  # it is another of that day
    reporter.post("activities.log_activity", again | hidden(asked) | {"type": "hop_tdp"}, slug="hop")

    assert hidden(page)["key"] != sent["key"]
    assert [figures["luot_nguoi_du"] for _, figures in stored().values()] == [45, 46]


def test_another_of_its_day_under_another_key_is_asked_about_and_saved_once_confirmed(at, reporter: PageClient):
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))
    reporter.post("activities.log_activity", a_form(**MEETING), slug="hop")
    second = a_form(**MEETING)
    page = reporter.post("activities.log_activity", second, slug="hop", status=422)
    asked = page.find(class_="notice--ask").get_text()
    before = len(stored())

    reporter.post("activities.log_activity", second | hidden(page) | MEETING, slug="hop")

    assert "đã ghi lúc 19:40: 1 buổi, 45 lượt người dự. Ghi thêm lần nữa?" in asked
    assert (before, len(stored())) == (1, 2)


def test_an_entry_of_another_type_or_day_is_not_asked_about(reporter: PageClient):
    yesterday = (today() - timedelta(days=1)).isoformat()
    reporter.post("activities.log_activity", a_form(**MEETING), slug="hop")

    reporter.post("activities.log_activity", a_form(**MEETING | {"type": "sinh_hoat_chi_bo"}), slug="hop")
    reporter.post("activities.log_activity", a_form(**MEETING) | {"held_on": yesterday}, slug="hop")

    assert len(stored()) == 3


def test_a_retry_of_a_saved_key_is_not_asked_even_when_an_equal_entry_came_between(reporter: PageClient):
    first, second = a_form(**MEETING), a_form(**MEETING)
    reporter.post("activities.log_activity", first, slug="hop")
    receipt = reporter.location
    page = reporter.post("activities.log_activity", second, slug="hop", status=422)
    reporter.post("activities.log_activity", second | hidden(page) | MEETING, slug="hop")

    reporter.post("activities.log_activity", first, slug="hop")

    assert reporter.location == receipt
    assert len(stored()) == 2


def test_back_opens_a_form_with_a_key_of_its_own(reporter: PageClient):
    keys = {hidden(reporter.get("activities.log_activity", slug="hop"))["key"] for _ in range(3)}

    assert len(keys) == 3
    assert all(len(key) == 36 for key in keys)


def test_a_form_without_its_key_is_not_taken(reporter: PageClient):
    for key in ("", "short", "k" * 65, "khóa-không-hợp-lệ-dài", "a" * 15):
        reporter.post("activities.log_activity", a_form(**MEETING) | {"key": key}, slug="hop", status=422)

    assert stored() == {}


def test_eight_at_once_under_one_key_make_one_entry(app: Flask):
    scope = factories.a_scope(factories.a_unit(factories.a_ward()))
    entry = Entry("hop_tdp", today(), {"luot_nguoi_du": 45})
    barrier = Barrier(8)

    def send(_: int) -> int:
        with app.app_context():
            barrier.wait(timeout=20)
            return log_activities([entry], key="one-key-for-all-of-them", by=scope, now=now()).number

    with ThreadPoolExecutor(8) as pool:
        receipts = set(pool.map(send, range(8)))

    db.session.rollback()
    assert len(receipts) == 1
    assert [figures for _, figures in stored().values()] == [{"so_hoat_dong": 1, "luot_nguoi_du": 45}]


def test_of_eight_different_contents_at_once_under_one_key_one_is_kept(app: Flask):
    scope = factories.a_scope(factories.a_unit(factories.a_ward()))
    barrier = Barrier(8)

    def send(attending: int) -> int | None:
        entry = Entry("hop_tdp", today(), {"luot_nguoi_du": attending})
        with app.app_context():
            barrier.wait(timeout=20)
            try:
                return log_activities([entry], key="one-key-for-all-of-them", by=scope, now=now()).number
            except KeyReused:
                return None

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(send, range(8)))

    db.session.rollback()
    kept = [figures["luot_nguoi_du"] for _, figures in stored().values()]
    assert receipts.count(None) == 7
    assert [place for place, number in enumerate(receipts) if number is not None] == kept
