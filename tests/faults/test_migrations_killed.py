"""A migration killed at whichever statement leaves the database as it was, and the next try takes it to its end."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import postgresql_database
from tests.e2e.running import ROOT
from tests.faults.conftest import Ledger
from tests.faults.interrupted import REVISIONS
from tests.faults.ledger import Verdict
from tests.faults.rush import LONG

STEP = "1" if LONG else "12"


@pytest.fixture
def address(database: str, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'm.db'}"
    else:
        yield from postgresql_database()


def interrupt(address: str, folder: Path, step: str, *bare: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.interrupted", address, str(folder), step, *bare]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.fault("A13 migrations killed")
def test_a_migration_killed_at_a_statement_leaves_nothing(address: str, database: str, tmp_path: Path, ledger: Ledger):
    found = interrupt(address, tmp_path, STEP)

    ledger(
        Verdict(
            f"A13 killed at {found['kills']} statements of {len(REVISIONS)} migrations",
            database,
            half=len(found["half"]),
        )
    )
    assert found["half"] == []
    assert found["reached"] == f"['{REVISIONS[-1]}']"
    assert found["kills"] > len(REVISIONS)


@pytest.mark.control("A13 no transaction around it")
@pytest.mark.long("postgresql")
def test_without_a_transaction_a_killed_migration_is_half_done(
    address: str, database: str, tmp_path: Path, ledger: Ledger
):
    found = interrupt(address, tmp_path, "5", "bare")

    ledger(
        Verdict("A13 no transaction around it", database, tries=found["kills"], half=len(found["half"]), control=True)
    )
    assert found["half"]
