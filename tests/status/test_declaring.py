"""Đã đủ số liệu and không phát sinh as a unit's people and the officer meet them: home, the unit's page, refusals in words."""

from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.accounts.models import Membership
from app.clock import HANOI
from app.extensions import db
from app.periods.models import Closure, Declaration
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

NOTHING, COMPLETE, BACK = (f"/don-vi/TDP07/bao-ky/{slug}?ky=2026-11" for slug in ("khong-phat-sinh", "da-du", "mo-lai"))


@pytest.fixture(autouse=True)
def _after_november(at) -> None:
    at(datetime(2026, 11, 16, 9, 0, tzinfo=HANOI))


def held(unit: Unit, day: int = 10) -> None:
    factories.an_activity(unit, held_on=date(2026, 11, day))


def closed(unit: Unit) -> None:
    closure = Closure(ward_id=unit.ward_id, period="2026-11", kind="month", figures="{}", reason="")
    closure.first_on, closure.last_on = date(2026, 10, 15), date(2026, 11, 14)
    closure.closed_at = datetime(2026, 11, 16, 8, 0, tzinfo=HANOI)
    db.session.add(closure)
    db.session.commit()


def words() -> list[tuple[str, str, bool]]:
    rows = db.session.query(Declaration).order_by(Declaration.id)
    return [(row.period, row.said, row.undone_at is None) for row in rows]


def months(page: BeautifulSoup) -> list[str]:
    return [heading.get_text() for heading in page.select("#declaring h2")]


def test_home_asks_of_the_month_just_ended_and_of_the_running_one(reporter: PageClient):
    page = reporter.get("status.show_home")

    assert months(page) == ["Số liệu tháng 11/2026 đã đủ chưa?", "Số liệu tháng 12/2026 đã đủ chưa?"]
    assert "hạn cập nhật 17/11/2026" in page.select_one("#declaring").get_text()


def test_nothing_happened_is_two_taps(reporter: PageClient):
    first = reporter.get("status.show_home").select_one("#declaring a")
    asked = reporter.get(first["href"])
    reporter.post(asked.select_one("#declaring form")["action"])

    assert words() == [("2026-11", "nothing", True)]
    assert reporter.location == "/#of-2026-11"  # where it now says so
    assert months(reporter.get(reporter.location)) == [
        "Tháng 11/2026: không phát sinh",
        "Số liệu tháng 12/2026 đã đủ chưa?",
    ]


def test_htmx_gets_the_question_alone(reporter: PageClient):
    part = reporter.get(NOTHING, htmx=True)

    assert part.find("html") is None
    assert months(part) == ["Không phát sinh tháng 11/2026?"]


@pytest.mark.parametrize("path", [NOTHING, COMPLETE])
def test_said_twice_it_is_said_once(reporter: PageClient, unit: Unit, path: str):
    if path == COMPLETE:
        held(unit)
    for _ in range(2):
        reporter.post(path)

    assert len(words()) == 1


def test_a_month_with_entries_is_not_one_without(reporter: PageClient, unit: Unit):
    held(unit)
    held(unit, 11)

    page = reporter.post(NOTHING, status=409)

    assert "Kỳ này đã ghi 2 hoạt động" in page.select_one("[role=alert]").get_text()
    assert "Đã đủ số liệu" in page.select_one("#declaring form").get_text()
    assert words() == []


def test_a_month_without_entries_is_not_complete(reporter: PageClient):
    page = reporter.post(COMPLETE, status=409)

    assert "“Không phát sinh”" in page.select_one("[role=alert]").get_text()
    assert words() == []


def test_it_is_taken_back_and_said_anew(reporter: PageClient):
    for path in (NOTHING, BACK, BACK, NOTHING):
        reporter.post(path)

    assert words() == [("2026-11", "nothing", False), ("2026-11", "nothing", True)]


def test_a_later_entry_opens_the_month_again_and_the_page_says_so(reporter: PageClient, unit: Unit):
    reporter.post(NOTHING)
    held(unit)

    said = reporter.get("status.show_home").select_one("#declaring section").get_text()

    assert "báo “Không phát sinh”, hôm nay, 9:00. Lời báo đó không còn hiệu lực." in said
    assert "Đã ghi 1 hoạt động" in said


