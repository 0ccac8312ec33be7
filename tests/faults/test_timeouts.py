"""A worker that hangs in the middle of an entry is ended by its master: nothing of the entry stays, the next try is taken."""

import time

import pytest

from tests.faults.conftest import Ledger
from tests.faults.phones import an_entry
from tests.faults.site import Site
from tests.faults.tally import tally
from tests.faults.worlds import phones

TIMEOUT = 5  # seconds; 60 as it is shipped


@pytest.mark.fault("A19 worker timeout")
@pytest.mark.long("postgresql")
def test_a_worker_that_hangs_is_ended_and_leaves_nothing(site: Site, database: str, ledger: Ledger):
    """As behind deploy/nginx.conf: workers of one thread each, of which the master knows when one hangs."""
    site.environment["WORKER_CLASS"] = "sync"
    site.serve(without="hang_once", timeout=str(TIMEOUT), workers="1")
    phone, entry = phones(site, 1)[0], an_entry()
    began = time.monotonic()
    phone.send(entry)
    took = time.monotonic() - began
    left = tally(site, [entry])
    phone.deliver(entry)

    counted = tally(site, [entry])
    ledger(counted.row(f"A19 a worker hangs, ended after {took:.0f} s", database))
    assert "WORKER TIMEOUT" in site.log()
    assert (left.stored, left.half) == (0, 0)
    assert entry.answers[0] in {0, 500, 503}
    assert counted.acknowledged == counted.stored == 1
    assert counted.row("A19", database).harmless
