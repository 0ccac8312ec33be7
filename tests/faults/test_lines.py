"""Lines that are slow, cut, or silent: a text is acknowledged soon, and every photo is there once and whole."""

import time
from collections.abc import Iterator

import pytest

from tests.faults.conftest import Ledger
from tests.faults.line import Line, Plan
from tests.faults.phones import Item, Phone, a_photo, an_entry
from tests.faults.rush import LONG, number_of
from tests.faults.site import Site
from tests.faults.tally import tally
from tests.faults.worlds import UNITS
from tests.photos.making import a_jpeg

SLOW = 400_000 / 8  # bytes a second
CUTS = 20 if LONG else 6
SOON = 3.0  # seconds


@pytest.fixture
def line(served: Site) -> Iterator[Line]:
    made = Line(served.port)
    yield made
    made.close()


def caller(site: Site, line: Line) -> Phone:
    """A phone whose line is good until it has signed in."""
    return Phone(line.port, site.account(UNITS[0]), limit=180).sign_in()


def a_twelve_megapixel_photo() -> bytes:
    """As a camera makes it: some megabytes."""
    content = a_jpeg(4000, 3000, quality=30)
    assert 1_500_000 < len(content) < 9_000_000
    return content


def as_a_phone_shrinks_it() -> bytes:
    content = a_jpeg(1600, 1200, quality=30)
    assert 150_000 < len(content) < 900_000
    return content


@pytest.mark.fault("B5 400 kbit/s")
@pytest.mark.parametrize(
    "content",
    [as_a_phone_shrinks_it, pytest.param(a_twelve_megapixel_photo, marks=pytest.mark.long)],
    ids=["shrunk", "as taken"],
)
def test_a_text_is_acknowledged_soon_and_the_photo_follows(served: Site, line: Line, ledger: Ledger, content):
    phone = caller(served, line)
    line.rate = SLOW
    began = time.monotonic()
    entry = phone.deliver(an_entry())
    took = time.monotonic() - began
    photo = phone.deliver(a_photo(number_of(phone, entry), made := content()), within=180)

    counted = tally(served, [entry, photo])
    ledger(counted.row(f"B5 400 kbit/s: text {took:.1f} s, photo of {len(made) >> 10} KB", served.database))
    assert took < SOON
    assert photo.answers == [201]
    assert counted.row("B5", served.database).harmless


def cut_often(phone: Phone, line: Line, item: Item, how: str) -> None:
    """Tries as often as there are cuts, each further on; then with a good line."""
    whole = len(item.body) + 600  # what HTTP says before the body
    for cut in range(CUTS):
        line.plans.append(Plan(cut_at=max(1, whole * cut // CUTS), how=how))
        phone.send(item)
    phone.deliver(item)


@pytest.mark.fault("B3 line cut")
@pytest.mark.parametrize("how", ["fin", "rst"])
def test_a_line_cut_at_many_places(served: Site, line: Line, ledger: Ledger, how: str):
    phone = caller(served, line)
    cut_often(phone, line, entry := an_entry(), how)
    cut_often(phone, line, photo := a_photo(number_of(phone, entry), as_a_phone_shrinks_it()), how)

    counted = tally(served, [entry, photo])
    ledger(counted.row(f"B3 cut by {how.upper()} at {CUTS} places, twice", served.database))
    assert (entry.answers, photo.answers) == ([0] * CUTS + [201], [0] * CUTS + [201])
    assert counted.stored == 2
    assert counted.row("B3", served.database).harmless


@pytest.mark.long
@pytest.mark.control("B3 short bodies read as they are")
def test_a_short_body_that_is_read_as_it_is_stores_a_wrong_figure(sqlite_site: Site, ledger: Ledger):
    sqlite_site.serve(without="body_check")
    line = Line(sqlite_site.port)
    phone = caller(sqlite_site, line)
    entry = an_entry()
    head = len(entry.body) - entry.body.index(b"&topics")
    for short in range(head, head + 3):  # within the figure, which becomes a smaller one
        line.plans.append(Plan(drop_answer=True))
        phone.send(Item(entry.path, entry.body[:-short], entry.kind, entry.key, entry.sha256, entry.attending))
    line.close()

    counted = tally(sqlite_site, [entry])
    ledger(counted.row("B3 short bodies read as they are", "sqlite", control=True))
    assert counted.half > 0


@pytest.mark.fault("B4 answer lost after the commit")
def test_an_answer_that_is_lost_is_asked_for_again(served: Site, line: Line, ledger: Ledger):
    phone = caller(served, line)
    line.plans.extend([Plan(drop_answer=True)] * 3)
    phone.deliver(entry := an_entry())
    line.plans.extend([Plan(), *[Plan(drop_answer=True)] * 3])
    phone.deliver(photo := a_photo(number_of(phone, entry), a_jpeg()))

    counted = tally(served, [entry, photo])
    ledger(counted.row("B4 answer lost three times", served.database))
    assert entry.answers == photo.answers == [0, 0, 0, 201]
    assert counted.stored == 2
    assert counted.row("B4", served.database).harmless


@pytest.mark.control("B4 no UNIQUE")
@pytest.mark.long("postgresql")
def test_without_the_constraint_lost_answers_double(site: Site, database: str, ledger: Ledger):
    site.drop_unique()
    site.serve(without="unique")
    line = Line(site.port)
    phone = caller(site, line)
    line.plans.extend([Plan(drop_answer=True)] * 3)
    entry = phone.deliver(an_entry())
    line.close()

    counted = tally(site, [entry])
    ledger(counted.row("B4 no UNIQUE", database, control=True))
    assert counted.doubled > 0
