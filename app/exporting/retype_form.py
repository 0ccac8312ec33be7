"""The lines of a form of somebody above, as one types them: a row each, numbered in its order."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from app import vietnamese
from app.exporting.retyping import MOST, Line, plans_lines
from app.forms import TOO_LONG, UNREADABLE
from app.plan import Plan

SPARE = 3  # empty rows for new lines
LONGEST = 200
COLUMNS = ("order", "label", "measure", "kind")
_ORDER = re.compile(r"(?!0+$)[0-9]{1,3}")
NO_MEASURE = "Dòng {}: chọn số liệu."
NO_ORDER = "Dòng {}: thứ tự là một số từ 1 đến 999."
TOO_MANY = f"Nhiều nhất {MOST} dòng."


class Typed(NamedTuple):
    """A row as typed."""

    order: str
    label: str
    measure: str
    kind: str

    @property
    def is_empty(self) -> bool:
        return not self.label and not self.measure


class LinesForm:
    """rows: what stands in the boxes; errors: (id of a box, sentence)."""

    def __init__(self, rows: Sequence[Typed], seen: str) -> None:
        self.rows = list(rows)
        self.seen = seen
        self.errors: list[tuple[str, str]] = []

    @classmethod
    def of(cls, lines: Iterable[Line], seen: str) -> "LinesForm":
        rows = [Typed(str(place), *line) for place, line in enumerate(lines, 1)]
        return cls([*rows, *[Typed("", "", "", "")] * SPARE], seen)

    @classmethod
    def sent(cls, sent: "MultiDict[str, str]") -> "LinesForm":
        columns = [[vietnamese.nfc(text) for text in sent.getlist(name)] for name in COLUMNS]
        rows = [Typed(*row) for row in zip(*columns, strict=False)]
        return cls(rows[: MOST + SPARE + 1], sent.get("seen", ""))

    def problems(self) -> list[tuple[str, str]]:
        return self.errors

    def lines(self, plan: Plan) -> list[Line] | None:
        """The lines in their order, or None, having said what to mend. A row without label is called like its measure."""
        names = {line.measure: line.label for line in plans_lines(plan)}
        kept = [(place, row) for place, row in enumerate(self.rows, 1) if not row.is_empty]
        for place, row in kept:
            self._check(place, row, names, plan)
        if len(kept) > MOST:
            self.errors.append(("label-1", TOO_MANY))
        if self.errors:
            return None
        kept.sort(key=lambda each: (int(each[1].order or 999), each[0]))
        return [Line(row.label or names[row.measure], row.measure, row.kind) for _, row in kept]

    def _check(self, place: int, row: Typed, names: dict[str, str], plan: Plan) -> None:
        if row.measure not in names or (row.kind and row.kind not in plan.unit_kinds):
            self.errors.append((f"measure-{place}", NO_MEASURE.format(place)))
        if vietnamese.has_control(row.label) or "\n" in row.label:
            self.errors.append((f"label-{place}", f"Dòng {place}: {UNREADABLE}"))
        if len(row.label) > LONGEST:
            self.errors.append((f"label-{place}", f"Dòng {place}: {TOO_LONG.format(LONGEST)}"))
        if row.order and not _ORDER.fullmatch(row.order):
            self.errors.append((f"order-{place}", NO_ORDER.format(place)))
