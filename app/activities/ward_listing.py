"""The entries of a ward behind a figure, page by page: what they add up to is the figure."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from app.activities.listing import PAGE, after_closing
from app.activities.models import Activity, Measurement, Tag, TagKind
from app.database import read
from app.periods.calendar import Period
from app.plan import ENTRIES
from app.units.models import Unit


@dataclass(frozen=True)
class WardFilter:
    """Which entries that count: of a ward's period, that have a measure; of a type, with a topic, for an audience, of units of a kind.

    is_reading: the measure is never summed; then of each unit only its latest entry.
    """

    ward_id: int
    period: Period
    measure: str = ENTRIES
    is_reading: bool = False
    type: str = ""
    topic: str = ""
    audience: str = ""
    unit_kind: str = ""


@dataclass(frozen=True, slots=True)
class WardListed:
    """An entry in the ward's list; value: its figure of the measure that was asked for; is_supplement: of a month closed before."""

    number: int
    type: str
    held_on: date
    unit_name: str
    value: int
    is_supplement: bool
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class WardPage:
    """Some entries, latest first; after: where the next page begins, as in the address."""

    entries: list[WardListed]
    after: str | None


def ward_entries(of: WardFilter, *, after: tuple[date, int] | None = None, limit: int = PAGE) -> WardPage:
    """A page of entries with their figures, in one query."""
    values = _values(of) | {"limit": limit + 1}
    if after is not None:
        values |= {"day": after[0], "number": after[1]}
    found: dict[int, WardListed] = {}
    for row in read(_page(_shape(of), after is not None), values):
        seen = found.get(row.number)
        if seen is None:
            stands = (row.unit_name, row.value, bool(row.is_supplement))
            seen = found[row.number] = WardListed(row.number, row.type, row.held_on, *stands)
        if row.measure is not None:
            seen.figures[row.measure] = row.figure
    listed = list(found.values())
    last = listed[limit - 1] if len(listed) > limit else None
    return WardPage(listed[:limit], f"{last.held_on}/{last.number}" if last else None)


def ward_count(of: WardFilter) -> tuple[int, int]:
    """How many entries a filter finds, and the sum of their figure."""
    count, total = read(_counted(_shape(of)), _values(of)).one()
    return count, int(total or 0)


Shape = tuple[bool, bool, bool, bool, bool]


def _shape(of: WardFilter) -> Shape:
    return of.is_reading, bool(of.type), bool(of.topic), bool(of.audience), bool(of.unit_kind)


def _values(of: WardFilter) -> dict[str, Any]:
    span = {"ward": of.ward_id, "first": of.period.first_on, "last": of.period.last_on}
    asked = {"measure": of.measure, "type": of.type, "unit_kind": of.unit_kind}
    return span | asked | {TagKind.TOPIC: of.topic, TagKind.AUDIENCE: of.audience}


_of_ward = Measurement.unit_id.in_(select(Unit.id).where(Unit.ward_id == bindparam("ward")))
_latest = (Measurement.held_on.desc(), Measurement.activity_id.desc())


def _tagged(kind: TagKind) -> Any:
    its = Tag.activity_id == Measurement.activity_id
    return exists().where(its, Tag.kind == kind, Tag.tag == bindparam(kind.value))


def _chosen(shape: Shape) -> Any:
    """The figures that are wanted."""
    is_reading, of_type, with_topic, for_audience, of_kind = shape
    place = [func.row_number().over(partition_by=Measurement.unit_id, order_by=_latest).label("place")]
    chosen = select(Measurement.activity_id, Measurement.held_on, Measurement.value, *(place if is_reading else ()))
    chosen = chosen.where(_of_ward, Measurement.held_on.between(bindparam("first"), bindparam("last")))
    chosen = chosen.where(Measurement.measure == bindparam("measure"), Measurement.counts)
    asked = (
        (of_type, Measurement.type == bindparam("type")),
        (with_topic, _tagged(TagKind.TOPIC)),
        (for_audience, _tagged(TagKind.AUDIENCE)),
        (of_kind, Measurement.unit_id.in_(select(Unit.id).where(Unit.kind == bindparam("unit_kind")))),
    )
    found = chosen.where(*(condition for wanted, condition in asked if wanted)).subquery()
    return select(found).where(found.c.place == 1).subquery() if is_reading else found


@lru_cache(maxsize=64)
def _counted(shape: Shape) -> Select[*tuple[Any, ...]]:
    found = _chosen(shape)
    return select(func.count(), func.sum(found.c.value)).select_from(found)


def _later(found: Any) -> Any:
    """What comes after the place where the page before ended."""
    day: Any = bindparam("day")
    return or_(found.c.held_on < day, and_(found.c.held_on == day, found.c.activity_id < bindparam("number")))


@lru_cache(maxsize=64)
def _page(shape: Shape, going_on: bool) -> Select[*tuple[Any, ...]]:
    found = _chosen(shape)
    listed = select(found).order_by(found.c.held_on.desc(), found.c.activity_id.desc()).limit(bindparam("limit"))
    kept = (listed.where(_later(found)) if going_on else listed).subquery()
    figures = and_(Measurement.activity_id == kept.c.activity_id, Measurement.measure != ENTRIES)
    is_supplement = after_closing(kept.c.activity_id, kept.c.held_on).label("is_supplement")
    columns = (kept.c.activity_id.label("number"), kept.c.held_on, kept.c.value, Activity.type, is_supplement)
    return (
        select(*columns, Unit.name.label("unit_name"), Measurement.measure, Measurement.value.label("figure"))
        .join(Activity, Activity.id == kept.c.activity_id)
        .join(Unit, Unit.id == Activity.unit_id)
        .outerjoin(Measurement, figures)
        .order_by(kept.c.held_on.desc(), kept.c.activity_id.desc())
    )
