"""How units stand, on a unit's page, on the ward's list and overview: a chip each, and every figure a list of names."""

from datetime import datetime

import pytest

from app.clock import HANOI
from app.periods.models import Said
from app.status.updating import Group
from app.units.models import Unit
from tests import factories
from tests.page import PageClient
from tests.status.updating import logged, said

LISTS = {
    "can-cap-nhat": ["Tổ 1", "Tổ 2", "Tổ 3", "Tổ 4", "Tổ 10"],
    "da-cap-nhat": ["Tổ 1", "Tổ 2", "Tổ 3", "Tổ 4"],
    "dung-han": ["Tổ 1", "Tổ 3"],
    "muon": ["Tổ 2", "Tổ 4"],
    "khong-phat-sinh": ["Tổ 3", "Tổ 4"],
    "chua-cap-nhat": ["Tổ 10"],
}
CHIPS = {
    "U1": "Đã cập nhật",
    "U2": "Cập nhật muộn",
    "U3": "Không phát sinh",
    "U4": "Không phát sinh",
    "U10": "Chưa cập nhật",
}


@pytest.fixture(autouse=True)
def _later(at) -> None:
    at(datetime(2026, 11, 20, 9, 0, tzinfo=HANOI))


@pytest.fixture
def five(ward: Unit) -> None:
    """A unit of each state, and the Front, which nobody expects."""
    did = {
        1: logged("20/10"),
        2: logged("20/10", "18/11"),
        3: said(Said.NOTHING, "14/11"),
        4: said(Said.NOTHING, "19/11"),
    }
    for place in (10, 4, 3, 2, 1):
        unit = factories.a_unit(ward, code=f"U{place}", name=f"Tổ {place}")
        if place in did:
            did[place](unit)
    factories.a_unit(ward, code="MT", name="Mặt trận", kind="mttq")


def names(client: PageClient, path: str) -> list[str]:
    return [link.get_text() for link in client.get(path).select("tbody th a")]


def test_every_figure_is_the_length_of_the_list_it_leads_to(observer: PageClient, five: None):
    page = observer.get("/don-vi?ky=2026-11")

    found = {
        link["data-group"]: (link.b.get_text(), names(observer, link["href"])) for link in page.select("[data-group]")
    }
    assert found == {group: (str(len(LISTS[group])), LISTS[group]) for group in Group}


def test_the_overview_counts_and_lists_them_as_the_wards_list_does(observer: PageClient, five: None):
    page = observer.get("/tong-quan?ky=2026-11")

    found = {
        link["data-group"]: (int(link.get_text().split()[0]), names(observer, link["href"]))
        for link in page.select("[data-group]")
    }
    assert found == {group: (len(LISTS[group]), LISTS[group]) for group in Group}


def test_nobody_is_silent_in_a_period_that_has_not_begun(observer: PageClient, five: None):
    for ahead in ("2026-12", "2027-Q1", "2027-01-01..2027-01-31"):
        pages = [observer.get(f"{path}?ky={ahead}") for path in ("/don-vi", "/tong-quan", "/don-vi/U10")]
        chips = [chip.get_text() for page in pages for chip in page.select("main .chip")]
        assert ("Chưa cập nhật" in chips, pages[0].select("[data-group]") == []) == (
            ahead == "2026-12",
            ahead != "2026-12",
        )


def test_a_search_counts_what_it_finds(observer: PageClient, five: None):
    page = observer.get("/don-vi?ky=2026-11&q=to+1")

    assert [link.b.get_text() for link in page.select("[data-group]")] == ["2", "1", "1", "0", "0", "1"]
    assert names(observer, page.select("[data-group]")[-1]["href"]) == ["Tổ 10"]


def test_the_front_is_listed_without_a_state(observer: PageClient, five: None):
    rows = observer.get("/don-vi?ky=2026-11").select("tbody tr")

    assert {row.a.get_text(): len(row.select(".chip")) for row in rows} == dict.fromkeys(LISTS["can-cap-nhat"], 1) | {
        "Mặt trận": 0
    }


@pytest.mark.parametrize(("code", "label"), CHIPS.items())
@pytest.mark.parametrize("ky", ["2026-11", "2026-10-15..2026-11-14"])
def test_a_units_page_says_how_it_stands(observer: PageClient, five: None, code: str, label: str, ky: str):
    chip = observer.get(f"/don-vi/{code}?ky={ky}").select_one("h1").parent.select_one(".chip")

    assert chip.get_text() == label


def test_nothing_is_red_and_nothing_is_wanting(observer: PageClient, five: None):
    for path in ("/don-vi?ky=2026-11", "/don-vi/U10?ky=2026-11", "/don-vi/U2?ky=2026-11"):
        page = observer.get(path)
        assert page.select(".chip--red, .notice--wrong") == []
        assert "thiếu" not in page.get_text().lower()
