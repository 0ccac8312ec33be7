"""The list of a unit's entries: walked page by page, none twice, none left out."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from app import clock
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.listing import PAGE
from app.activities.models import Activity
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

DAY = date(2026, 11, 2)


def log(unit: Unit, *days: date, type: str = "hop_tdp") -> None:
    """An entry a day, all in one submission."""
    entries = [Entry(type, day, {"so_tin_niem_yet" if type == "bang_tin" else "luot_nguoi_du": 5}) for day in days]
    log_activities(entries, key=str(uuid4()), by=factories.a_scope(unit), now=clock.now())


def numbers(page) -> list[int]:
    return [int(link["href"].rpartition("/")[2]) for link in page.select(".rows a")]


def walked(client: PageClient, unit: Unit, **wanted: str) -> list[list[int]]:
    """The entries' numbers of every page, following the link to the one before."""
    page = client.get("status.list_activities", code=unit.code, **wanted)
    pages = [numbers(page)]
    while link := page.find("a", string="Xem các lần trước đó"):
        page = client.get(link["href"])
        pages.append(numbers(page))
    return pages


def test_every_entry_is_on_one_page_latest_first(reporter: PageClient, unit: Unit):
    log(unit, *(DAY - timedelta(days=place // 40) for place in range(PAGE * 2 + 7)))

    pages = walked(reporter, unit)

    kept = db.session.query(Activity).order_by(Activity.held_on.desc(), Activity.id.desc())
    assert [len(page) for page in pages] == [PAGE, PAGE, 7]
    assert sum(pages, []) == [each.id for each in kept]


def test_exactly_one_page_has_no_link_to_another(reporter: PageClient, unit: Unit):
    log(unit, *[DAY] * PAGE)

    assert [len(page) for page in walked(reporter, unit)] == [PAGE]


def test_the_next_page_keeps_what_was_asked_for(reporter: PageClient, unit: Unit):
    log(unit, *[DAY] * PAGE)
    log(unit, *[DAY] * (PAGE + 5), type="bang_tin")

    pages = walked(reporter, unit, **{"ky": "2026-11", "so-lieu": "so_tin_niem_yet"})

    assert [len(page) for page in pages] == [PAGE, 5]


def test_an_entry_logged_while_walking_moves_nothing(reporter: PageClient, unit: Unit):
    log(unit, *[DAY] * (PAGE + 3))
    first = reporter.get("status.list_activities", code=unit.code)
    factories.an_activity(unit, held_on=DAY)

    second = reporter.get(first.find("a", string="Xem các lần trước đó")["href"])

    assert len(numbers(second)) == 3
    assert not set(numbers(first)) & set(numbers(second))


@pytest.mark.parametrize("place", ["x", "2026-11-02", "2026-11-02/x", "/", "2026-99-99/1", "2026-11-02/²", "9" * 50])
def test_a_place_nobody_gave_out_begins_at_the_beginning(reporter: PageClient, unit: Unit, place: str):
    number = factories.an_activity(unit, held_on=DAY).id

    page = reporter.get("status.list_activities", code=unit.code, sau=place)

    assert numbers(page) == [number]


def test_behind_a_figure_stands_only_what_counts_and_in_the_whole_list_everything(reporter: PageClient, unit: Unit):
    first, second = factories.an_activity(unit, held_on=DAY).id, factories.an_activity(unit, held_on=DAY).id
    factories.mark_duplicate(second, of=first)

    behind = walked(reporter, unit, **{"so-lieu": "luot_nguoi_du", "ky": "2026-11"})
    every = reporter.get("status.list_activities", code=unit.code)

    assert behind == [[first]]
    assert numbers(every) == [second, first]
    assert [chip.get_text() for chip in every.select(".rows .chip")] == ["Trùng, không tính"]
