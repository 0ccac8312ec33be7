"""The entries of a ward or of a unit, all of them, a page at a time: what is taken out is never in memory at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, or_, select

from app.activities.models import Activity, Measurement, Tag, TagKind
from app.activities.workflow import COUNTED as STATUSES
from app.activities.workflow import Status, counts
from app.database import read
from app.exporting.wanted import COUNTED, EVERY, Bounds, Wanted
from app.plan import ENTRIES
from app.units.models import WARD, Unit
from app.units.queries import COLUMNS, UnitView, view

PAGE = 1000  # entries looked up together


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it leaves: without who logged it."""

    number: int
    receipt: int
    unit: UnitView
    type: str
    held_on: date
    logged_at: datetime
    status: Status
    counts: bool
    note: str
    difficulty: str
    difficulty_category: str | None
    figures: dict[str, int] = field(default_factory=dict)
    tags: dict[TagKind, list[str]] = field(default_factory=dict)


class Part(NamedTuple):
    """A unit with how many of its entries are wanted."""

    unit: UnitView
    entries: int


Shape = tuple[bool, str]  # of a type; which: counted, every, or one status


def _chosen(shape: Shape) -> list[Any]:
    of_type, which = shape
    found: list[Any] = [Activity.held_on >= bindparam("first"), Activity.held_on <= bindparam("last")]
    if of_type:
        found.append(Activity.type == bindparam("type"))
    if which == COUNTED:
        found += [Activity.status.in_([status.value for status in STATUSES]), Activity.duplicate_of_id.is_(None)]
    elif which != EVERY:
        found.append(Activity.status == bindparam("status"))
    return found


@lru_cache(maxsize=32)
def _counted(shape: Shape) -> Select[*tuple[Any, ...]]:
    return (
        select(Activity.unit_id, func.count())
        .where(Activity.unit_id.in_(_numbers), *_chosen(shape))
        .group_by(Activity.unit_id)
    )


@lru_cache(maxsize=32)
def _page(shape: Shape) -> Select[*tuple[Any, ...]]:
    """Of a unit, after an entry, by day; a walk along the index of its days."""
    columns = (
        Activity.id,
        Activity.submission_id,
        Activity.type,
        Activity.held_on,
        Activity.logged_at,
        Activity.status,
        Activity.duplicate_of_id,
        Activity.note,
        Activity.difficulty,
        Activity.difficulty_category,
    )
    day: Any = bindparam("day")
    later = or_(Activity.held_on > day, and_(Activity.held_on == day, Activity.id > bindparam("number")))
    return (
        select(*columns)
        .where(Activity.unit_id == bindparam("unit"), *_chosen(shape), Activity.held_on >= day, later)
        .order_by(Activity.held_on, Activity.id)
        .limit(PAGE)
    )


_UNITS = select(*COLUMNS).where(Unit.ward_id == bindparam("ward"), Unit.kind != WARD).order_by(Unit.sort_key, Unit.id)
_numbers: Any = bindparam("numbers", expanding=True)
_FIGURES = select(Measurement.activity_id, Measurement.measure, Measurement.value).where(
    Measurement.activity_id.in_(_numbers), Measurement.measure != ENTRIES
)
_TAGS = select(Tag.activity_id, Tag.kind, Tag.tag).where(Tag.activity_id.in_(_numbers))
_MEASURES = (
    select(Measurement.measure)
    .where(Measurement.unit_id.in_(_numbers))
    .where(Measurement.held_on >= bindparam("first"), Measurement.held_on <= bindparam("last"))
    .distinct()
)


def units_within(bounds: Bounds) -> list[UnitView]:
    """The units whose rows may leave, by name."""
    found = (view(row) for row in read(_UNITS, {"ward": bounds.ward_id}))
    return [unit for unit in found if bounds.unit_id in (None, unit.id)]


def parts(bounds: Bounds, wanted: Wanted) -> list[Part]:
    """The units that have entries that are wanted, by name, with how many."""
    chosen = [
        unit for unit in units_within(bounds) if wanted.unit in ("", unit.code) and wanted.kind in ("", unit.kind)
    ]
    values = _values(wanted) | {"numbers": [unit.id for unit in chosen]}
    found = {row[0]: row[1] for row in read(_counted(_shape(wanted)), values)}
    return [Part(unit, found[unit.id]) for unit in chosen if unit.id in found]


def measures_of(chosen: Sequence[Part], wanted: Wanted) -> frozenset[str]:
    """The measures that units reported in the period, whatever the type."""
    values = _values(wanted) | {"numbers": [part.unit.id for part in chosen]}
    return frozenset(row[0] for row in read(_MEASURES, values)) - {ENTRIES}


def entries(chosen: Iterable[Part], wanted: Wanted) -> Iterator[Entry]:
    """The entries, unit by unit, the earliest first."""
    waiting: list[Entry] = []
    for part in chosen:
        for entry in _of_unit(part.unit, wanted):
            waiting.append(entry)
            if len(waiting) >= PAGE:
                yield from _whole(waiting)
                waiting = []
    yield from _whole(waiting)


def _shape(wanted: Wanted) -> Shape:
    return bool(wanted.type), wanted.which


def _values(wanted: Wanted) -> dict[str, Any]:
    span = {"first": wanted.period.first_on, "last": wanted.period.last_on}
    return span | {"type": wanted.type, "status": wanted.which.replace("-", "_")}


def _of_unit(unit: UnitView, wanted: Wanted) -> Iterator[Entry]:
    values = _values(wanted) | {"unit": unit.id, "day": wanted.period.first_on, "number": 0}
    while True:
        rows = read(_page(_shape(wanted)), values).all()
        for row in rows:
            status = Status(row.status)
            stands = (row.type, row.held_on, row.logged_at, status, counts(status, row.duplicate_of_id))
            yield Entry(row.id, row.submission_id, unit, *stands, row.note, row.difficulty, row.difficulty_category)
        if len(rows) < PAGE:
            return
        values |= {"day": rows[-1].held_on, "number": rows[-1].id}


def _whole(waiting: list[Entry]) -> list[Entry]:
    """The same entries with their figures and tags, in two queries."""
    by_number = {"numbers": [entry.number for entry in waiting]}
    known = {entry.number: entry for entry in waiting}
    for number, measure, value in read(_FIGURES, by_number) if waiting else ():
        known[number].figures[measure] = value
    for number, kind, tag in read(_TAGS, by_number) if waiting else ():
        known[number].tags.setdefault(TagKind(kind), []).append(tag)
    return waiting
