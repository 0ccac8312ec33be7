"""A database that is locked, and writers that meet: soon a plain 503, the next try is taken, and no deadlock."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults.conftest import Ledger
from tests.faults.phones import an_entry
from tests.faults.rush import LONG, rush
from tests.faults.site import Site
from tests.faults.tally import tally
from tests.faults.worlds import phones

HELD_FOR = 30 if LONG else 6  # seconds
AT_MOST = 8.0  # seconds until somebody is told; the wait is five
LOCKS = {"sqlite": "BEGIN EXCLUSIVE", "postgresql": "LOCK TABLE submissions IN ACCESS EXCLUSIVE MODE"}


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """Another process holds the database."""
    engine = site.engine()
    with engine.connect() as connection:
        if site.database == "postgresql":
            connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(LOCKS[site.database])
        yield
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()


@pytest.mark.fault("A7 database locked")
def test_a_locked_database_is_said_soon_and_the_next_try_is_taken(served: Site, ledger: Ledger):
    phone, entry = phones(served, 1)[0], an_entry()
    waits, begun = [], time.monotonic()
    with locked(served):
        while time.monotonic() - begun < HELD_FOR:
            since = time.monotonic()
            answer = phone.send(entry)
            assert answer
            assert int(answer.headers["Retry-After"]) > 0
            waits.append(time.monotonic() - since)
    phone.deliver(entry)

    counted = tally(served, [entry])
    ledger(counted.row(f"A7 locked for {HELD_FOR} s, told in {max(waits):.1f} s", served.database))
    assert entry.answers == [503] * len(waits) + [201]
    assert max(waits) < AT_MOST
    assert counted.row("A7", served.database).harmless


def statuses_of_eight_writers(served: Site) -> tuple[list[int], list]:
    with rush(phones(served, 8), 40 if LONG else 15) as running:
        pass
    return [status for item in running.items for status in item.answers], running.items


@pytest.mark.fault("A8 eight writers")
def test_eight_writers_never_lock_each_other_out(served: Site, ledger: Ledger):
    before = len(served.log())
    statuses, items = statuses_of_eight_writers(served)

    counted = tally(served, items)
    ledger(counted.row("A8 eight writers at once", served.database))
    assert set(statuses) == {201}
    assert "database is locked" not in served.log()[before:]
    assert counted.row("A8", served.database).harmless


@pytest.mark.long
@pytest.mark.control("A8 writers begin as readers")
def test_writers_that_begin_as_readers_lock_each_other_out(sqlite_site: Site, ledger: Ledger):
    sqlite_site.serve(without="immediate")
    statuses, items = statuses_of_eight_writers(sqlite_site)

    ledger(tally(sqlite_site, items).row("A8 writers begin as readers", "sqlite", control=True))
    assert "database is locked" in sqlite_site.log()
    assert 503 in statuses


@pytest.mark.fault("A12 one key from eight phones")
def test_one_key_sent_by_many_at_once_is_stored_once(served: Site, ledger: Ledger):
    sent, people = [an_entry() for _ in range(40 if LONG else 10)], phones(served, 8)[::2]
    for item in sent:
        begin = threading.Barrier(len(people))
        tries = [threading.Thread(target=lambda p=p, i=item, b=begin: (b.wait(), p.send(i))) for p in people]
        for each in tries:
            each.start()
        for each in tries:
            each.join()

    counted = tally(served, sent)
    ledger(counted.row("A12 the same from four phones at once", served.database))
    assert {status for item in sent for status in item.answers} == {201}
    assert counted.stored == len(sent)
    assert counted.row("A12", served.database).harmless
