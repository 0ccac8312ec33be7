"""The entries behind a figure: a list that can be walked page by page."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from app.activities.models import Activity, Measurement, Supplement
from app.activities.workflow import Status
from app.database import read
from app.periods.calendar import Period
from app.periods.models import Closure
from app.plan import ENTRIES

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """Which entries: of a unit, between days; of these types. With a measure only those that count and have it."""

    unit_id: int
    period: Period | None = None
    types: tuple[str, ...] = ()
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in a list, with its figures."""

    number: int
    type: str
    held_on: date
    status: Status
    duplicate_of: int | None
    mended_at: datetime | None = None
    is_supplement: bool = False
    told_by: str = ""
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Some entries, latest first; after: where the next page begins, as in the address."""

    entries: list[Listed]
    after: str | None


def entries(of: Filter, *, after: tuple[date, int] | None = None, limit: int = PAGE) -> Page:
    """A page of entries with their figures, in one query."""
    values = _values(of) | {"limit": limit + 1}
    if after is not None:
        values |= {"day": after[0], "number": after[1]}
    found: dict[int, Listed] = {}
    for row in read(_statement(*_shape(of), after is not None, whole=True), values):
        seen = found.get(row.id)
        if seen is None:
            stands = (Status(row.status), row.duplicate_of_id, row.mended_at, bool(row.is_supplement), row.told_by)
            seen = found[row.id] = Listed(row.id, row.type, row.held_on, *stands)
        if row.measure is not None:
            seen.figures[row.measure] = row.value
    listed = list(found.values())
    last = listed[limit - 1] if len(listed) > limit else None
    return Page(listed[:limit], f"{last.held_on}/{last.number}" if last else None)


def count(of: Filter) -> tuple[int, int | None]:
    """How many entries a filter finds and, when it names a measure, the sum of that figure in them."""
    found = read(_statement(*_shape(of), False, whole=False), _values(of)).one()
    return found[0], None if of.measure is None else int(found[1] or 0)


def place_of(text: str | None) -> tuple[date, int] | None:
    """Where a page of a list begins, as an address says it: "2026-11-14/123". What is no place is the beginning."""
    day, _, number = (text or "").partition("/")
    try:
        return (date.fromisoformat(day), int(number)) if number.isascii() and len(number) < 10 else None
    except ValueError:
        return None


def _shape(of: Filter) -> tuple[bool, bool, bool]:
    return of.period is not None, bool(of.types), of.measure is not None


def _values(of: Filter) -> dict[str, Any]:
    values: dict[str, Any] = {"unit": of.unit_id, "types": of.types, "measure": of.measure}
    if of.period is not None:
        values |= {"first": of.period.first_on, "last": of.period.last_on}
    return values


@lru_cache(maxsize=64)
def _statement(in_period: bool, of_types: bool, with_measure: bool, going_on: bool, *, whole: bool) -> Any:
    """The select of a filter's shape: made once, since making one costs more than running it."""
    if not whole and with_measure:
        return _summed(in_period, of_types)
    columns = (
        Activity.id,
        Activity.type,
        Activity.held_on,
        Activity.status,
        Activity.duplicate_of_id,
        Activity.mended_at,
        Activity.told_by,
    )
    chosen = select(*columns).where(Activity.unit_id == bindparam("unit"))
    if in_period:
        chosen = chosen.where(Activity.held_on.between(bindparam("first"), bindparam("last")))
    if of_types:
        chosen = chosen.where(Activity.type.in_(bindparam("types", expanding=True)))
    if with_measure:
        counted = select(Measurement.activity_id).where(_COUNTED)
        chosen = chosen.where(Activity.id.in_(counted))
    if not whole:
        return select(func.count()).select_from(chosen.subquery())
    return _with_figures(chosen.where(_LATER) if going_on else chosen)


def after_closing(number: Any, held_on: Any) -> Any:
    """Whether an entry came, or was changed, after a closing in effect that holds its day."""
    held = exists().where(Supplement.activity_id == number, Closure.reopened_at.is_(None))
    return held.where(Closure.id == Supplement.closure_id, held_on.between(Closure.first_on, Closure.last_on))


_COUNTED = and_(
    Measurement.unit_id == bindparam("unit"), Measurement.measure == bindparam("measure"), Measurement.counts
)
_LATER = or_(
    Activity.held_on < bindparam("day"),
    and_(Activity.held_on == bindparam("day"), Activity.id < bindparam("number")),
)


def _summed(in_period: bool, of_types: bool) -> Any:
    found = select(func.count(), func.sum(Measurement.value)).where(_COUNTED)
    if in_period:
        found = found.where(Measurement.held_on.between(bindparam("first"), bindparam("last")))
    return found.where(Measurement.type.in_(bindparam("types", expanding=True))) if of_types else found


def _with_figures(chosen: Select[*tuple[Any, ...]]) -> Any:
    latest = (Activity.held_on.desc(), Activity.id.desc())
    kept = chosen.order_by(*latest).limit(bindparam("limit")).subquery()
    return (
        select(
            kept,
            Measurement.measure,
            Measurement.value,
            after_closing(kept.c.id, kept.c.held_on).label("is_supplement"),
        )
        .outerjoin(Measurement, and_(Measurement.activity_id == kept.c.id, Measurement.measure != ENTRIES))
        .order_by(kept.c.held_on.desc(), kept.c.id.desc())
    )
