"""A ward's figures of a period beside those of the one before, and one figure by topic and audience."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    bindparam,
    case,
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
from app.memory import unless_changed
from app.periods.calendar import Period
from app.plan import ENTRIES, Plan
from app.units.models import Unit

SPLIT = (TagKind.TOPIC, TagKind.AUDIENCE)


class Asked(NamedTuple):
    """Of whom and when; shown: the figures told of each unit; split: the one told by topic and audience."""

    ward_id: int
    period: Period
    before: Period | None
    shown: tuple[str, ...]
    split: str


class WardFigures(NamedTuple):
    """now, before: the whole ward's figures of the period and of the one before; ENTRIES is always there.

    by_unit: of each unit that logged anything, the shown ones, None where nobody reported it.
    by_tag: one figure by topic and by audience; an entry with two counts in both.
    """

    by_unit: dict[int, tuple[int | None, ...]]
    now: Figures
    before: Figures
    by_tag: dict[TagKind, dict[str, int]]


_of_ward = Measurement.unit_id.in_(select(Unit.id).where(Unit.ward_id == bindparam("ward")))


def _total(value: Any) -> Any:
    return cast(func.sum(value), BigInteger)


def _between(first: str, last: str) -> tuple[Any, ...]:
    span = Measurement.held_on >= bindparam(first), Measurement.held_on <= bindparam(last)
    return _of_ward, *span, Measurement.counts


@lru_cache
def _statement(shown: tuple[str, ...]) -> CompoundSelect[*tuple[Any, ...]]:
    """Each part walks the rows of its days in the covering index; of the tags, only those of entries with the figure."""
    none = [cast(null(), BigInteger) for _ in shown]
    value, measure = Measurement.value, Measurement.measure
    # The names are written into the statement: they are the same for everybody.
    by_name = [_total(case((measure == literal_column(repr(name)), value))) for name in shown]
    of_unit = select(literal_column("'unit'"), Measurement.unit_id, literal_column("''"), literal_column("0"), *by_name)
    now = _named("now", measure, none).where(*_between("first", "last"))
    before = _named("before", measure, none).where(*_between("first_before", "last_before"))
    by_tag = _named(Tag.kind, Tag.tag, none).join(Tag, Tag.activity_id == Measurement.activity_id)
    by_tag = by_tag.where(*_between("first", "last"), measure == bindparam("split"), _is_split)
    return union_all(
        of_unit.where(*_between("first", "last")).group_by(Measurement.unit_id),
        now.group_by(measure),
        before.group_by(measure),
        by_tag.group_by(Tag.kind, Tag.tag),
    )


_is_split = Tag.kind.in_([literal_column(repr(kind.value)) for kind in SPLIT])


def _named(part: Any, name: Any, none: list[Any]) -> Any:
    """Sums of the whole ward under names."""
    which = literal_column(repr(part)) if isinstance(part, str) else part
    return select(which, literal_column("0"), name, _total(Measurement.value), *none).select_from(Measurement)


_READINGS = (
    select(Measurement.unit_id, Measurement.measure, Measurement.held_on, Measurement.value)
    .where(*_between("first_before", "last"), Measurement.measure.in_(bindparam("readings", expanding=True)))
    .order_by(Measurement.held_on.desc(), Measurement.activity_id.desc())
)


def figures_of_ward(of: Asked, plan: Plan) -> WardFigures:
    """One query, and one for the readings where there are any; none as long as nothing has changed."""
    return unless_changed((figures_of_ward, of, plan), lambda: _figures(of, plan))


def _figures(of: Asked, plan: Plan) -> WardFigures:
    first_before = of.before.first_on if of.before else of.period.first_on
    days = {"first": of.period.first_on, "last": of.period.last_on, "first_before": first_before}
    values = days | {"ward": of.ward_id, "last_before": of.period.first_on - timedelta(days=1), "split": of.split}
    found = WardFigures({}, {ENTRIES: 0}, {ENTRIES: 0}, {kind: {} for kind in SPLIT})
    into: dict[str, dict[str, int]] = {"now": found.now, "before": found.before} | found.by_tag
    for part, unit_id, name, value, *shown in read(_statement(of.shown), values).all():
        if part == "unit":
            found.by_unit[unit_id] = tuple(shown)
        else:
            into[part][name] = value
    if not plan.readings.isdisjoint((*found.now, *found.before)):
        _put_readings(found, read(_READINGS, values | {"readings": sorted(plan.readings)}).all(), of.period.first_on)
    return found


def _put_readings(found: WardFigures, rows: Iterable[Any], first: date) -> None:
    """Of readings each unit's latest in a span, and their sum: in place of what all of them add up to."""
    latest: dict[tuple[bool, int, str], int] = {}
    for unit_id, measure, on, value in rows:
        latest.setdefault((on >= first, unit_id, measure), value)
    for is_now in (True, False):
        into = found.now if is_now else found.before
        its = [(measure, value) for (now, _, measure), value in latest.items() if now is is_now]
        into.update({measure: 0 for measure, _ in its})
        for measure, value in its:
            into[measure] += value
