"""The ledger itself: what a row says, and what the last line adds up."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.faults.ledger import CATALOGUE, DID_NOT_FAIL, FAILED_AS_IT_MUST, SKIPPED, Verdict, summary, table
from tests.faults.phone.elsewhere import ON_A_PHONE
from tests.faults.reports import ELSEWHERE, rows_of


def everything() -> list[Verdict]:
    return [Verdict(f"{fault} x", "sqlite") for fault in CATALOGUE]


def test_what_all_survived_reads_so():
    rows = [*everything(), Verdict("A1 y", "postgresql"), Verdict("A1 z", "sqlite", control=True).after("passed")]

    assert summary(rows) == [
        "48 survived, 0 not yet, 0 skipped, 0 lost, 0 doubled, 0 half, controls 1 of 1 failed as they must"
    ]


def test_a_fault_is_as_bad_as_its_worst_row():
    rows = [
        *everything(),
        Verdict("A5 y", "sqlite").after("skipped"),
        Verdict("A6 y", "sqlite", lost=2).after("failed"),
    ]

    assert summary(rows)[0] == "1 NOT SURVIVED: A6 (sqlite)"
    assert summary(rows)[-1].startswith("45 survived, 0 not yet, 1 skipped, 2 lost, 0 doubled, 0 half")


def test_what_nobody_tested_is_not_yet():
    rows = [row for row in everything() if row.id != "A15"]

    assert table(rows)[-1].split() == ["A15", "backup", "during", "writes", *"–" * 6, "not", "yet"]
    assert summary(rows)[-1].startswith("46 survived, 1 not yet, 0 skipped")


@pytest.mark.parametrize(
    ("outcome", "said"), [("passed", FAILED_AS_IT_MUST), ("failed", DID_NOT_FAIL), ("skipped", SKIPPED)]
)
def test_a_control_is_said_to_have_failed_only_when_it_did(outcome: str, said: str):
    control = Verdict("A4 without fsync", "sqlite", lost=3, doubled=1, half=1, control=True).after(outcome)

    assert control.verdict == said
    assert "0 lost, 0 doubled, 0 half" in summary([control])[-1]


def test_a_table_has_its_heads_and_a_row_a_fault():
    lines = table([*everything(), Verdict("A4 a", "sqlite", tries=9, acknowledged=8, stored=8)])

    assert lines[0].split() == ["fault", "database", "tries", "acknowledged", "stored", "doubled", "half", "verdict"]
    assert [line.split()[3:] for line in lines if line.startswith("A4 a")] == [["9", "8", "8", "0", "0", "survived"]]
    assert len(lines) == 1 + len(CATALOGUE) + 1


@pytest.mark.parametrize("named", [*ELSEWHERE, *ON_A_PHONE])
def test_what_is_tested_elsewhere_is_there(named: str):
    file, _, test = named.partition("::")

    assert f"def {test or 'test_'}" in Path(file).read_text(encoding="utf-8")


@pytest.mark.parametrize("behind", ["", "@browser-outbox", "[360-js]@browser-outbox"])
def test_a_test_of_another_folder_is_a_row_whatever_group_it_is_in(behind: str):
    named = next(iter(ON_A_PHONE))
    ended = SimpleNamespace(nodeid=named + behind, outcome="passed", user_properties=[])

    assert [row.fault for row in rows_of([ended])] == [ON_A_PHONE[named]]
