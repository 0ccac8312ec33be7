"""The folder of temporary files and the log: full, not ours, or gone. What is sent is stored, or refused in plain words."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Ledger
from tests.faults.disks import fill, memory_disk
from tests.faults.phones import Phone, a_photo, an_entry
from tests.faults.rush import number_of, rush
from tests.faults.site import Site
from tests.faults.test_full_disks import refused, say
from tests.faults.worlds import phones
from tests.photos.making import a_jpeg


@pytest.mark.long("postgresql")
@pytest.mark.fault("A5 temporary files' disk full")
def test_the_disk_of_temporary_files_is_full(site: Site, tmp_path: Path, ledger: Ledger):
    """A photo of more than half a megabyte goes through a temporary file."""
    with memory_disk(tmp_path / "disk", "1m") as disk:
        site.environment["TMPDIR"] = str(disk)
        site.serve(workers="1")
        phone = phones(site, 1)[0]
        entry = phone.deliver(an_entry())
        photo = a_photo(number_of(phone, entry), a_jpeg(1600, 1200, quality=60))
        ballast = fill(disk)
        answer = phone.send(photo)
        assert refused(answer) or photo.acknowledged, answer
        another = phone.deliver(an_entry())
        ballast.unlink()
        phone.deliver(photo)
        say(ledger, "A5 temporary files' disk full", site, [entry, photo, another])


@pytest.mark.long
@pytest.mark.fault("A5 log's disk full")
def test_the_disk_of_the_log_is_full(site: Site, tmp_path: Path, ledger: Ledger):
    with memory_disk(tmp_path / "disk", "1m") as disk:
        (disk / "gunicorn.log").touch()
        (site.data_dir / "gunicorn.log").symlink_to(disk / "gunicorn.log")
        site.serve(access_logfile="-", workers="1")
        people = phones(site, 2)
        fill(disk)
        with rush(people, 5) as running:
            site.signal(signal.SIGKILL, site.workers()[0])
        say(ledger, "A5 log's disk full", site, running.items)


@pytest.mark.long("postgresql")
@pytest.mark.fault("A25 log folder gone")
def test_the_folder_of_the_log_goes_while_it_runs(site: Site, tmp_path: Path, ledger: Ledger):
    (folder := tmp_path / "log").mkdir()
    site.serve(error_logfile=str(folder / "error.log"), access_logfile=str(folder / "access.log"))
    people = phones(site, 2)
    shutil.rmtree(folder)
    with rush(people, 5) as running:
        site.signal(signal.SIGKILL, site.workers()[0])
    with rush(people, 5) as more:
        pass
    say(ledger, "A25 log folder gone", site, [*running.items, *more.items])


@contextmanager
def not_ours(folder: Path) -> Iterator[None]:
    folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700)


@pytest.fixture
def bound() -> tuple[str, ...]:
    """What runs the server bound by permissions: root may write anywhere."""
    if os.geteuid() != 0:
        return ()
    return ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


@pytest.mark.fault("A6 permission lost")
def test_the_folder_of_photos_may_no_longer_be_written(sqlite_site: Site, bound: tuple[str, ...], ledger: Ledger):
    sqlite_site.serve(before=bound, workers="1")
    phone: Phone = phones(sqlite_site, 1)[0]
    first = phone.deliver(an_entry())
    number = number_of(phone, first)
    photos = [phone.deliver(a_photo(number, a_jpeg())), a_photo(number, a_jpeg())]
    with not_ours(sqlite_site.data_dir / "photos"):
        assert refused(phone.send(photos[1]))
        assert phone.ask(f"/nhat-ky/{number}").status == 200
    phone.deliver(photos[1])
    say(ledger, "A6 photos' folder not ours for a while", sqlite_site, [first, *photos])
