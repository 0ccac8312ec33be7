"""What pytest says of each test, as rows of the ledger. A row travels with the report, from whichever process ran the test."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from tests.faults.ledger import Verdict
from tests.faults.phone.elsewhere import ON_A_PHONE

ROW, DEFAULT = "ledger row", "ledger default"

# Faults that are tested where they belong; `make faults` runs these too. Path (and test) → fault.
ELSEWHERE = {
    "tests/photos/test_hostile_files.py": "A20 bombs and broken files",
    "tests/photos/test_faults.py": "A5 photos' store, at every sync",
    "tests/photos/test_astray.py": "A21 photos astray",
    "tests/imports/test_interruptions.py": "A22 killed at every statement",
    "tests/imports/test_ten_thousand.py": "A22 ten thousand rows, twice",
    "tests/exporting/test_while_writing.py": "A23 files written while others log",
    "tests/activities/test_review.py": "A24 reviewers and author at once",
    "tests/activities/test_entries_at_once.py": "A24 steps at once",
    "tests/submissions/test_submission_rule.py": "A12 the submission rule",
    "tests/house/test_migrations.py": "A13 up, down, failing midway",
}


def database_of(item: Any) -> str:
    """Which database a test runs on: "sqlite" unless one of its fixtures says so."""
    callspec = getattr(item, "callspec", None)
    named = [value for value in callspec.params.values() if value in ("sqlite", "postgresql")] if callspec else []
    return str(named[0]) if named else "sqlite"


def default_of(item: Any) -> Verdict | None:
    """The row of a test by its mark; it stands where the test writes none itself."""
    for name in ("fault", "control"):
        if mark := item.get_closest_marker(name):
            return Verdict(mark.args[0], mark.kwargs.get("database") or database_of(item), control=name == "control")
    return None


def is_long(item: Any) -> bool:
    """Whether a test is left to the long form."""
    marks = list(item.iter_markers("long"))
    return any(not mark.args or database_of(item) in mark.args for mark in marks)


def note(item: Any, name: str, verdict: Verdict) -> None:
    item.user_properties.append((name, asdict(verdict)))


def rows_of(reports: Iterable[Any]) -> Iterator[Verdict]:
    """The rows of a run."""
    together: dict[tuple[str, str], list[str]] = {}
    for nodeid, kept, outcome in _ended(reports):
        own = [Verdict(**value) for name, value in kept if name == ROW]
        own = own or [Verdict(**value) for name, value in kept if name == DEFAULT]
        yield from (row.after(outcome) for row in own)
        if not own and (fault := _elsewhere(nodeid)):
            database = "postgresql" if "postgresql" in nodeid else "sqlite"
            together.setdefault((fault, database), []).append(outcome)
    for (fault, database), outcomes in together.items():
        worst = "failed" if "failed" in outcomes else "skipped" if "skipped" in outcomes else "passed"
        yield Verdict(fault, database, tries=len(outcomes)).after(worst)


def _elsewhere(nodeid: str) -> str | None:
    """What a test of another folder meets: named by itself, else by its file. xdist puts @group behind some names."""
    every = ELSEWHERE | ON_A_PHONE
    return every.get(nodeid.partition("[")[0].partition("@")[0]) or every.get(nodeid.split("::")[0])


def _ended(reports: Iterable[Any]) -> Iterator[tuple[str, list[Any], str]]:
    """Each test once: what it noted, and its worst outcome."""
    ends: dict[str, tuple[list[Any], str]] = {}
    for report in reports:
        before = ends.get(report.nodeid, ([], "passed"))
        bad = report.outcome if report.outcome != "passed" else before[1]
        ends[report.nodeid] = (list(report.user_properties) or before[0], bad if before[1] != "failed" else "failed")
    for nodeid, (kept, outcome) in ends.items():
        yield nodeid, kept, outcome


if __name__ == "__main__":
    print("\n".join([*ELSEWHERE, *ON_A_PHONE]))
