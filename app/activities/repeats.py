"""Entries that may be one activity logged twice: the same unit, type and day."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Executable, bindparam, select

from app.activities.entry import Entry, SameDay
from app.activities.models import Activity, Measurement
from app.activities.queries import ActivityView
from app.database import read
from app.plan import ENTRIES

ON_ONE_DAY = 100  # more entries of a unit on one day than this are not compared

_ITS = (Activity.id, Activity.type, Activity.held_on, Activity.logged_at, Activity.version)
_SAME_DAY = (
    select(*_ITS, Measurement.measure, Measurement.value)
    .join(Measurement, Measurement.activity_id == Activity.id)
    .where(
        Activity.unit_id == bindparam("unit"),
        Activity.held_on == bindparam("day"),
        Activity.type == bindparam("type"),
        Activity.id != bindparam("but"),
        Measurement.counts,
    )
    .order_by(Activity.id)
    .limit(ON_ONE_DAY * 8)
)


def same_day(
    run: Callable[[Executable, Mapping[str, Any]], Any], unit_id: int, entry: Entry, but: int | None
) -> list[SameDay]:
    """The unit's entries of an entry's type and day that count; but: the entry itself, once it is stored."""
    found: dict[int, tuple[Any, dict[str, int]]] = {}
    for row in run(_SAME_DAY, {"unit": unit_id, "day": entry.held_on, "type": entry.type, "but": but or 0}):
        figures = found.setdefault(row.id, (row, {}))[1]
        if row.measure != ENTRIES:
            figures[row.measure] = row.value
    return [
        SameDay(row.id, row.type, row.held_on, row.logged_at, figures, row.version) for row, figures in found.values()
    ]


def repeats_of(entry: ActivityView) -> list[SameDay]:
    """Other entries of the same unit, type and day that count: what it may be a duplicate of."""
    return same_day(read, entry.unit_id, entry.content, entry.number)
