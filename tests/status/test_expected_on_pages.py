"""The status pages print the figures the demonstration file expects, and every figure leads to its entries."""

import pytest

from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.demo.sample import kinds, sample
from tests.page import PageClient
from tests.status.figures import added, behind, figure_links, number, printed

EXPECTED = sample()["expected"]
PERIODS = tuple(EXPECTED["by_period"])
SHOWN = ("so_hoat_dong", "so_buoi", "luot_nguoi_du", "luot_nguoi_hd", "luot_hs")


def test_the_units_pages_add_up_by_unit_by_kind_and_by_period(demo_ward: PageClient):
    pages = {
        (code, id): printed(demo_ward.get("status.show_unit", code=code, ky=id), "data-measure")
        for code in kinds()
        for id in PERIODS
    }

    by_unit = {code: added(pages[code, id] for id in PERIODS) for code in kinds()}
    by_period = {id: added(pages[code, id] for code in kinds()) for id in PERIODS}
    by_kind = {
        kind: added(by_unit[code] for code, its in kinds().items() if its == kind) for kind in EXPECTED["by_unit_kind"]
    }
    assert by_unit == EXPECTED["by_unit"]
    assert by_kind == EXPECTED["by_unit_kind"]
    assert by_period == EXPECTED["by_period"]
    assert added(by_unit.values()) == EXPECTED["total"]


def test_the_running_totals_grow_period_by_period_to_the_whole(demo_ward: PageClient):
    """All entries lie in one plan year, so that the last running total is everything a unit ever logged."""
    for place, id in enumerate(PERIODS):
        pages = {code: demo_ward.get("status.show_unit", code=code, ky=id) for code in kinds()}
        running = {code: printed(page, "data-running") for code, page in pages.items()}

        so_far = added(EXPECTED["by_period"][each] for each in PERIODS[: place + 1])
        assert added(running.values()) == so_far
    assert running == EXPECTED["by_unit"]


@pytest.mark.parametrize("id", [*PERIODS, "2026-Q4", "2026"])
def test_every_figure_of_a_page_leads_to_entries_that_sum_to_it(demo_ward: PageClient, id: str):
    checked = 0
    for code in ("TDP01", "TDP05", "TDP06", "TH01", "CS01", "TTVH", "MTTQ", "BXDD"):
        page = demo_ward.get("status.show_unit", code=code, ky=id)
        for href, text in {(link["href"], link.get_text()) for link in figure_links(page)}:
            assert behind(demo_ward, href) == number(text), f"{code} {id}: {text} {href}"
            checked += 1

    assert checked > 20


@pytest.mark.parametrize("id", PERIODS)
def test_the_wards_list_adds_up_and_its_figures_lead_to_their_entries(demo_ward: PageClient, id: str):
    page = demo_ward.get("status.show_units", ky=id)
    foot = [cell.get_text() for cell in page.select("tfoot td")]
    links = figure_links(page)

    wanted = [EXPECTED["by_period"][id].get(measure) for measure in SHOWN]
    assert [number(text) if text else None for text in foot] == wanted
    assert len(page.select("tbody tr")) == len(kinds())
    assert sum(number(each.get_text()) for each in links if "so_hoat_dong" in each["href"]) == wanted[0]
    for link in links:
        assert behind(demo_ward, link["href"]) == number(link.get_text()), link["href"]


def test_a_list_says_the_figure_it_adds_up_to(demo_ward: PageClient):
    code, figures = max(EXPECTED["by_unit"].items(), key=lambda each: each[1].get("luot_hs", 0))
    wanted = {"code": code, "ky": "2026", "so-lieu": "luot_hs"}

    page = demo_ward.get("status.list_activities", **wanted)

    assert number(page.main.find("b").get_text()) == figures["luot_hs"]


def test_the_units_own_people_see_the_same_page_figures(demo_ward: PageClient):
    own = PageClient(demo_ward.app).signed_in_as(
        factories.a_person(db.session.query(Unit).filter_by(code="TDP01").one())
    )

    page = own.get("status.show_unit", code="TDP01", ky="2026-12")

    assert printed(page, "data-running") == EXPECTED["by_unit"]["TDP01"]
