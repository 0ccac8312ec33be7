"""A unit's year: from 15/12 to 14/12, every figure leading to its entries, the same as text."""

from datetime import date, datetime

import pytest

from app.clock import HANOI
from app.units.models import Unit
from tests import factories
from tests.demo.sample import sample
from tests.exemplars.making import an_exemplar
from tests.page import PageClient
from tests.status.figures import behind, figure_links, number


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 25, 9, 0, tzinfo=HANOI))


def said(page) -> dict[str, int]:
    return {each.dt.get_text(): number(each.dd.get_text()) for each in page.select("#figures ~ dl > div")}


def test_a_year_begins_on_the_15th_of_december(reporter: PageClient, unit: Unit):
    for day in (date(2025, 12, 14), date(2025, 12, 15), date(2026, 11, 25)):
        factories.an_activity(unit, held_on=day)

    page = reporter.get("sharing.show_year", code="TDP07", nam="2026")
    before = reporter.get("sharing.show_year", code="TDP07", nam="2025")

    assert said(page) == {"Số hoạt động": 2, "Số lượt người dự": 90}
    assert said(before) == {"Số hoạt động": 1, "Số lượt người dự": 45}
    assert [row.th.get_text() for row in page.select("tbody tr")] == ["01/2026", "12/2026"]


def test_the_samples_year_is_what_the_sample_expects(demo_ward: PageClient):
    page = demo_ward.get("sharing.show_year", code="TDP07", nam="2026")

    expected = sample()["expected"]["by_unit"]["TDP07"]
    assert set(expected.values()) <= set(said(page).values())
    assert said(page)["Số lượt người dự"] == expected["luot_nguoi_du"] == 46
    for link in figure_links(page):
        assert behind(demo_ward, link["href"]) == number(link.get_text()), link["href"]


def test_feedback_and_exemplars_are_in_the_year_and_in_its_text(reporter: PageClient, unit: Unit):
    factories.a_feedback(unit)
    an_exemplar(unit)

    lines = reporter.get("sharing.show_year", code="TDP07").find(id="share-text").get_text().split("\n")

    assert lines[:2] == ["Tổ dân phố số 7", "Tổng kết năm 2026 (từ 15/12/2025 đến 14/12/2026)"]
    assert "Nhiệm vụ trong Kế hoạch đã có số liệu: 2 trên 8" in lines
    assert lines[-2:] == [
        "Phản ánh: đã gửi 1, được trả lời 0, đã giải quyết 0",
        "Gương điển hình đã giới thiệu: 1",
    ]


def test_an_empty_year_is_said_kindly(reporter: PageClient):
    page = reporter.get("sharing.show_year", code="TDP07")

    assert "Năm này chưa có số liệu để tổng kết." in page.main.get_text()
    assert page.find(id="share-text") is None


@pytest.mark.parametrize("typed", ["2026-11", "x", "99999", "2026-Q4"])
def test_what_is_no_year_is_no_page(reporter: PageClient, typed: str):
    reporter.get("sharing.show_year", code="TDP07", nam=typed, status=404)
