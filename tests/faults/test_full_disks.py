"""Disks that are full, read-only or not ours: a plain 507 or 503, nothing by half, pages still open, and on again afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Ledger
from tests.faults.disks import fill, image_disk, memory_disk, run
from tests.faults.phones import Answer, Item, Phone, a_photo, an_entry
from tests.faults.rush import number_of
from tests.faults.site import Site
from tests.faults.tally import tally
from tests.faults.worlds import Worlds, phones
from tests.photos.making import a_jpeg

LATER = {503, 507}
Disk = Callable[[Path], Iterator[Path]]


def refused(answer: Answer | None) -> bool:
    """Whether it was said plainly, with a time to come again."""
    return answer is not None and answer.status in LATER and int(answer.headers.get("Retry-After", "0")) > 0


def send_until_refused(phone: Phone, most: int = 5000) -> tuple[list[Item], Answer | None]:
    """Entries, until one is refused."""
    items: list[Item] = []
    for _ in range(most):
        items.append(an_entry())
        answer = phone.send(items[-1])
        if not items[-1].acknowledged:
            return items, answer
    raise AssertionError("it never filled up")


@contextmanager
def served_on(worlds: Worlds, disk: Path) -> Iterator[tuple[Site, Phone]]:
    """A site whose data lie on a disk, and somebody signed in."""
    with worlds.site("sqlite", disk / "data") as site:
        site.serve(workers="1")
        yield site, phones(site, 1)[0]


@pytest.mark.fault("A5 database's disk full")
def test_the_databases_disk_fills_up(worlds: Worlds, tmp_path: Path, ledger: Ledger):
    with memory_disk(tmp_path / "disk", "4m") as disk, served_on(worlds, disk) as (site, phone):
        ballast = fill(disk, leaving=100_000)
        items, answer = send_until_refused(phone)
        assert refused(answer)
        assert refused(phone.send(items[-1]))
        assert phone.ask("/nhat-ky/ghi/hop").status == 200
        ballast.unlink()
        phone.deliver(items[-1])

        counted = tally(site, items)
    ledger(counted.row("A5 database's disk full", "sqlite"))
    assert counted.acknowledged == counted.stored == len(items)
    assert counted.row("A5", "sqlite").harmless


@pytest.mark.long
@pytest.mark.control("A5 refusals read as receipts")
def test_a_full_disk_that_is_acknowledged_loses_entries(worlds: Worlds, tmp_path: Path, ledger: Ledger):
    with memory_disk(tmp_path / "disk", "4m") as disk, worlds.site("sqlite", disk / "data") as site:
        site.serve(without="refusal", workers="1")
        phone = phones(site, 1)[0]
        fill(disk)
        items = [an_entry() for _ in range(20)]
        for item in items:
            phone.send(item)
        (disk / "ballast").unlink()
        counted = tally(site, items)
    ledger(counted.row("A5 refusals read as receipts", "sqlite", control=True))
    assert counted.lost > 0


def photo_on(
    disk: Path, phone: Phone, site: Site, harm: Callable[[], Callable[[], object]]
) -> tuple[list[Item], Answer | None]:
    """An entry and its photo, sent while the harm lasts and again afterwards; what it was answered meanwhile."""
    entry = phone.deliver(an_entry())
    photo = a_photo(number_of(phone, entry), a_jpeg(320, 240))
    undo = harm()
    answer = phone.send(photo)
    assert phone.ask(f"/nhat-ky/{number_of(phone, entry)}").status == 200
    undo()
    return [entry, phone.deliver(photo)], answer


@contextmanager
def with_photos_on(site: Site, disk: Path) -> Iterator[Phone]:
    """A site whose photos alone lie on a disk."""
    (site.data_dir / "photos").symlink_to(disk)
    site.serve(workers="1")
    yield phones(site, 1)[0]


def say(ledger: Ledger, fault: str, site: Site, items: list[Item]) -> None:
    counted = tally(site, items)
    ledger(counted.row(fault, site.database))
    assert counted.acknowledged == counted.stored == len(items)
    assert counted.row(fault, site.database).harmless


@pytest.mark.long("postgresql")
@pytest.mark.fault("A5 photos' disk full")
def test_the_photos_disk_is_full(site: Site, tmp_path: Path, ledger: Ledger):
    with memory_disk(tmp_path / "disk", "1m") as disk, with_photos_on(site, disk) as phone:
        items, answer = photo_on(disk, phone, site, lambda: fill(disk).unlink)
        assert refused(answer)
        assert not list(disk.rglob("*.part"))
        say(ledger, "A5 photos' disk full", site, items)


@pytest.mark.long
@pytest.mark.control("A5 a store that says nothing")
def test_a_store_that_says_nothing_loses_photos(sqlite_site: Site, tmp_path: Path, ledger: Ledger):
    with memory_disk(tmp_path / "disk", "1m") as disk:
        (sqlite_site.data_dir / "photos").symlink_to(disk)
        sqlite_site.serve(without="photo_error", workers="1")
        items, _ = photo_on(disk, phones(sqlite_site, 1)[0], sqlite_site, lambda: fill(disk).unlink)
        counted = tally(sqlite_site, items)
    ledger(counted.row("A5 a store that says nothing", "sqlite", control=True))
    assert counted.lost > 0


@pytest.mark.long
@pytest.mark.fault("A6 no inodes left")
def test_no_inodes_are_left_for_photos(site: Site, tmp_path: Path, ledger: Ledger):
    with memory_disk(tmp_path / "disk", "8m", "nr_inodes=6") as disk, with_photos_on(site, disk) as phone:

        def use_up() -> Callable[[], None]:
            for number in range(5):
                (disk / f"{number}.txt").touch()
            return lambda: [each.unlink() for each in disk.glob("*.txt")] and None

        items, answer = photo_on(disk, phone, site, use_up)
        assert refused(answer)
        say(ledger, "A6 no inodes left", site, items)


@pytest.mark.fault("A6 disk turned read-only")
def test_a_disk_that_turns_read_only(worlds: Worlds, quick_place: Path, ledger: Ledger):
    with image_disk(quick_place / "disk.img", 64) as disk, served_on(worlds, disk) as (site, phone):
        items = [phone.deliver(an_entry())]
        photo = a_photo(number_of(phone, items[0]), a_jpeg())
        items += [photo, an_entry()]
        run("mount", "-o", "remount,abort", disk)
        answers = [phone.send(item) for item in items[1:]]
        assert all(refused(answer) for answer in answers)
        assert phone.ask("/nhat-ky/ghi/hop").status == 200
        counted = tally(site, items)
    ledger(counted.row("A6 disk turned read-only", "sqlite"))
    assert (counted.acknowledged, counted.stored) == (1, 1)
    assert counted.row("A6", "sqlite").harmless
