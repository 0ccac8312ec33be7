"""Sums of figures: the only place where figures are added up.

What counts stands in each row (models.counts). Measures that are readings are not summed: a unit's
latest in the span, and the sum of those over units. A measure nobody reported is absent, never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, case, func, literal, select

from app.activities.models import Measurement
from app.extensions import db
from app.plan import ENTRIES, Plan
from app.units.models import Unit

Figures = dict[str, int]
BOUNDARIES = 20  # how many days a timeline may be cut at
FAR = date(9999, 12, 31)

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

_bucket = case(
    *((Measurement.held_on < bindparam(f"b{i}"), literal(i)) for i in range(BOUNDARIES)),
    else_=literal(BOUNDARIES),
).label("bucket")
_TIMELINE = (
    select(
        _bucket,
        Measurement.type,
        Measurement.measure,
        func.sum(Measurement.value).label("value"),
        func.max(Measurement.held_on).label("last_on"),
    )
    .where(*_in_span, _of_unit)
    .group_by(_bucket, Measurement.type, Measurement.measure)
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
    for unit_id, measure, value in db.session.execute(_SUMS[scope], values):
        if measure in plan.readings:
            with_readings = True
        else:
            found.setdefault(unit_id, {})[measure] = int(value)
    if with_readings:
        rows = db.session.execute(_READINGS[scope], values | {"readings": sorted(plan.readings)})
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A sum between two boundaries: which span (its first day), type and measure, and the last day it happened."""

    starts_on: date
    type: str
    measure: str
    value: int
    last_on: date


def timeline(unit_id: int, starts: Sequence[date], last: date, plan: Plan) -> list[Piece]:
    """A unit's figures from the first of `starts` to `last`, cut at every day of `starts` (sorted, at most 20).

    A reading comes as it was typed, one piece each, latest first: who adds pieces up must not add those.
    """
    if len(starts) > BOUNDARIES:
        raise ValueError(f"at most {BOUNDARIES} boundaries")
    span = {"unit": unit_id, "first": starts[0], "last": last}
    cuts = {f"b{i}": starts[i + 1] if i + 1 < len(starts) else FAR for i in range(BOUNDARIES)}
    pieces, with_readings = [], False
    for bucket, kind, measure, value, last_on in db.session.execute(_TIMELINE, span | cuts):
        if measure in plan.readings:
            with_readings = True
        else:
            pieces.append(Piece(starts[bucket], kind, measure, int(value), last_on))
    if with_readings:
        rows = db.session.execute(_READINGS["unit"], span | {"readings": sorted(plan.readings)})
        for _unit, measure, on, value, kind in rows:
            pieces.append(Piece(max(day for day in starts if day <= on), kind, measure, value, on))
    return pieces
