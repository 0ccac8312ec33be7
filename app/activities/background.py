"""Reading what an entry is compared with: one query that steps into the totals' index, and more only where it finds cause."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from app.activities.entry import Entry
from app.activities.first_look import Figure, Run, Shape, first_look
from app.activities.models import Measurement
from app.activities.oddities import ATTENDING, Background, Odd, oddities_of, year_before
from app.activities.repeats import same_day
from app.database import read

MOST = 5000  # figures of a year that are looked through for what is usual

_EARLIER = (
    select(Measurement.measure, Measurement.value)
    .where(
        Measurement.unit_id == bindparam("unit"),
        Measurement.held_on.between(bindparam("first"), bindparam("last")),
        Measurement.measure.in_(bindparam("measures", expanding=True)),
        Measurement.type == bindparam("type"),
        Measurement.counts,
        Measurement.activity_id != bindparam("but"),
    )
    .limit(MOST)
)


class Looked(NamedTuple):
    """An entry that was looked at, what it was compared with, and what is odd about it."""

    entry: Entry
    background: Background
    odd: list[Odd]


class Case(NamedTuple):
    """What is looked at: entries of a unit typed on a day. but: the entry that is corrected."""

    unit_id: int
    entries: Sequence[Entry]
    typed_on: date
    but: int | None = None


class _Found(NamedTuple):
    """What the first query says of a day's entries. repeated: types that stand there; usual: types to compare with; matched: figures reached before."""

    households: int | None
    repeated: set[str]
    usual: set[str]
    matched: set[int]


def look_before(case: Case) -> list[Looked]:
    """What is odd about entries before anything is written: for what is asked about a correction."""
    return look_at(read, case)


def look_at(run: Run, case: Case) -> list[Looked]:
    """What is odd about each entry."""
    looked: list[Looked] = []
    for day in sorted({entry.held_on for entry in case.entries}):
        own = case._replace(entries=[entry for entry in case.entries if entry.held_on == day])
        figures = [Figure(e.type, measure, value) for e in own.entries for measure, value in e.figures.items()]
        found = _first_look(run, own, day, figures)
        jumping = {each[:2] for place, each in enumerate(figures) if place not in found.matched}
        looked += [_looked(run, own, entry, found, [m for t, m in jumping if t == entry.type]) for entry in own.entries]
    return sorted(looked, key=lambda each: case.entries.index(each.entry))


def _first_look(run: Run, case: Case, day: date, figures: list[Figure]) -> _Found:
    types = tuple(dict.fromkeys(entry.type for entry in case.entries))
    counts_people = any(figure.measure == ATTENDING for figure in figures)
    shape = Shape(len(types), len(figures), counts_people, case.but is not None)
    rows = first_look(run, shape, _span(case, day), types, figures)
    households = next((row.value for row in rows if row.what == "households"), None)
    repeated, usual = ({types[row.place] for row in rows if row.what == what} for what in ("same", "enough"))
    matched = {row.place for row in rows if row.what == "figure"}
    return _Found(households, repeated, usual, matched)


def _span(case: Case, day: date) -> dict[str, Any]:
    """The day, and the twelve months before it."""
    days = {"day": day, "first": year_before(day), "last": day - timedelta(days=1)}
    return {"unit": case.unit_id, "but": case.but or 0} | days


def _looked(run: Run, case: Case, entry: Entry, found: _Found, jumping: list[str]) -> Looked:
    """Reads more only of what the first look says may be odd."""
    same = same_day(run, case.unit_id, entry, case.but) if entry.type in found.repeated else []
    earlier = _earlier(run, case, entry, jumping) if jumping and entry.type in found.usual else {}
    background = Background(same, earlier, found.households)
    return Looked(entry, background, oddities_of(entry, case.typed_on, background))


def _earlier(run: Run, case: Case, entry: Entry, measures: list[str]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in run(_EARLIER, _span(case, entry.held_on) | {"type": entry.type, "measures": measures}):
        found.setdefault(row.measure, []).append(row.value)
    return found
