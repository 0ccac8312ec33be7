"""Entries that may be one activity logged twice: the same unit, type and day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, exists, select

from app.activities.entry import Entry
from app.activities.models import Activity, Measurement
from app.activities.queries import ActivityView
from app.activities.workflow import Status
from app.database import read
from app.plan import ENTRIES
from app.scope import Scope
from app.submissions.models import Submission

ON_ONE_DAY = 100  # more entries of a unit on one day than this are not compared

_SAME_DAY = (
    select(Activity.id, Activity.type, Activity.held_on, Activity.logged_at, Measurement.measure, Measurement.value)
    .join(Measurement, Measurement.activity_id == Activity.id)
    .where(
        Activity.unit_id == bindparam("unit"),
        Activity.held_on == bindparam("day"),
        Activity.type.in_(bindparam("types", expanding=True)),
        Activity.duplicate_of_id.is_(None),
        Activity.status != Status.WITHDRAWN,
        ~exists().where(Submission.unit_id == bindparam("unit"), Submission.key == bindparam("key")),
    )
    .order_by(Activity.id)
    .limit(ON_ONE_DAY * 8)
)


_WITH_FIGURE = (
    select(Measurement.activity_id)
    .where(
        Measurement.unit_id == bindparam("unit"),
        Measurement.held_on == bindparam("day"),
        Measurement.measure == bindparam("measure"),
        Measurement.type == bindparam("type"),
        Measurement.value == bindparam("value"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class SameDay:
    """An entry of the same unit and day, with its figures."""

    number: int
    type: str
    held_on: date
    logged_at: datetime
    figures: dict[str, int]


def entries_equal_to(entry: Entry, scope: Scope, *, key: str) -> list[SameDay]:
    """The unit's entries of an entry's type, day and figures; none once something was sent under the key.

    The totals' index says first whether any has one of the figures: almost always none has.
    """
    measure, value = next(iter(entry.figures.items()), (ENTRIES, 1))
    values = {"unit": scope.unit_id, "day": entry.held_on}
    if read(_WITH_FIGURE, values | {"type": entry.type, "measure": measure, "value": value}).first() is None:
        return []
    found = _folded(values | {"types": [entry.type], "key": key})
    return [other for other in found if other.figures == entry.figures]


def others_equal_to(entry: Entry, stored: ActivityView) -> list[SameDay]:
    """The unit's other entries of the type, day and figures an entry is corrected to; none if these stay as they are."""
    if (entry.type, entry.held_on, entry.figures) == (stored.type, stored.held_on, stored.figures):
        return []
    found = _folded({"unit": stored.unit_id, "day": entry.held_on, "types": [entry.type], "key": ""})
    return [other for other in found if other.number != stored.number and other.figures == entry.figures]


def _folded(values: dict[str, Any]) -> list[SameDay]:
    found: dict[int, SameDay] = {}
    for row in read(_SAME_DAY, values):
        seen = found.setdefault(row.id, SameDay(row.id, row.type, row.held_on, row.logged_at, {}))
        if row.measure != ENTRIES:
            seen.figures[row.measure] = row.value
    return list(found.values())


def repeats_of(entry: ActivityView) -> list[SameDay]:
    """Other entries of the same unit, type and day: what it may be a duplicate of."""
    values = {"unit": entry.unit_id, "day": entry.held_on, "types": [entry.type], "key": ""}
    return [other for other in _folded(values) if other.number != entry.number]
