"""Rows of the phone's faults."""

from tests.faults.conftest import Ledger
from tests.faults.ledger import Verdict


def once(ledger: Ledger, fault: str, stored: int, tries: int = 2) -> None:
    """What was acknowledged once is stored once. stored: how often it is; fails where that is anything else."""
    lost, doubled = max(0, 1 - stored), max(0, stored - 1)
    assert ledger(Verdict(fault, "sqlite", tries, 1, stored, doubled=doubled, lost=lost)).harmless