def test_complete_takes_the_place_of_nothing(reporter: PageClient, unit: Unit):
    reporter.post(NOTHING)
    held(unit)
    reporter.post(COMPLETE)

    assert words() == [("2026-11", "nothing", False), ("2026-11", "complete", True)]


@pytest.mark.parametrize("path", [NOTHING, BACK])
def test_after_closing_only_the_ward_speaks(reporter: PageClient, reviewer: PageClient, unit: Unit, path: str):
    if path == BACK:
        reporter.post(NOTHING)
    closed(unit)

    page = reporter.post(path, status=409)
    reviewer.post(path)

    assert "đã chốt số liệu" in page.select_one("[role=alert]").get_text()
    assert words() == [("2026-11", "nothing", path == NOTHING)]


def test_a_closed_month_is_not_asked_at_home(reporter: PageClient, unit: Unit):
    closed(unit)

    assert months(reporter.get("status.show_home")) == ["Số liệu tháng 12/2026 đã đủ chưa?"]


def test_the_officer_speaks_by_phone_and_her_name_stays(reviewer: PageClient, reporter: PageClient):
    reviewer.post(NOTHING)

    said = reporter.get("status.show_unit", code="TDP07", ky="2026-11").select_one("#declaring").get_text()
    assert reviewer.location == "/don-vi/TDP07?ky=2026-11#of-2026-11"
    assert "(Phòng VH-XH) báo thay “Không phát sinh”" in said


def test_a_month_that_lies_ahead_is_refused(reporter: PageClient):
    page = reporter.post(NOTHING.replace("2026-11", "2027-02"), status=409)

    assert "chưa bắt đầu" in page.get_text()


@pytest.mark.parametrize("path", ["/don-vi/TDP07/bao-ky/khac", NOTHING.replace("2026-11", "2026-Q4")])
def test_what_is_no_month_and_no_word_is_no_page(reporter: PageClient, path: str):
    reporter.get(path, status=404)
    reporter.post(path, status=404)


@pytest.mark.parametrize("kind", ["mttq", "ban_xdd", "phong_kthtdt"])
def test_who_is_not_expected_is_not_asked(app: Flask, ward: Unit, kind: str):
    unit = factories.a_unit(ward, code="X", kind=kind)
    client = PageClient(app).signed_in_as(factories.a_person(unit))

    assert months(client.get("status.show_home")) == []
    assert client.get("status.show_unit", code="X", ky="2026-11").select_one("h1").parent.select(".chip") == []
    assert "không phải cập nhật" in client.post("/don-vi/X/bao-ky/khong-phat-sinh?ky=2026-11", status=409).get_text()


def test_neighbours_observers_and_other_wards_say_nothing(app: Flask, ward: Unit, unit: Unit, observer: PageClient):
    neighbour = PageClient(app).signed_in_as(factories.a_person(factories.a_unit(ward)))
    far = factories.a_unit(factories.a_ward("00002"), kind="phong_vhxh")
    stranger = PageClient(app).signed_in_as(factories.a_person(far, Role.REVIEWER))

    neighbour.post(NOTHING, status=404)
    stranger.post(NOTHING, status=404)
    observer.post(NOTHING, status=403)

    assert words() == []


def test_who_sees_the_ward_and_logs_for_one_unit_speaks_for_that_one_alone(app: Flask, ward: Unit, unit: Unit):
    own = factories.a_unit(ward, code="TDP08")
    person = factories.a_person(own, Role.REPORTER)
    db.session.add(
        Membership(person_id=person.id, unit_id=own.id, role=Role.OBSERVER, title="", started_on=date(2026, 1, 1))
    )
    db.session.commit()
    client = PageClient(app).signed_in_as(person)

    client.post(NOTHING, status=404)
    client.post(NOTHING.replace("TDP07", "TDP08"))

    assert [row.unit_id for row in db.session.query(Declaration)] == [own.id]
