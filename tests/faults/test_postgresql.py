"""A PostgreSQL server of our own stops, crashes, fills up, or has no connection left: 503, and on again by itself."""

import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.faults.conftest import Ledger
from tests.faults.disks import fill, memory_disk
from tests.faults.own_postgresql import OwnPostgresql, cluster_on, own_postgresql
from tests.faults.phones import an_entry
from tests.faults.rush import LONG, rush
from tests.faults.site import Site, wait_until
from tests.faults.tally import Tally, tally
from tests.faults.test_starts import set_version
from tests.faults.worlds import Worlds, phones

STOPS = [signal.SIGQUIT, signal.SIGKILL, signal.SIGINT] * (4 if LONG else 1)  # immediately, crashed, in order
SOON = 8.0  # seconds


@pytest.fixture(scope="module")
def own(worlds: Worlds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OwnPostgresql, Site]]:
    """A site over a server of its own, not started yet."""
    place = tmp_path_factory.mktemp("own") / "data"
    with (
        own_postgresql("max_connections=20") as server,
        server.database("site") as url,
        worlds.site_on(url, place) as site,
    ):
        yield server, site


@pytest.fixture
def server(own: tuple[OwnPostgresql, Site]) -> OwnPostgresql:
    return own[0]


@pytest.fixture
def own_site(own: tuple[OwnPostgresql, Site]) -> Iterator[Site]:
    yield own[1]
    own[1].kill()


@pytest.mark.fault("A10 PostgreSQL stopped, crashed, restarted", database="postgresql")
def test_postgresql_stops_and_crashes_under_writers(server: OwnPostgresql, own_site: Site, ledger: Ledger):
    own_site.serve()
    with rush(phones(own_site, 4), 10_000) as running:
        for place, how in enumerate(STOPS):
            wait_until(lambda at=place: running.done >= 30 * (at + 1), 120)
            server.end(how)
            time.sleep(0.3)
            server.start()
        wait_until(lambda done=running.done: running.done >= done + 20, 120)
        running.hang_up()
    counted = tally(own_site, running.items)
    ledger(counted.row(f"A10 stopped, crashed, restarted {len(STOPS)} times", "postgresql"))
    assert {status for item in running.items for status in item.answers} <= {201, 503}
    assert counted.row("A10", "postgresql").harmless


def after_a_restart(server: OwnPostgresql, site: Site) -> list[int]:
    """The statuses of the first entries after a restart nobody was in the middle of."""
    phone = phones(site, 1)[0]
    for _ in range(12):  # both workers have connections
        phone.deliver(an_entry())
    server.end(signal.SIGINT)
    assert phone.send(down := an_entry()).status == 503
    assert int(phone.ask("/nhat-ky/ghi/hop").headers["Retry-After"]) > 0
    server.start()
    items = [down, *(an_entry() for _ in range(8))]
    for item in items:
        phone.send(item)
    return [item.answers[-1] for item in items]


@pytest.mark.fault("A10 first request after a restart", database="postgresql")
@pytest.mark.long
def test_the_first_request_after_a_restart_is_served(server: OwnPostgresql, own_site: Site):
    own_site.serve()
    assert set(after_a_restart(server, own_site)) == {201}


@pytest.mark.control("A10 lost connections used", database="postgresql")
@pytest.mark.long
def test_without_the_look_a_lost_connection_is_used(server: OwnPostgresql, own_site: Site):
    own_site.serve(without="end_notice")
    assert 503 in after_a_restart(server, own_site)


@pytest.mark.fault("A10 workers born while it is away", database="postgresql")
def test_a_worker_born_while_it_is_away_serves_afterwards(server: OwnPostgresql, own_site: Site, ledger: Ledger):
    own_site.serve()
    phone, born_with = phones(own_site, 1)[0], own_site.workers()
    server.end(signal.SIGINT)
    for pid in born_with:
        own_site.signal(signal.SIGKILL, pid)
    wait_until(lambda: len(set(own_site.workers()) - set(born_with)) == len(born_with))

    assert phone.send(item := an_entry()).status == 503

    server.start()
    phone.deliver(item)
    counted = tally(own_site, [item])
    ledger(counted.row("A10 workers born while it was away", "postgresql"))
    assert own_site.server
    assert own_site.server.poll() is None
    assert counted.acknowledged == counted.stored == 1


@pytest.mark.fault("A14 another database came while a worker was born", database="postgresql")
@pytest.mark.long
def test_what_such_a_worker_may_not_serve_it_ends_over(server: OwnPostgresql, own_site: Site):
    own_site.serve(workers="1")
    kept = set_version(own_site, "0001")
    server.end(signal.SIGINT)
    own_site.signal(signal.SIGKILL, *own_site.workers())
    wait_until(lambda: "its migration is looked at later" in own_site.log())

    server.start()

    assert own_site.server
    assert own_site.server.wait(20) != 0
    own_site.server = None
    set_version(own_site, kept)
    assert "SchemaError: the database is at 0001" in own_site.log()


@pytest.mark.fault("A11 no connection left", database="postgresql")
def test_no_connection_is_left_while_it_runs(server: OwnPostgresql, own_site: Site, ledger: Ledger):
    own_site.serve()
    people = phones(own_site, 8)
    with ExitStack() as others, rush(people, 5) as running:
        while True:
            try:
                others.enter_context(psycopg.connect(server.address("site")))
            except psycopg.OperationalError:
                break
        began = time.monotonic()
        people[0].send(item := an_entry())
        took = time.monotonic() - began
        others.close()
    people[0].deliver(item)
    counted = tally(own_site, [*running.items, item])
    ledger(counted.row(f"A11 no connection left: told in {took:.1f} s", "postgresql"))
    assert took < SOON
    assert {status for each in [*running.items, item] for status in each.answers} <= {201, 503}
    assert counted.acknowledged == counted.stored == 41


def send_while_full(server: OwnPostgresql, site: Site, disk: Path) -> Tally:
    """Fills the disk, sends until something is refused, makes room, and goes on; what all that came to."""
    site.serve()
    phone = phones(site, 1)[0]
    ballast = fill(disk, leaving=300_000)
    with rush([phone], 20_000) as running:
        wait_until(lambda: any(set(item.answers) & {503, 507} for item in list(running.items)), 300)
        ballast.unlink()
        if not server.answers():
            server.end(signal.SIGKILL)
            server.start()
        wait_until(lambda done=running.done: running.done > done + 5, 120)
        running.hang_up()
    return tally(site, running.items)


@pytest.mark.fault("A5 database's disk full", database="postgresql")
@pytest.mark.long
def test_the_disk_of_postgresql_fills_up(worlds: Worlds, tmp_path: Path, quick_place: Path, ledger: Ledger):
    sizes = ("max_wal_size=32MB", "min_wal_size=32MB")
    with (
        memory_disk(quick_place / "disk", "160m", "mode=711") as disk,
        cluster_on(disk, *sizes) as server,
        server.database("site") as url,
        worlds.site_on(url, tmp_path / "data") as site,
    ):
        counted = send_while_full(server, site, disk)
    ledger(counted.row("A5 database's disk full", "postgresql"))
    assert counted.row("A5", "postgresql").harmless
