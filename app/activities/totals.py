"""Sums of figures: the only place where figures are added up.

What counts stands in each row (models.counts). Measures that are readings are not summed: a unit's
latest in the span, and the sum of those over units. A measure nobody reported is absent, never 0.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from app.activities.models import Measurement
from app.database import read
from app.plan import ENTRIES, Plan
from app.units.models import Unit

Figures = dict[str, int]

_in_span = (
    Measurement.held_on >= bindparam("first"),
    Measurement.held_on <= bindparam("last"),
    Measurement.counts,
)
_of_unit = Measurement.unit_id == bindparam("unit")


def _sums(*scope: Any) -> Select[*tuple[Any, ...]]:
    grouped = (Measurement.unit_id, Measurement.measure)
    return select(*grouped, func.sum(Measurement.value).label("value")).where(*_in_span, *scope).group_by(*grouped)


def _readings(*scope: Any) -> Select[*tuple[Any, ...]]:
    latest = (Measurement.held_on.desc(), Measurement.activity_id.desc())
    kept = Measurement.measure.in_(bindparam("readings", expanding=True))
    columns = (Measurement.unit_id, Measurement.measure, Measurement.held_on, Measurement.value, Measurement.type)
    return select(*columns).where(*_in_span, kept, *scope).order_by(*latest)


_of_ward = Measurement.unit_id.in_(select(Unit.id).where(Unit.ward_id == bindparam("ward")))
_SUMS = {"unit": _sums(_of_unit), "ward": _sums(_of_ward), "all": _sums()}
_READINGS = {"unit": _readings(_of_unit), "ward": _readings(_of_ward), "all": _readings()}

# In the order of the index, so that the days come as they stand.
_BY_DAY = (
    select(Measurement.held_on, Measurement.measure, Measurement.type, func.sum(Measurement.value).label("value"))
    .where(*_in_span, _of_unit)
    .group_by(Measurement.held_on, Measurement.measure, Measurement.type)
    .order_by(Measurement.held_on, Measurement.measure, Measurement.type)
)


def totals_of_unit(unit_id: int, first: date, last: date, plan: Plan) -> Figures:
    """A unit's figures between two days (both inside); ENTRIES is always there."""
    by_unit = _totals("unit", {"unit": unit_id, "first": first, "last": last}, plan)
    return by_unit.get(unit_id, {ENTRIES: 0})


def totals_of_ward(ward_id: int, first: date, last: date, plan: Plan) -> dict[int, Figures]:
    """The figures of each unit of a ward that logged anything, by unit id."""
    return _totals("ward", {"ward": ward_id, "first": first, "last": last}, plan)


def totals_of_all(first: date, last: date, plan: Plan) -> dict[int, Figures]:
    """The same for every unit there is: for the console."""
    return _totals("all", {"first": first, "last": last}, plan)


def _totals(scope: str, values: dict[str, Any], plan: Plan) -> dict[int, Figures]:
    found: dict[int, Figures] = {}
    with_readings = False
    for unit_id, measure, value in read(_SUMS[scope], values).all():
        if measure in plan.readings:
            with_readings = True
        else:
            found.setdefault(unit_id, {})[measure] = int(value)
    if with_readings:
        rows = read(_READINGS[scope], values | {"readings": sorted(plan.readings)})
        for unit_id, measure, _on, value, _type in rows:
            found[unit_id].setdefault(measure, value)
    return found


def added(figures: Iterable[Mapping[str, int]]) -> Figures:
    """The sum of several units' figures."""
    total: Figures = {ENTRIES: 0}
    for each in figures:
        for measure, value in each.items():
            total[measure] = total.get(measure, 0) + value
    return total


class Piece(NamedTuple):
    """A sum between two boundaries: which span (its first day), type and measure, and the last day it happened."""

    starts_on: date
    type: str
    measure: str
    value: int
    last_on: date


def timeline(unit_id: int, starts: Sequence[date], last: date, plan: Plan) -> list[Piece]:
    """A unit's figures from the first of `starts` to `last`, cut at every day of `starts` (sorted).

    A reading comes as it was typed, one piece each, latest first: who adds pieces up must not add those.
    """
    span = {"unit": unit_id, "first": starts[0], "last": last}
    sums: dict[tuple[date, str, str], tuple[int, date]] = {}
    with_readings = False
    for on, measure, kind, value in read(_BY_DAY, span).all():
        if measure in plan.readings:
            with_readings = True
            continue
        key = (starts[bisect_right(starts, on) - 1], kind, measure)
        before = sums.get(key)
        sums[key] = (int(value) + (before[0] if before else 0), on)
    pieces = [Piece(*key, *value) for key, value in sums.items()]
    return [*pieces, *_readings_of(span, starts, plan)] if with_readings else pieces


def _readings_of(span: dict[str, Any], starts: Sequence[date], plan: Plan) -> Iterator[Piece]:
    rows = read(_READINGS["unit"], span | {"readings": sorted(plan.readings)})
    for _unit, measure, on, value, kind in rows:
        yield Piece(starts[bisect_right(starts, on) - 1], kind, measure, value, on)
