"""The power fails while phones send: what was acknowledged is on the disk, photos whole, the database sound."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.conftest import Ledger
from tests.faults.disks import image_disk, power_cut
from tests.faults.ledger import Verdict
from tests.faults.own_postgresql import OwnPostgresql, cluster_on
from tests.faults.rush import LONG, Rush, Work, log, log_with_photo, rush
from tests.faults.site import Site, wait_until
from tests.faults.tally import Tally, tally
from tests.faults.worlds import Worlds, phones

CUTS = 100 if LONG else 5
Cut = Callable[..., list[Tally]]


def added(fault: str, database: str, cuts: list[Tally], *, control: bool = False) -> Verdict:
    """The cuts as one row."""
    rows = [cut.row(fault, database, control=control) for cut in cuts]
    sums = {name: sum(getattr(row, name) for row in rows) for name in ("tries", "acknowledged", "stored")}
    harm = {name: sum(getattr(row, name) for row in rows) for name in ("doubled", "half", "lost")}
    return replace(rows[0], **sums, **harm)


def cut_at(running: Rush, done: int, image: Path, site: Site) -> Tally:
    """What a power cut leaves once so many are acknowledged."""
    wait_until(lambda: running.done >= done)
    with power_cut(image, [site.master, *site.workers()]) as after:
        return tally(site.seen_in(after / "data"), running.now())


@pytest.fixture
def cuts(worlds: Worlds, quick_place: Path) -> Cut:
    """Cuts the power of a site on SQLite so often while phones send."""

    def cut(times: int, *, work: Work = log_with_photo, without: str = "") -> list[Tally]:
        image = quick_place / "disk.img"
        with image_disk(image, 128) as disk, worlds.site("sqlite", disk / "data") as site:
            site.serve(without=without)
            with rush(phones(site, 4), 10_000, work=work) as running:
                found = [cut_at(running, 7 * (place + 1), image, site) for place in range(times)]
                running.hang_up()
        return found

    return cut


@pytest.mark.fault("A4 power cut")
def test_nothing_acknowledged_is_lost(cuts: Cut, ledger: Ledger):
    row = ledger(added(f"A4 power cut {CUTS} times", "sqlite", cuts(CUTS)))

    assert row.acknowledged > CUTS
    assert row.harmless


@pytest.mark.control("A4 synchronous=OFF")
def test_without_synchronous_rows_are_lost(cuts: Cut, ledger: Ledger):
    row = ledger(added("A4 synchronous=OFF", "sqlite", cuts(2, work=log, without="synchronous"), control=True))

    assert row.lost > 0


@pytest.mark.long
@pytest.mark.control("A4 SQLite's defaults")
def test_with_the_defaults_of_sqlite_rows_are_lost(cuts: Cut, ledger: Ledger):
    row = ledger(added("A4 SQLite's defaults", "sqlite", cuts(CUTS, work=log, without="durable"), control=True))

    assert row.lost > 0


@pytest.mark.control("A4 photos without fsync")
def test_without_fsync_photos_are_lost(cuts: Cut, ledger: Ledger):
    row = ledger(added("A4 photos without fsync", "sqlite", cuts(2, without="photo_sync"), control=True))

    assert row.lost > 0
    assert row.half > 0


def cut_postgresql(running: Rush, done: int, image: Path, site: Site, server: OwnPostgresql) -> Tally:
    """What a power cut leaves of a cluster, once a second server has recovered from it."""
    wait_until(lambda: running.done >= done)
    with power_cut(image, [site.master, *site.workers(), *server.pids()]) as after:
        (after / "pg" / "cluster" / "postmaster.pid").unlink()  # a machine that starts again has no such process
        recovered = OwnPostgresql(after / "pg" / "cluster")
        recovered.start()
        seen = site.seen_in(after / "data", recovered.address("site"))
        found = tally(seen, running.now())
        recovered.end()
    return found


@pytest.mark.fault("A4 power cut", database="postgresql")
@pytest.mark.long
def test_nothing_acknowledged_is_lost_on_postgresql(worlds: Worlds, ledger: Ledger, quick_place: Path):
    image, rounds, found = quick_place / "disk.img", 25, []
    with (
        image_disk(image, 512) as disk,
        cluster_on(disk) as server,
        server.database("site") as url,
        worlds.site_on(url, disk / "data") as site,
    ):
        site.serve()
        with rush(phones(site, 4), 10_000, work=log_with_photo) as running:
            found = [cut_postgresql(running, 7 * (n + 1), image, site, server) for n in range(rounds)]
            running.hang_up()
    row = ledger(added(f"A4 power cut {rounds} times", "postgresql", found))
    assert row.harmless
