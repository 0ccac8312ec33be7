"""Has a workbook read by a child process with limits, and takes down what it says."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import IO, Any, NamedTuple

from app.imports.packages import BROKEN, Refused
from app.vietnamese import fold

SCRIPT = Path(__file__).with_name("worksheets.py")
SECONDS = 55  # by the wall clock, for one workbook
MOST_OUTPUT = 32 * 1024 * 1024  # bytes; the child keeps to half of it
STEP = 500  # rows between two words about how far it is
TOO_HEAVY = "Tệp nặng quá sức máy. Chép các dòng sang tệp mẫu mới rồi gửi."
REFUSALS = {
    "too_many_rows": "Một trang tính có hơn 20.000 dòng. Chia thành nhiều tệp.",
    "too_many_merged": "Tệp có quá nhiều ô gộp. Bỏ gộp ô rồi gửi.",
    "too_much": TOO_HEAVY,
    "too_heavy": TOO_HEAVY,
    "unreadable": BROKEN,
}


class Cell(NamedTuple):
    """kind: t text, n number, d date (YYYY-MM-DD), f formula, e an error of Excel's."""

    kind: str
    text: str


@dataclass
class Sheet:
    """A sheet as it stands: rows with their real numbers, and references of merged cells ("B4:B6")."""

    title: str
    total: int
    rows: list[tuple[int, list[Cell | None]]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


@dataclass
class Workbook:
    """The sheets that were wanted, and the titles of all."""

    titles: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    done: int = 0

    def take(self, line: list[Any]) -> None:
        match line:
            case ["sheets", titles]:
                self.titles = titles
            case ["sheet", title, total]:
                self.sheets.append(Sheet(title, total))
            case ["row", number, cells]:
                self.sheets[-1].rows.append((number, [Cell(*cell) if cell else None for cell in cells]))
                self.done += 1
            case ["merged", reference]:
                self.sheets[-1].merged.append(reference)
            case ["refused", why, *_]:
                raise Refused(REFUSALS.get(why, BROKEN))

    @property
    def total(self) -> int:
        return max(self.done, sum(sheet.total for sheet in self.sheets))


def read_workbook(content: bytes, wanted: list[str], heard: Callable[[int, int], None]) -> Workbook:
    """The sheets of these names. heard(done, total) is called as rows come in. Raises Refused."""
    command = [sys.executable, "-I", str(SCRIPT), *map(fold, wanted)]
    with subprocess.Popen(  # noqa: S603  our own script, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", env={}
    ) as child:
        clock = Timer(SECONDS, child.kill)
        clock.start()
        try:
            return _listen(child, content, heard)
        finally:
            clock.cancel()
            child.kill()


def _listen(child: subprocess.Popen[bytes], content: bytes, heard: Callable[[int, int], None]) -> Workbook:
    inlet, outlet = _pipes(child)
    with suppress(BrokenPipeError), inlet:
        inlet.write(content)
    book, taken = Workbook(), 0
    for raw in outlet:
        taken += len(raw)
        if taken > MOST_OUTPUT:
            break
        line = json.loads(raw) if raw.endswith(b"\n") else []
        if line == ["end"]:
            return book
        book.take(line)
        if line and line[0] == "row" and book.done % STEP == 0:
            heard(book.done, book.total)
    raise Refused(TOO_HEAVY)  # killed, by a limit or by somebody: what came may not be all


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the child has no pipes")
    return child.stdin, child.stdout
