"""Reading what an entry is compared with: one query that looks at the totals' index, and more only where it finds cause."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam, func, literal_column, select, union_all

from app.activities.entry import Entry
from app.activities.models import Measurement
from app.activities.oddities import ATTENDING, COMPARED, Background, Odd, oddities_of, year_before
from app.activities.repeats import same_day
from app.database import read
from app.plan import ENTRIES
from app.submissions.models import Submission
from app.units.models import Unit

Run = Callable[[Executable, Mapping[str, Any]], Any]
MOST = 5000  # figures of a year that are looked through for what is usual


class Looked(NamedTuple):
    """An entry that was looked at, what it was compared with, and what is odd about it."""

    entry: Entry
    background: Background
    odd: list[Odd]


class Case(NamedTuple):
    """What is looked at: entries of a unit typed on a day. key: of the form; but: the entry that is corrected."""

    unit_id: int
    entries: Sequence[Entry]
    typed_on: date
    key: str = ""
    but: int | None = None


class _Found(NamedTuple):
    """What the first query says of a day. seen: (type, measure) → how many figures and the greatest."""

    is_sent: bool
    households: int | None
    same: set[str]
    seen: dict[tuple[str, str], tuple[int, int]]


def look_before(case: Case) -> list[Looked]:
    """The same before anything is written, for what is asked first."""
    return look_at(read, case)


def look_at(run: Run, case: Case) -> list[Looked]:
    """What is odd about each entry; nothing once the form was sent under its key: its own entries stand there then."""
    days = {day: _first_look(run, case, day) for day in sorted({entry.held_on for entry in case.entries})}
    if any(found.is_sent for found in days.values()):
        return []
    looked = []
    for entry in case.entries:
        background = _background(run, case, entry, days[entry.held_on])
        looked.append(Looked(entry, background, oddities_of(entry, case.typed_on, background)))
    return looked


def _first_look(run: Run, case: Case, day: date) -> _Found:
    entries = [entry for entry in case.entries if entry.held_on == day]
    values = _span(case, day) | {"types": [e.type for e in entries], "key": case.key}
    values |= {"measures": sorted({measure for entry in entries for measure in entry.figures}) or [ENTRIES]}
    rows = run(_first(case.but is not None), values).all()
    at = {what: [row for row in rows if row.what == what] for what in ("sent", "households", "same", "figure")}
    seen = {(row.type, row.measure): (row.count, row.greatest) for row in at["figure"]}
    return _Found(bool(at["sent"]), at["households"][0].greatest, {row.type for row in at["same"]}, seen)


def _span(case: Case, day: date) -> dict[str, Any]:
    """The day, and the twelve months before it."""
    own = {"unit": case.unit_id, "day": day, "first": year_before(day), "last": day - timedelta(days=1)}
    return own if case.but is None else own | {"but": case.but}


def _background(run: Run, case: Case, entry: Entry, found: _Found) -> Background:
    """Reads more only of what the first look says may be odd."""
    same = same_day(run, case.unit_id, entry, case.but) if entry.type in found.same else []
    jumping = [m for m, value in entry.figures.items() if _may_jump(value, *found.seen.get((entry.type, m), (0, 0)))]
    earlier = _earlier(run, case, entry, jumping) if jumping else {}
    return Background(same, earlier, found.households if ATTENDING in entry.figures else None)


def _may_jump(value: int, count: int, greatest: int) -> bool:
    return count >= COMPARED and value > greatest


def _earlier(run: Run, case: Case, entry: Entry, measures: Iterable[str]) -> dict[str, list[int]]:
    values = _span(case, entry.held_on) | {"types": [entry.type], "measures": list(measures)}
    found: dict[str, list[int]] = {}
    for row in run(_figures(case.but is not None), values):
        found.setdefault(row.measure, []).append(row.value)
    return found


def _before(but: bool) -> list[Any]:
    """The figures of the twelve months before."""
    return [
        Measurement.unit_id == bindparam("unit"),
        Measurement.held_on.between(bindparam("first"), bindparam("last")),
        Measurement.measure.in_(bindparam("measures", expanding=True)),
        Measurement.type.in_(bindparam("types", expanding=True)),
        Measurement.counts,
        *_others(but),
    ]


def _others(but: bool) -> list[Any]:
    return [Measurement.activity_id != bindparam("but")] if but else []


@lru_cache(maxsize=2)
def _figures(but: bool) -> Any:
    return select(Measurement.measure, Measurement.value).where(*_before(but)).limit(MOST)


@lru_cache(maxsize=2)
def _first(but: bool) -> Any:
    """What was sent under the key, the unit's households, types that stand on the day, figures of the year before."""
    none: Any = literal_column("''")
    nothing: Any = literal_column("0")
    same = (
        Measurement.unit_id == bindparam("unit"),
        Measurement.held_on == bindparam("day"),
        Measurement.measure == ENTRIES,
        Measurement.type.in_(bindparam("types", expanding=True)),
        Measurement.counts,
    )
    grouped = (Measurement.type, Measurement.measure)
    return union_all(
        select(
            literal_column("'sent'").label("what"),
            none.label("type"),
            none.label("measure"),
            nothing.label("count"),
            nothing.label("greatest"),
        ).where(Submission.unit_id == bindparam("unit"), Submission.key == bindparam("key")),
        select(literal_column("'households'"), none, none, nothing, Unit.households).where(
            Unit.id == bindparam("unit")
        ),
        select(literal_column("'same'"), Measurement.type, none, nothing, nothing).where(*same, *_others(but)),
        select(literal_column("'figure'"), *grouped, func.count(), func.max(Measurement.value))
        .where(*_before(but))
        .group_by(*grouped),
    )
