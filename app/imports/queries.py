"""Imports as their pages show them, each found within the ward of whoever asks."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from app.accounts.models import Person
from app.database import read
from app.imports.commands import is_silent
from app.imports.models import RUNNING, Import, State
from app.imports.outcomes import Verdict
from app.scope import Scope

ROWS = 200  # of a dry run on one page
LISTED = 20


class Told(NamedTuple):
    """A row of a dry run, and what is said of it."""

    sheet: str
    number: int
    verdict: Verdict
    label: str
    notes: list[str]


@dataclass(frozen=True)
class ImportView:
    """An import as it stands now; one whose process is gone is broken."""

    number: int
    name: str
    made_at: datetime
    by_name: str
    state: State
    done: int
    total: int
    can_go_on: bool
    result: dict[str, Any]

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def counts(self) -> dict[str, int]:
        return {verdict: self.result.get("counts", {}).get(verdict, 0) for verdict in Verdict}

    @property
    def can_be_applied(self) -> bool:
        counts = self.counts
        right = not counts[Verdict.WRONG] and counts[Verdict.NEW] + counts[Verdict.CHANGED] > 0
        return self.state is State.CHECKED and self.can_go_on and right

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.result.get("rows", [])) // ROWS))

    def rows(self, page: int) -> list[Told]:
        """The rows of a page of the list, the first page 1; wrong ones come first."""
        found = self.result.get("rows", [])[(page - 1) * ROWS : page * ROWS]
        return [Told(sheet, number, Verdict(verdict), label, notes) for sheet, number, verdict, label, notes in found]


_COLUMNS = (
    Import.id,
    Import.name,
    Import.made_at,
    Person.name.label("by_name"),
    Import.state,
    Import.done,
    Import.total,
    Import.beat_at,
)
_ALL = (
    select(*_COLUMNS)
    .join(Person, Person.id == Import.by_id, isouter=True)
    .where(Import.ward_id == bindparam("ward"))
    .order_by(Import.id.desc())
    .limit(LISTED)
)
_ONE = _ALL.add_columns(Import.result, Import.content.is_not(None).label("kept")).where(
    Import.id == bindparam("number")
)


def imports_of(scope: Scope, *, now: datetime) -> list[ImportView]:
    """The last imports of the ward."""
    return [_view(row, now, {}, False) for row in read(_ALL, {"ward": scope.ward_id})]


def import_of(scope: Scope, number: int, *, now: datetime) -> ImportView | None:
    row = read(_ONE, {"ward": scope.ward_id, "number": number}).one_or_none()
    return None if row is None else _view(row, now, json.loads(row.result), bool(row.kept))


def _view(row: Any, now: datetime, result: dict[str, Any], kept: bool) -> ImportView:
    state = State.BROKEN if is_silent(row.state, row.beat_at, now) else State(row.state)
    return ImportView(row.id, row.name, row.made_at, row.by_name or "", state, row.done, row.total, kept, result)
