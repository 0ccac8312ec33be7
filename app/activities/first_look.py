"""The one query that finds that nothing is odd: a step into an index for each thing that might be."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam, literal_column, select, union_all

from app.activities.models import Measurement
from app.activities.oddities import COMPARED
from app.plan import ENTRIES
from app.units.models import Unit

Run = Callable[[Executable, Mapping[str, Any]], Any]


class Figure(NamedTuple):
    """A figure of one of the entries."""

    type: str
    measure: str
    value: int


class Shape(NamedTuple):
    """What is asked: of how many types and figures, whether for the households, and past the entry itself."""

    types: int
    figures: int
    households: bool
    but: bool


def first_look(
    run: Run, shape: Shape, values: dict[str, Any], types: Sequence[str], figures: Sequence[Figure]
) -> Sequence[Any]:
    """Rows of what, place and value: "households"; "same", "enough" for types that stand on the day, and often enough before; "figure" for each that an earlier one reaches."""
    for place, kind in enumerate(types):
        values[f"type{place}"] = kind
    for place, figure in enumerate(figures):
        values |= {f"kind{place}": figure.type, f"measure{place}": figure.measure, f"value{place}": figure.value}
    found: Sequence[Any] = run(_statement(shape), values).all()
    return found


@lru_cache(maxsize=256)
def _statement(shape: Shape) -> Any:
    """Made once for a shape: making it costs more than running it."""
    parts = [_same(place, shape.but) for place in range(shape.types)]
    parts += [_enough(place, shape.but) for place in range(shape.types)]
    parts += [_figure(place, shape.but) for place in range(shape.figures)]
    if shape.households:
        parts.append(_row("households", 0, Unit.households).where(Unit.id == bindparam("unit")))
    return union_all(*parts)


def _row(what: str, place: int, value: Any) -> Any:
    place_of: Any = literal_column(str(place))
    return select(literal_column(f"'{what}'").label("what"), place_of.label("place"), value.label("value"))


def _same(place: int, but: bool) -> Any:
    """Whether an entry of a type stands on the day."""
    found = _row("same", place, literal_column("0")).where(
        Measurement.unit_id == bindparam("unit"),
        Measurement.held_on == bindparam("day"),
        Measurement.measure == ENTRIES,
        Measurement.type == bindparam(f"type{place}"),
        *_counting(but),
    )
    return select(found.limit(1).subquery())


def _enough(place: int, but: bool) -> Any:
    """Whether there are enough entries of a type before to compare figures with: the last of so many ends the search."""
    found = _row("enough", place, literal_column("0")).where(
        Measurement.unit_id == bindparam("unit"),
        Measurement.held_on.between(bindparam("first"), bindparam("last")),
        Measurement.measure == ENTRIES,
        Measurement.type == bindparam(f"type{place}"),
        *_counting(but),
    )
    return select(found.limit(1).offset(COMPARED - 1).subquery())


def _figure(place: int, but: bool) -> Any:
    """Whether a figure of the twelve months before is at least as great: the first that is ends the search."""
    found = _row("figure", place, Measurement.value).where(
        Measurement.unit_id == bindparam("unit"),
        Measurement.held_on.between(bindparam("first"), bindparam("last")),
        Measurement.measure == bindparam(f"measure{place}"),
        Measurement.type == bindparam(f"kind{place}"),
        Measurement.value >= bindparam(f"value{place}"),
        *_counting(but),
    )
    return select(found.limit(1).subquery())


def _counting(but: bool) -> list[Any]:
    """Only what counts; past the entry itself only where it is stored already: its number is not in the index."""
    itself = [Measurement.activity_id != bindparam("but")] if but else []
    return [Measurement.counts, *itself]
