"""What waits to be confirmed: mended first, latest first, page by page, and many confirmed at once."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.activities.models import Activity, Change
from app.activities.workflow import Status, Step
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

DAY = date(2026, 11, 10)
LIST = "activities.list_waiting"


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))


def on(unit: Unit, *days_before: int) -> list[int]:
    """Entries of that many days before DAY; their numbers."""
    return [factories.an_activity(unit, held_on=DAY - timedelta(days=each)).id for each in days_before]


def listed(page: BeautifulSoup) -> list[int]:
    return [int(box["value"]) for box in page.select("[name=chosen]")]


def ticked(page: BeautifulSoup, *numbers: int) -> dict[str, object]:
    """What the page sends when these are ticked."""
    return {"chosen": list(numbers), "seen": [box["value"] for box in page.select("[name=seen]")]}


def status_of(number: int) -> str:
    return str(db.session.get_one(Activity, number).status)


def test_mended_ones_stand_first_then_the_latest_day(reviewer: PageClient, unit: Unit):
    old, new, mended = on(unit, 5, 1, 30)
    factories.changed(mended, Step.RETURN)
    factories.changed(mended, Step.CORRECT, note="Đã xem lại")

    page = reviewer.get(LIST)

    assert listed(page) == [mended, new, old]
    assert page.find("section", attrs={"aria-labelledby": "mended"}).h2.text == "Đã sửa, chờ xem lại"
    assert "Chờ xác nhận (3)" in page.nav.get_text(" ", strip=True)


def test_only_what_was_sent_and_counts_waits(reviewer: PageClient, unit: Unit):
    kept, confirmed, returned, gone, twice = on(unit, 0, 1, 2, 3, 0)
    for number, step in ((confirmed, Step.CONFIRM), (returned, Step.RETURN), (gone, Step.WITHDRAW)):
        factories.changed(number, step)
    factories.mark_duplicate(twice, of=kept)

    assert listed(reviewer.get(LIST)) == [kept]


def test_what_was_sent_back_and_is_not_mended_is_listed_apart(reviewer: PageClient, ward: Unit, unit: Unit):
    old, new, mended, again = on(unit, 20, 1, 2, 40)
    for number in (old, new, mended, again):
        factories.changed(number, Step.RETURN)
    factories.changed(mended, Step.CORRECT, note="Đã xem lại")
    factories.in_status(factories.an_activity(factories.a_unit(factories.a_ward("00002"))), Status.RETURNED)

    found = [
        [link["href"] for link in reviewer.get(LIST, **asked).select("section[aria-labelledby=returned] li a")]
        for asked in ({}, {"ky": "2026-11"})
    ]

    assert found == [[f"/nhat-ky/{n}" for n in (new, old, again)], [f"/nhat-ky/{n}" for n in (new, old)]]


def test_more_than_a_page_goes_on_where_it_ended(reviewer: PageClient, ward: Unit, unit: Unit):
    expected = on(unit, *(place % 7 for place in range(70))) + on(factories.a_unit(ward), *range(5, 20))
    found, page = [], reviewer.get(LIST)

    while page.find("a", string="Xem các lần trước đó"):
        found += listed(page)
        page = reviewer.get(page.find("a", string="Xem các lần trước đó")["href"])
    found += listed(page)

    days = dict(db.session.query(Activity.id, Activity.held_on))
    assert found == sorted(expected, key=lambda number: (days[number], number), reverse=True)


def test_the_filters_leave_the_rest_out(reviewer: PageClient, ward: Unit, unit: Unit):
    school = factories.a_unit(ward, name="Trường Tiểu học", kind="truong")
    (own,), (other,) = on(unit, 0), on(school, 40)

    asked = [{"loai": "truong"}, {"q": "tieu hoc"}, {"ky": "2026-11"}, {"q": "zzz"}]

    assert [listed(reviewer.get(LIST, **each)) for each in asked] == [[other], [other], [own], []]


def test_many_are_confirmed_at_once_and_the_filters_stay(reviewer: PageClient, unit: Unit):
    numbers = on(unit, 0, 1, 2)
    page = reviewer.get(LIST, ky="2026-11")

    reviewer.post(page.find(id="waiting-form")["action"], ticked(page, *numbers[:2]))

    assert "ky=2026-11" in reviewer.location
    assert "Đã xác nhận 2 lần ghi." in reviewer.get(reviewer.location).find(role="status").text
    assert [status_of(each) for each in numbers] == ["da_xac_nhan", "da_xac_nhan", "da_gui"]


def test_what_changed_meanwhile_is_named_and_left_out(reviewer: PageClient, unit: Unit):
    first, second, third = on(unit, 0, 1, 2)
    page = reviewer.get(LIST)
    factories.changed(second, Step.CORRECT, figures={"luot_nguoi_du": 30})
    factories.changed(third, Step.WITHDRAW)

    answer = reviewer.post(LIST, ticked(page, first, second, third), status=409)

    said = answer.find(id="left-out").get_text(" ", strip=True)
    assert "Chưa xác nhận 2 lần ghi" in said
    assert [a["href"] for a in answer.select("#left-out a")] == [f"/nhat-ky/{second}", f"/nhat-ky/{third}"]
    assert "Đã xác nhận 1 lần ghi." in answer.find(role="status").text
    assert [status_of(each) for each in (first, second, third)] == ["da_xac_nhan", "da_gui", "da_huy"]


def test_a_second_tap_confirms_nothing_twice(reviewer: PageClient, unit: Unit):
    (number,) = on(unit, 0)
    page = reviewer.get(LIST)

    for _ in range(2):
        reviewer.post(LIST, ticked(page, number))

    assert db.session.query(Change).count() == 1


def test_nothing_ticked_is_said(reviewer: PageClient, unit: Unit):
    on(unit, 0)

    assert "Chọn ít nhất một lần ghi" in reviewer.post(LIST, {}, status=422).find(role="alert").text


def test_another_wards_entry_is_neither_listed_nor_confirmed(app: Flask, reviewer: PageClient, unit: Unit):
    far = factories.a_unit(factories.a_ward("09999", "Phường Khác"))
    (foreign,) = on(far, 0)

    assert listed(reviewer.get(LIST)) == []
    reviewer.post(LIST, {"chosen": foreign, "seen": f"{foreign} 1"})

    assert status_of(foreign) == Status.SENT


def test_what_is_odd_says_so_before_it_is_ticked(reviewer: PageClient, unit: Unit):
    plain, first, again = on(unit, -5, -8, -8)  # typed within ten days

    rows = {
        int(each.find("input", attrs={"name": "chosen"})["value"]): each for each in reviewer.get(LIST).select(".pick")
    }

    assert [chip.text for chip in rows[again].select(".chip--amber")] == ["Có thể trùng"]
    assert not rows[plain].select(".chip--amber") + rows[first].select(".chip--amber")


def test_nothing_waiting_counts_nothing(reviewer: PageClient, unit: Unit):
    page = reviewer.get(LIST)

    assert "0" not in page.main.get_text() + page.nav.get_text()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.OBSERVER, Role.ADMIN])
def test_only_reviewers_have_the_list(app: Flask, ward: Unit, unit: Unit, role: Role):
    client = PageClient(app).signed_in_as(factories.a_person(unit if role is Role.REPORTER else ward, role))

    client.get(LIST, status=403)
    client.post(LIST, {}, status=403)
