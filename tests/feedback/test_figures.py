"""The figures of feedback: worked out by hand, and each leading to the threads it counts."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.clock import HANOI
from app.config import CutOff
from app.feedback.choices import Rating
from app.feedback.figures import Asked, Figures, report_of
from app.feedback.handlers import Handler
from app.feedback.workflow import Step
from app.periods.calendar import period
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_person, a_scope, a_step, a_unit
from tests.page import PageClient


def on(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=HANOI)


@pytest.fixture
def threads(at, ward: Unit, unit: Unit, leader: Scope, officer: Scope) -> None:
    """Six threads of November, raised on Monday 2 at 9:00, looked at on the 30th; the month is 15/10 to 14/11."""
    at(on(30))
    school = a_unit(ward, kind="truong")
    asked = a_unit(ward, kind="mttq")
    confirmed, closed, silent, waiting, overdue, forwarded = (
        a_feedback(each, by=a_scope(each), at=on(2), category=category)
        for each, category in (
            (unit, "mang"), (unit, "mang"), (school, "mang"), (school, "thiet_bi"), (unit, "khac"), (unit, "khac"),
        )
    )  # fmt: skip
    for each in (confirmed, closed, silent, forwarded):
        a_step(each, officer, Step.RECEIVE, at=on(2, 11))  # 2 h of 8
    a_step(overdue, officer, Step.RECEIVE, at=on(4))  # 15 h
    a_step(confirmed, officer, Step.ANSWER, at=on(3))  # 7 h 30
    a_step(closed, officer, Step.ANSWER, at=on(4))  # 15 h
    a_step(silent, officer, Step.ANSWER, at=on(12))  # 60 h of 37.5
    a_step(confirmed, leader, Step.CONFIRM, at=on(5), rating=Rating.CONTENT)
    a_step(closed, officer, Step.CLOSE, at=on(6))
    a_step(forwarded, officer, Step.FORWARD, at=on(3), handler=Handler(asked.id))
    assert waiting


def test_every_figure_is_what_was_worked_out_by_hand(app: Flask, threads: None, officer: Scope):
    month = period("2026-11", CutOff.FIFTEENTH)

    report = report_of(officer, Asked(month, on(30), ("mttq", "ban_xdd")))

    # late: the one waiting and the one received late; not the one MTTQ was asked for
    assert report.total == Figures(6, 5, 4, 3, 2, 2, 3, 1, 1, 1, 1, 0, 0)
    assert report.median == timedelta(hours=15)
    assert {name: each.raised for name, each in report.by_category.items()} == {"mang": 3, "thiet_bi": 1, "khac": 2}
    assert {name: each.raised for name, each in report.by_unit_kind.items()} == {"tdp": 4, "truong": 2}
    assert {name: each.raised for name, each in report.by_handler.items()} == {"phong": 5, "mttq": 1}


def test_a_unit_counts_its_own_and_a_handler_none(app: Flask, threads: None, ward: Unit, leader: Scope):
    month = period("2026-11", CutOff.FIFTEENTH)

    assert report_of(leader, Asked(month, on(30), ())).total.raised == 4
    handler = PageClient(app).signed_in_as(a_person(a_unit(ward, kind="mttq"), Role.HANDLER))
    handler.get("feedback.show_figures", status=403)


def figures_on(page: BeautifulSoup) -> list[tuple[str, int]]:
    return [(each["href"], int(each.text.split()[0])) for each in page.find_all("a", attrs={"data-figure": True})]


def test_every_figure_leads_to_as_many_threads(app: Flask, threads: None, reviewer: PageClient):
    found = figures_on(reviewer.get("/phan-anh/so-lieu?ky=2026-11"))

    assert len(found) > 40
    for address, count in found:
        page = reviewer.get(address)
        assert len(page.select(".inbox__list li")) == count, address


def test_a_units_figures_lead_to_its_own_threads(app: Flask, threads: None, unit: Unit, reporter: PageClient):
    found = figures_on(reporter.get(f"/don-vi/{unit.code}?ky=2026-11"))

    assert [count for _, count in found] == [4, 2, 2]
    for address, count in found:
        assert len(reporter.get(address).select(".rows li a")) == count, address


def test_duties_tick_themselves_and_entries_stay_what_they_are(
    app: Flask, threads: None, unit: Unit, reporter: PageClient
):
    page = reporter.get(f"/don-vi/{unit.code}?ky=2026-11")

    duty = next(each for each in page.select(".duties li") if "(V.8.6)" in each.text or "đoạn 4" in each.text)
    assert "4 phản ánh trong kỳ" in duty.text
    assert page.find(attrs={"data-measure": "so_hoat_dong"}).text == "0"
