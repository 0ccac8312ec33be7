"""The ledger of faults: a row for what each test met, all rows as one table, and one last line that adds them up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

SURVIVED, SKIPPED, NOT_YET, NOT_SURVIVED = "survived", "skipped", "not yet", "NOT SURVIVED"
FAILED_AS_IT_MUST, DID_NOT_FAIL = "failed as it must", "DID NOT FAIL"

# security.md 3: every fault there is; one without a row is not yet survived.
CATALOGUE = {
    "A1": "kill -9 of a worker",
    "A2": "kill -9 of the master",
    "A3": "deploy during an upload",
    "A4": "power cut",
    "A5": "disk full",
    "A6": "inodes, read-only, permission",
    "A7": "database locked for 30 s",
    "A8": "read-then-write deadlock",
    "A9": "database gone or corrupt at start",
    "A10": "PostgreSQL restarts, crashes",
    "A11": "too many connections",
    "A12": "unique race",
    "A13": "migration interrupted",
    "A14": "program and database apart",
    "A15": "backup during writes",
    "A16": "older state restored",
    "A17": "server's clock jumps",
    "A18": "border of the day",
    "A19": "worker timeout",
    "A20": "memory cap",
    "A21": "orphans",
    "A22": "import of 10 000 rows",
    "A23": "export while writing",
    "A24": "several reviewers",
    "A25": "log folder gone",
    "B1": "double tap",
    "B2": "offline at send",
    "B3": "line cut in an upload",
    "B4": "answer lost",
    "B5": "slow line",
    "B6": "captive portal",
    "B7": "signed out meanwhile",
    "B8": "old token",
    "B9": "account changed meanwhile",
    "B10": "another user on the phone",
    "B11": "signing out with a queue",
    "B12": "storage evicted",
    "B13": "quota full",
    "B14": "browser killed",
    "B15": "service worker replaced",
    "B16": "old payload",
    "B17": "phone's clock wrong",
    "B18": "refused by the server",
    "B19": "server busy",
    "B20": "no Background Sync",
    "B21": "no IndexedDB",
    "B22": "no JavaScript",
}
HEADS = ("fault", "database", "tries", "acknowledged", "stored", "doubled", "half", "verdict")


@dataclass(frozen=True)
class Verdict:
    """A row. fault: its id in the catalogue, then what was done ("A5 photos' disk"). lost: acknowledged and not there."""

    fault: str
    database: str
    tries: int = 0
    acknowledged: int = 0
    stored: int = 0
    doubled: int = 0
    half: int = 0
    verdict: str = SURVIVED
    lost: int = 0
    control: bool = False

    @property
    def id(self) -> str:
        return self.fault.split()[0]

    @property
    def harmless(self) -> bool:
        """Nothing acknowledged is lost, nothing is there twice or by half."""
        return not (self.lost or self.doubled or self.half)

    def after(self, outcome: str) -> "Verdict":
        """The row, knowing how the test that wrote it ended (passed, failed, skipped)."""
        good, bad = (FAILED_AS_IT_MUST, DID_NOT_FAIL) if self.control else (SURVIVED, NOT_SURVIVED)
        said = {"passed": good, "skipped": SKIPPED}.get(outcome, bad)
        return replace(self, verdict=said)


def table(rows: Iterable[Verdict]) -> list[str]:
    """The rows under their heads, as lines of text, in the catalogue's order; controls below."""
    kept = sorted(rows, key=lambda row: (row.control, list(CATALOGUE).index(row.id), row.database))
    kept += [Verdict(f"{fault} {CATALOGUE[fault]}", "–", verdict=NOT_YET) for fault in missing(kept)]
    lines = [HEADS, *(_cells(row) for row in kept)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def _cells(row: Verdict) -> tuple[str, ...]:
    name = f"{'control: ' if row.control else ''}{row.fault}"
    counted = (row.tries, row.acknowledged, row.stored, row.doubled, row.half)
    figures = ["–"] * len(counted) if not any(counted) else [str(figure) for figure in counted]
    lost = f", {row.lost} lost" if row.lost else ""
    return (name, row.database, *figures, row.verdict + lost)


def missing(rows: Sequence[Verdict]) -> list[str]:
    """The faults nobody has tested."""
    found = {row.id for row in rows if not row.control}
    return [fault for fault in CATALOGUE if fault not in found]


def standing(rows: Iterable[Verdict]) -> dict[tuple[str, str], str]:
    """How each fault stands on each database: the worst of its rows."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if not row.control:
            said[row.id, row.database].add(row.verdict)
    worst_first = (NOT_SURVIVED, NOT_YET, SKIPPED, SURVIVED)
    return {pair: next(each for each in worst_first if each in verdicts) for pair, verdicts in said.items()}


def summary(rows: Sequence[Verdict]) -> list[str]:
    """What did not survive, if anything; and the last line: a fault counts once on each database."""
    ends = standing(rows)
    count = {end: list(ends.values()).count(end) for end in (SURVIVED, SKIPPED, NOT_YET)}
    count[NOT_YET] += len(missing(rows))
    harm = {name: sum(getattr(row, name) for row in rows if not row.control) for name in ("lost", "doubled", "half")}
    controls = [row for row in rows if row.control]
    good = sum(row.verdict == FAILED_AS_IT_MUST for row in controls)
    failed = [f"{fault} ({database})" for (fault, database), end in ends.items() if end == NOT_SURVIVED]
    told = [f"{len(failed)} NOT SURVIVED: {', '.join(failed)}"] if failed else []
    return [
        *told,
        f"{count[SURVIVED]} survived, {count[NOT_YET]} not yet, {count[SKIPPED]} skipped, "
        f"{harm['lost']} lost, {harm['doubled']} doubled, {harm['half']} half, "
        f"controls {good} of {len(controls)} failed as they must",
    ]
