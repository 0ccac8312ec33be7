"""Correcting what was closed, withdrawn, returned or confirmed meanwhile; who else may."""

from datetime import datetime

import pytest
from flask import Flask

from app.activities.models import Activity, Change, Measurement
from app.activities.queries import activity_of
from app.activities.workflow import Step
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.correcting import FORM, an_entry, opened, save
from tests.activities.sending import filled
from tests.activities.test_changing import closed
from tests.page import PageClient


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))


@pytest.fixture
def entry(unit: Unit) -> Activity:
    return an_entry(unit)


def view(unit: Unit, entry: Activity):
    return activity_of(factories.a_scope(unit), entry.id)


def test_closed_while_typing_keeps_what_was_typed_and_says_whom_to_call(
    reporter: PageClient, unit: Unit, entry: Activity
):
    form = opened(reporter, entry, note="Gõ trước khi chốt")
    closed(unit)

    page = save(reporter, entry, form, status=409)

    assert "Tháng 11/2026 đã chốt số liệu" in page.text
    assert "Gọi Phòng Văn hóa - Xã hội" in page.text
    assert page.find(id="note").text == "Gõ trước khi chốt"
    assert page.find("button", class_="button--main") is None


def test_withdrawn_while_typing_keeps_what_was_typed(reporter: PageClient, unit: Unit, entry: Activity):
    form = opened(reporter, entry, note="Gõ trước khi hủy")
    factories.changed(entry.id, Step.WITHDRAW)

    page = save(reporter, entry, form, status=409)

    assert "Lần ghi này đã hủy" in page.text
    assert page.find(id="note").text == "Gõ trước khi hủy"


def test_a_returned_entry_opens_with_its_reason_and_is_sent_again_even_unchanged(
    reporter: PageClient, unit: Unit, entry: Activity
):
    factories.changed(entry.id, Step.RETURN, reason="Nhờ xem lại số người.")
    home = reporter.get("/")
    page = reporter.get(home.find("section", attrs={"aria-labelledby": "returned"}).a["href"])

    save(reporter, entry, filled(page, FORM))

    assert "Nhờ xem lại số người." in home.text
    assert "Nhờ xem lại số người." in page.text
    assert view(unit, entry).mended_at is not None
    assert "Nhờ xem lại số người." not in reporter.get("/").text


def test_the_reviewer_corrects_what_is_closed_and_it_is_marked(reviewer: PageClient, unit: Unit, entry: Activity):
    closed(unit)

    save(reviewer, entry, opened(reviewer, entry, luot_nguoi_du="44"))

    assert "Bổ sung sau khi chốt số liệu" in reviewer.get(reviewer.location).text
    assert "Bổ sung sau khi chốt số liệu" in reviewer.get(f"/don-vi/{unit.code}/nhat-ky").text


def test_what_the_reviewer_moves_out_of_a_closed_month_is_no_supplement_of_it(
    reviewer: PageClient, unit: Unit, entry: Activity
):
    closed(unit)
    moved = {"held_on": "other", "day": "16", "month": "11", "year": "2026"}

    save(reviewer, entry, opened(reviewer, entry, **moved))

    for page in (reviewer.location, f"/don-vi/{unit.code}/nhat-ky", "/nhat-ky/cho-xac-nhan"):
        assert "ổ sung sau khi chốt" not in reviewer.get(page).main.get_text()


def test_an_entry_of_a_type_the_unit_may_log_no_more_is_mended_all_the_same(
    reporter: PageClient, unit: Unit, entry: Activity
):
    db.session.query(Activity).update({"type": "hoi_thao"})  # a school's, as after another plan
    db.session.query(Measurement).update({"type": "hoi_thao"})
    db.session.query(Measurement).filter_by(measure="ho_duoc_cap_nhat").delete()
    db.session.commit()

    save(reporter, entry, opened(reporter, entry, note="Sửa lời"))

    assert (view(unit, entry).type, view(unit, entry).note) == ("hoi_thao", "Sửa lời")


def test_who_meant_to_withdraw_what_was_closed_meanwhile_is_told_so(reporter: PageClient, unit: Unit, entry: Activity):
    closed(unit)

    page = reporter.get("activities.withdraw_activity", number=entry.id, status=409)

    assert "đã chốt số liệu" in page.find(role="alert").get_text()


def test_another_units_people_find_no_such_page(app: Flask, ward: Unit, entry: Activity):
    other = PageClient(app).signed_in_as(factories.a_person(factories.a_unit(ward), Role.REPORTER))

    other.get("activities.correct_activity", number=entry.id, status=404)
    save(other, entry, {}, status=404)


def test_a_page_that_names_no_version_saves_nothing(reporter: PageClient, entry: Activity):
    form = opened(reporter, entry, luot_nguoi_du="30")

    for seen in ("", "0", "x", "9" * 12):
        save(reporter, entry, form | {"seen": seen}, status=409 if len(seen) < 10 else 422)

    assert db.session.query(Change).count() == 0


def test_what_the_unit_changes_after_it_was_confirmed_is_looked_at_anew(
    reporter: PageClient, unit: Unit, entry: Activity
):
    factories.changed(entry.id, Step.CONFIRM)

    save(reporter, entry, opened(reporter, entry, luot_nguoi_du="30"))

    assert view(unit, entry).status == "da_gui"
