"""The overview prints what the demonstration file expects and flask totals says; each figure leads to what adds up to it."""

import re

import pytest
from bs4 import BeautifulSoup

from app.periods.calendar import period
from app.plan import Plan
from app.status.console import totals_table
from tests.demo.sample import sample
from tests.page import PageClient
from tests.status.figures import LEADING_NUMBER, behind, number, printed

EXPECTED = sample()["expected"]["by_period"]
PERIODS = tuple(EXPECTED)
COUNTING = ("da_gui", "da_xac_nhan")
SPANS = (*PERIODS, "2026-Q4", "2026", "2026-10-01..2026-10-31")


def overview(client: PageClient, id: str) -> BeautifulSoup:
    return client.get("overview.show_overview", ky=id)


@pytest.mark.parametrize("id", PERIODS)
def test_the_wards_figures_are_those_of_the_file_and_the_one_before_beside_them(demo_ward: PageClient, id: str):
    page = overview(demo_ward, id)

    assert printed(page, "data-measure") == EXPECTED[id]
    if PERIODS.index(id):
        assert printed(page, "data-before") == EXPECTED[PERIODS[PERIODS.index(id) - 1]]


@pytest.mark.parametrize("id", SPANS)
def test_any_span_says_what_flask_totals_says(demo_ward: PageClient, plan: Plan, id: str):
    assert printed(overview(demo_ward, id), "data-measure") == totals_table(period(id), plan)["total"]


@pytest.mark.parametrize("id", SPANS)
def test_the_tables_foot_and_its_rows_add_up_to_the_cards(demo_ward: PageClient, id: str):
    page = overview(demo_ward, id)
    cards = printed(page, "data-measure")

    foot = [cell.get_text() for cell in page.select("#units tfoot td.right")]

    for place, measure in enumerate(("so_buoi", "luot_nguoi_du", "luot_nguoi_hd", "luot_hs")):
        column = [row.select("td.right")[place].get_text() for row in page.select("#units tbody tr")]
        assert foot[place] == (f"{cards[measure]:,}".replace(",", ".") if measure in cards else "")
        assert sum(number(text) for text in column if text) == cards.get(measure, 0)


def all_behind(client: PageClient, href: str) -> int:
    """What every page of a list adds up to, and what its heading says it does."""
    page = client.get(href)
    said, found = number(page.find(id="sum-of-entries").get_text()), figures_of(page)
    while link := page.find("a", string="Xem các lần trước đó"):
        page = client.get(link["href"])
        found += figures_of(page)
    assert found == said, href
    return said


def figures_of(page: BeautifulSoup) -> int:
    bold = page.select(".rows li b")
    return sum(number(each.get_text()) for each in bold) if bold else len(page.select(".rows li"))


@pytest.mark.parametrize("id", SPANS)
def test_every_sum_of_the_ward_leads_to_entries_that_add_up_to_it(demo_ward: PageClient, id: str):
    links = overview(demo_ward, id).select('main a[href*="/nhat-ky/danh-sach"]')

    assert links
    for link in links:
        assert all_behind(demo_ward, link["href"]) == number(link.get_text()), link["href"]


@pytest.mark.parametrize("id", PERIODS)
def test_every_figure_of_a_unit_leads_to_entries_that_add_up_to_it(demo_ward: PageClient, id: str):
    links = overview(demo_ward, id).select('#units a[href*="/nhat-ky?"]')

    for link in links:
        assert behind(demo_ward, link["href"]) == number(link.get_text()), link["href"]


@pytest.mark.parametrize("id", PERIODS)
def test_threads_and_exemplars_lead_to_as_many_of_them(demo_ward: PageClient, id: str):
    page = overview(demo_ward, id)
    links = page.select("a[data-threads],a[data-exemplars],#units a[href*='/phan-anh']")

    assert len(links) > 5
    for link in links:
        rows = demo_ward.get(link["href"]).select(".inbox__list > li, .rows > li")
        assert len(rows) == number(link.get_text()), link["href"]


@pytest.mark.parametrize(("section", "key"), [("topics", "quick_topics"), ("audiences", "audiences")])
def test_guidance_is_told_by_topic_and_audience_and_counts_in_each_that_is_named(
    demo_ward: PageClient, section: str, key: str
):
    counted = [e for e in sample()["entries"] if e["status"] in COUNTING and not e.get("expect_duplicate_of")]

    parts = overview(demo_ward, "2026").select(f"section[aria-labelledby={section}] a")

    shares = {tag["data-part"]: number(tag.get_text()) for tag in parts}
    assert shares == added_by([e for e in counted if "luot_nguoi_hd" in e["measures"]], key)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


def added_by(entries: list[dict], key: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        for tag in entry.get(key) or ():
            found[tag] = found.get(tag, 0) + entry["measures"]["luot_nguoi_hd"]
    return found


def test_no_figure_is_a_place_in_an_order(demo_ward: PageClient):
    words = overview(demo_ward, "2026-11").main.get_text(" ").lower()

    assert not re.search(r"thứ hạng|xếp hạng|hạng \d|top \d|thiếu", words)
    assert LEADING_NUMBER.match(overview(demo_ward, "2026-11").select_one("#units tbody th").get_text()) is None
