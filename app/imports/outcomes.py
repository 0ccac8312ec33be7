"""What an import makes of each row, and why."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.imports.columns import Table
from app.imports.rows import Row
from app.wording import number, short_date


class Verdict(StrEnum):
    WRONG = "wrong"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {Verdict.WRONG: "sai", Verdict.NEW: "mới", Verdict.CHANGED: "thay đổi", Verdict.SAME: "giữ nguyên"}


@dataclass
class Outcome:
    """A row, its verdict, and the sentences that explain it. changes: key → new value; id: the stored row's."""

    row: Row
    verdict: Verdict
    notes: list[str] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    id: int | None = None


def wrong(row: Row, reasons: list[str]) -> Outcome:
    return Outcome(row, Verdict.WRONG, list(dict.fromkeys(reasons)))


def settled(row: Row, table: Table, stored: Mapping[str, Any], id: int | None) -> Outcome:
    """What a row without a fault does to what is stored. A cell left empty leaves things as they are."""
    changes = {key: value for key, value in row.values.items() if key in stored and value != stored[key]}
    headings = {column.key: column.heading for column in table.columns}
    notes = [f"{headings[k]}: {said(stored[k], table)} → {said(v, table)}" for k, v in changes.items()]
    return Outcome(row, Verdict.CHANGED if changes else Verdict.SAME, notes, changes, id)


def said(value: Any, table: Table) -> str:
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int):
        return number(value)
    return table.labels.get(value, value) or "(trống)"


def fingerprint(outcomes: list[Outcome]) -> str:
    """The same for two dry runs that would do the same."""
    acts = [(o.row.sheet, o.row.number, o.verdict, o.notes, o.id) for o in outcomes]
    return hashlib.sha256(json.dumps(acts).encode()).hexdigest()
