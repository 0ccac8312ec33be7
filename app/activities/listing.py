"""The entries behind a figure: a list that can be walked page by page."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from app.activities.models import Activity, Measurement, Status
from app.extensions import db
from app.periods.calendar import Period
from app.plan import ENTRIES

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """Which entries: of a unit, between days; of these types; that have a measure. Only what counts, or all."""

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
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Some entries, latest first; after: where the next page begins, as in the address."""

    entries: list[Listed]
    after: str | None


def entries(of: Filter, *, after: tuple[date, int] | None = None, limit: int = PAGE) -> Page:
    """A page of entries in two queries' worth of one: the entries, each with its figures."""
    chosen = _chosen(of)
    if after is not None:
        day, number = after
        chosen = chosen.where(or_(Activity.held_on < day, and_(Activity.held_on == day, Activity.id < number)))
    kept = chosen.order_by(Activity.held_on.desc(), Activity.id.desc()).limit(limit + 1).subquery()
    rows = db.session.execute(
        select(kept, Measurement.measure, Measurement.value)
        .outerjoin(Measurement, and_(Measurement.activity_id == kept.c.id, Measurement.measure != ENTRIES))
        .order_by(kept.c.held_on.desc(), kept.c.id.desc())
    )
    found: dict[int, Listed] = {}
    for row in rows:
        seen = found.get(row.id)
        if seen is None:
            seen = found[row.id] = Listed(row.id, row.type, row.held_on, Status(row.status), row.duplicate_of_id)
        if row.measure is not None:
            seen.figures[row.measure] = row.value
    listed = list(found.values())
    more = len(listed) > limit
    last = listed[limit - 1] if more else None
    return Page(listed[:limit], f"{last.held_on}/{last.number}" if last else None)


def count(of: Filter) -> int:
    """How many entries a filter finds."""
    return db.session.scalar(select(func.count()).select_from(_chosen(of).subquery())) or 0


def _chosen(of: Filter) -> Select[*tuple[Any, ...]]:
    columns = (Activity.id, Activity.type, Activity.held_on, Activity.status, Activity.duplicate_of_id)
    chosen = select(*columns).where(Activity.unit_id == of.unit_id)
    if of.period is not None:
        chosen = chosen.where(Activity.held_on.between(of.period.first_on, of.period.last_on))
    if of.types:
        chosen = chosen.where(Activity.type.in_(of.types))
    if of.measure is not None:
        counted = select(Measurement.activity_id).where(
            Measurement.unit_id == of.unit_id, Measurement.measure == of.measure, Measurement.counts
        )
        chosen = chosen.where(Activity.id.in_(counted))
    return chosen
