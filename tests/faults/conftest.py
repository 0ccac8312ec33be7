"""Fixtures of the faults, and the table at the end of `make faults`."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import DATABASES
from tests.faults.disks import memory_disk
from tests.faults.ledger import Verdict, summary, table
from tests.faults.reports import DEFAULT, ROW, default_of, is_long, note, rows_of
from tests.faults.rush import LONG
from tests.faults.site import Site
from tests.faults.worlds import Worlds

Ledger = Callable[[Verdict], Verdict]
LINES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fault(name, database): the fault of the catalogue this test meets, and how")
    config.addinivalue_line("markers", "long(database): only in the long form, on this database or on all")
    config.addinivalue_line(
        "markers", "control(name): the app with one guard taken away; the test passes when harm is done"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """One process for all of these: they kill servers and fill disks, and not each other's. Long ones wait for `make faults`."""
    for item in items:
        if "tests/faults/" in item.nodeid and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("faults"))
    late = [] if LONG else [item for item in items if is_long(item)]
    if late:
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if item not in late]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if row := default_of(item):
        note(item, DEFAULT, row)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    kinds = ("passed", "failed", "skipped", "error")
    rows = list(rows_of(report for kind in kinds for report in terminalreporter.stats.get(kind, [])))
    terminalreporter.config.stash[LINES] = [*table(rows), "", *summary(rows)]


def pytest_unconfigure(config: pytest.Config) -> None:
    """After pytest's own last word: ours is the last line."""
    if lines := config.stash.get(LINES, []):
        print("\n".join(["", *lines]))


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """Writes a row: ledger(Verdict("B1 two tabs", "sqlite", tries=2, acknowledged=1, stored=1)). How it ends pytest says."""

    def write(verdict: Verdict) -> Verdict:
        note(request.node, ROW, verdict)
        return verdict

    return write


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    made = Worlds(tmp_path_factory.mktemp("worlds"))
    yield made
    made.close()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    if request.param not in DATABASES:
        pytest.skip("needs TEST_DATABASE_URL")
    return str(request.param)


@pytest.fixture
def site(worlds: Worlds, database: str, tmp_path: Path) -> Iterator[Site]:
    """A site on each database, not started yet."""
    with worlds.site(database, tmp_path / "data") as made:
        yield made


@pytest.fixture
def sqlite_site(worlds: Worlds, tmp_path: Path) -> Iterator[Site]:
    """One on SQLite alone, where the fault is SQLite's or the disk's."""
    with worlds.site("sqlite", tmp_path / "data") as made:
        yield made


@pytest.fixture(scope="session", params=DATABASES)
def served(request: pytest.FixtureRequest, worlds: Worlds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site on each database that runs, for all tests that do no harm to it."""
    with worlds.site(request.param, tmp_path_factory.mktemp("served") / "data") as made:
        made.serve()
        yield made


@pytest.fixture
def quick_place() -> Iterator[Path]:
    """A folder in memory for the images of disks; other users may walk through it, as PostgreSQL's does."""
    with tempfile.TemporaryDirectory() as place, memory_disk(Path(place) / "memory", "2g", "mode=711") as disk:
        Path(place).chmod(0o711)
        yield disk
