"""Removes every guard of the program, one at a time, and runs the tests of access: each must be missed by one.

A guard is the mark on a route (taken away, or without its action, or without asking for the password again) or the part
of a query that keeps it to the own ward, unit or person. Works on a copy; `make guards`, half an hour. SQLite only.
Arguments are parts of paths to look at alone: tools/remove_guards.py cards/queries imports
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FIRST = ("tests/accounts/test_matrix.py", "tests/accounts/test_asking_again.py", "tests/accounts/test_other_units.py")
ROOMS = (
    "accounts", "cards", "directory", "oversight", "imports", "status", "activities", "feedback", "exemplars", "periods",
    "drafts", "targets", "sharing", "closing", "settings", "units", "photos", "outbox", "jobs", "reporting", "exporting",
)  # fmt: skip
OPEN = '@__import__("app.access").access.public'
MARK = re.compile(r"@requires\(.*\)")
FENCE = re.compile(
    r"\b(\w+)\.(ward_id|unit_id|person_id|handler_id) == "
    r'(?:bindparam\("(?:ward|unit|person)"\)|(?:doing\.|by\.|known\.)?(?:ward_id|person_id))(?!\w)'
)
LEFT_OUT = "not ten_thousand and not guesses"  # long, and about something else
# Who notices first that a mark is gone, or what it says: tried alone, before whole files.
SIGNED_OUT, OTHERS, ASKED = "signed-out", "sqlite-reporter or sqlite-observer or sqlite-publisher", "asking_again"
ABOUT_FENCES = ("fences*", "strangers", "elsewhere", "who_*", "two_units")
EVERYBODY = ("code == scope.unit_code", "True")


class Guard(NamedTuple):
    """What stands in a file between two places, and what it becomes."""

    file: Path
    start: int
    end: int
    instead: str

    @property
    def place(self) -> str:
        line = self.file.read_text(encoding="utf-8").count("\n", 0, self.start) + 1
        return f"{self.file.as_posix().rpartition('/app/')[2]}:{line} → {self.instead}"


def guards(root: Path) -> Iterator[Guard]:
    """Every guard under a root, file by file."""
    for file in sorted((root / "app").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for found in MARK.finditer(text):
            for instead in _weaker(found.group()):
                yield Guard(file, *found.span(), instead)
        for found in FENCE.finditer(text):
            same = f"{found[1]}.{found[2]}"
            yield Guard(file, *found.span(), f"{same} == {same}")
        if (at := text.find(EVERYBODY[0])) >= 0:
            yield Guard(file, at, at + len(EVERYBODY[0]), EVERYBODY[1])


def _weaker(mark: str) -> list[str]:
    """A mark taken away, and without each of its parts."""
    found = [OPEN]
    if "Action." in mark:
        found.append(re.sub(r"Action\.\w+", "None", mark))
    if ", fresh=True" in mark:
        found.append(mark.replace(", fresh=True", ""))
    return found


def is_missed(root: Path, guard: Guard) -> bool:
    """Whether a test fails without the guard: those likeliest to first, then the others."""
    room = f"tests/{guard.file.relative_to(root / 'app').parts[0]}"
    own = [room] if (root / room).is_dir() else []
    is_mark = guard.instead.startswith("@")
    likeliest = [FIRST, own] if is_mark else [_about_fences(root, room, guard.file.stem), own, FIRST]
    rest = [f"tests/{name}" for name in ROOMS if f"tests/{name}" not in own]
    kept = guard.file.read_text(encoding="utf-8")
    guard.file.write_text(kept[: guard.start] + guard.instead + kept[guard.end :], encoding="utf-8")
    try:
        if is_mark and _fails(root, FIRST[:2], _first_to_notice(guard)):
            return True
        return any(_fails(root, tests) for tests in (*likeliest, rest) if tests)
    finally:
        guard.file.write_text(kept, encoding="utf-8")


def _about_fences(root: Path, room: str, stem: str) -> list[str]:
    """The tests of a room that are about whose rows are whose, and those named as the file the fence stands in."""
    names = (f"{stem}*", *ABOUT_FENCES)
    return sorted({str(file) for name in names for file in (root / room).glob(f"test_{name}.py")})


def _first_to_notice(guard: Guard) -> str:
    """Which tests of access see soonest what became of a mark."""
    if guard.instead == OPEN:
        return SIGNED_OUT
    return OTHERS if "None" in guard.instead else ASKED


def _fails(root: Path, tests: Sequence[str], only: str = "") -> bool:
    """Whether one of these tests fails; xdist ends with 2 when it stops at the first. only: those of such names, in one process."""
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    chosen = f"({only}) and {LEFT_OUT}" if only else LEFT_OUT
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-k", chosen, *tests]
    if only:
        command += ["-n", "0"]
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    return ended.returncode in {1, 2} and b"FAILED" in ended.stdout


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "copy"
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", "node_modules", "var"))
        wanted = sys.argv[1:] or [""]
        found = [guard for guard in guards(root) if any(part in guard.file.as_posix() for part in wanted)]
        unnoticed = []
        for number, guard in enumerate(found, start=1):
            place = guard.place
            missed = is_missed(root, guard)
            print(f"{number}/{len(found)} {'missed' if missed else 'UNNOTICED'} {place}", flush=True)
            if not missed:
                unnoticed.append(place)
    print(f"{len(found)} guards removed, {len(found) - len(unnoticed)} missed by a test, {len(unnoticed)} unnoticed")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
