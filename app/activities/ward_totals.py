"""A ward's figures of a period beside those of the one before, and one figure by topic and audience."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    Select,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from app.activities.models import Measurement, Tag, TagKind
from app.activities.totals import Figures
from app.database import read
from app.periods.calendar import Period
from app.plan import ENTRIES, Plan
from app.units.models import Unit

SPLIT = (TagKind.TOPIC, TagKind.AUDIENCE)


class WardFigures(NamedTuple):
    """by_unit: by unit id the figures of each unit that logged anything; before: the whole ward's in the period before.

    by_tag: one figure by topic and by audience; an entry with two counts in both.
    """

    by_unit: dict[int, Figures]
    before: Figures
    by_tag: dict[TagKind, dict[str, int]]


_of_ward = Measurement.unit_id.in_(select(Unit.id).where(Unit.ward_id == bindparam("ward")))
_sum = cast(func.sum(Measurement.value), BigInteger)


def _between(first: str, last: str) -> tuple[Any, ...]:
    span = Measurement.held_on >= bindparam(first), Measurement.held_on <= bindparam(last)
    return _of_ward, *span, Measurement.counts


_NOW: Select[*tuple[Any, ...]] = (
    select(literal_column("'now'"), Measurement.unit_id, Measurement.measure, _sum)
    .where(*_between("first", "last"))
    .group_by(Measurement.unit_id, Measurement.measure)
)
_BEFORE: Select[*tuple[Any, ...]] = (
    select(literal_column("'before'"), null(), Measurement.measure, _sum)
    .where(*_between("first_before", "last_before"))
    .group_by(Measurement.measure)
)
# Only the tags of entries that have the figure are looked up.
_BY_TAG = (
    select(Tag.kind, null(), Tag.tag, _sum)
    .select_from(Measurement)
    .join(Tag, Tag.activity_id == Measurement.activity_id)
    .where(*_between("first", "last"), Measurement.measure == bindparam("split"))
    .where(Tag.kind.in_([literal_column(repr(kind.value)) for kind in SPLIT]))
    .group_by(Tag.kind, Tag.tag)
)
_SUMS: CompoundSelect[*tuple[Any, ...]] = union_all(_NOW, _BEFORE, _BY_TAG)
_READINGS = (
    select(Measurement.unit_id, Measurement.measure, Measurement.held_on, Measurement.value)
    .where(*_between("first_before", "last"), Measurement.measure.in_(bindparam("readings", expanding=True)))
    .order_by(Measurement.held_on.desc(), Measurement.activity_id.desc())
)


def figures_of_ward(ward_id: int, period: Period, before: Period | None, plan: Plan, split: str) -> WardFigures:
    """One query, and one for the readings where there are any. split: which figure is told by tag."""
    first_before = before.first_on if before else period.first_on
    days = {"first": period.first_on, "last": period.last_on, "first_before": first_before}
    values = days | {"ward": ward_id, "last_before": period.first_on - timedelta(days=1), "split": split}
    found, with_readings = WardFigures({}, {ENTRIES: 0}, {kind: {} for kind in SPLIT}), False
    into: dict[str, dict[str, int]] = {"before": found.before} | found.by_tag
    for part, unit_id, name, value in read(_SUMS, values).all():
        if name in plan.readings:
            with_readings = True
        elif unit_id is None:
            into[part][name] = value
        else:
            found.by_unit.setdefault(unit_id, {})[name] = value
    if with_readings:
        _add_readings(found, read(_READINGS, values | {"readings": sorted(plan.readings)}).all(), period.first_on)
    return found


def _add_readings(found: WardFigures, rows: Iterable[Any], first: date) -> None:
    """A unit's latest reading of each span; of the span before, their sum."""
    earlier: dict[tuple[int, str], int] = {}
    for unit_id, measure, on, value in rows:
        if on >= first:
            found.by_unit[unit_id].setdefault(measure, value)
        else:
            earlier.setdefault((unit_id, measure), value)
    for (_, measure), value in earlier.items():
        found.before[measure] = found.before.get(measure, 0) + value
