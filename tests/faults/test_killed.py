"""Workers and the master killed while phones send: what was acknowledged is there, once, whole."""

import signal
import time

import pytest

from tests.faults.conftest import Ledger
from tests.faults.phones import CHANCE
from tests.faults.rush import LONG, Rush, log_with_photo, rush
from tests.faults.site import Site, wait_until
from tests.faults.tally import tally
from tests.faults.worlds import phones

PHONES = 8
EACH = 1250 if LONG else 20
APART = 120 if LONG else 25  # acknowledged items between two kills, on average


def kill_a_worker(site: Site, running: Rush, apart: int = APART) -> int:
    """Kills any worker once some more items are acknowledged, if there are more to come; how many were killed."""
    at = running.done + CHANCE.randint(1, 2 * apart)
    wait_until(lambda: running.done >= at or running.is_over, 300)
    time.sleep(0.02 * CHANCE.random())
    workers = [] if running.is_over else site.workers()
    site.signal(signal.SIGKILL, *(alive := [CHANCE.choice(workers)] if workers else []))
    return len(alive)


@pytest.mark.fault("A1 workers killed at random")
def test_workers_killed_while_eight_phones_send(site: Site, database: str, ledger: Ledger):
    site.serve()
    killed = 0
    with rush(phones(site, PHONES), EACH, within=300) as running:
        while not running.is_over:
            killed += kill_a_worker(site, running)

    counted = tally(site, running.items)
    ledger(counted.row(f"A1 {killed} workers killed at random", database))
    assert killed > 0
    assert counted.acknowledged == counted.stored == PHONES * EACH
    assert counted.row("A1", database).harmless


@pytest.mark.fault("A2 master killed and started again")
@pytest.mark.long("postgresql")
def test_the_master_killed_while_phones_send(site: Site, database: str, ledger: Ledger):
    rounds = 6 if LONG else 1
    site.serve()
    with rush(phones(site, 4), rounds * 15, within=120) as running:
        for done in range(1, rounds + 1):
            wait_until(lambda at=done: running.done >= at * 40)
            site.kill_master()
            site.serve()

    counted = tally(site, running.items)
    ledger(counted.row(f"A2 master killed {rounds} times", database))
    assert counted.acknowledged == counted.stored == len(running.items)
    assert counted.row("A2", database).harmless


@pytest.mark.fault("A1 workers killed while photos are sent")
@pytest.mark.long
def test_workers_killed_while_photos_are_sent(site: Site, database: str, ledger: Ledger):
    site.serve()
    with rush(phones(site, 3), 20 if LONG else 3, work=log_with_photo, within=120) as running:
        while not running.is_over:
            kill_a_worker(site, running, apart=3)

    counted = tally(site, running.items)
    ledger(counted.row("A1 workers killed while photos are sent", database))
    assert counted.acknowledged == counted.stored == len(running.items)
    assert counted.row("A1", database).harmless


@pytest.mark.control("A1 entries stored in pieces")
@pytest.mark.long("postgresql")
def test_entries_stored_in_pieces_are_found_by_half(site: Site, database: str, ledger: Ledger):
    site.serve(without="one_transaction")
    with rush(phones(site, 4), 400) as running:
        for done in (20, 60):
            wait_until(lambda at=done: running.done >= at)
            site.signal(signal.SIGKILL, *site.workers())
        running.hang_up()

    counted = tally(site, running.items)
    ledger(counted.row("A1 entries stored in pieces", database, control=True))
    assert counted.half > 0
