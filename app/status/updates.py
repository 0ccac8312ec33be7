"""How the units of a ward, or one unit, stand in a period: a few steps into indexes a unit, however many entries."""

from typing import Any

from sqlalchemy import Date, Integer, Row, ScalarSelect, Select, and_, bindparam, extract, func, select

from app.activities.models import Activity, Measurement
from app.database import read
from app.periods.models import Declaration, Said
from app.plan import ENTRIES
from app.status.said import Days, Words, said_of
from app.status.updating import Expected, Facts, UnitUpdate, deadline, standing
from app.units.models import WARD, Unit
from app.units.queries import COLUMNS, view

_first, _last = (bindparam(name, type_=Date) for name in ("first", "last"))


# One step into the index a unit, however many entries there are.
last_on = (
    select(Measurement.held_on)
    .where(Measurement.unit_id == Unit.id, Measurement.counts)
    .order_by(Measurement.held_on.desc())
    .limit(1)
    .correlate(Unit)
    .scalar_subquery()
)


def _logged(*conditions: Any) -> ScalarSelect[Any]:
    """When the first entry of the unit that counts and was held in the period was logged.

    A scalar with LIMIT, not EXISTS: PostgreSQL would rather hash every entry there is.
    """
    return (
        select(Activity.logged_at)
        .join(Measurement, Measurement.activity_id == Activity.id)
        .where(Measurement.unit_id == Unit.id, Measurement.held_on >= _first, Measurement.held_on <= _last)
        .where(Measurement.measure == ENTRIES, Measurement.counts, *conditions)
        .order_by(Measurement.held_on)
        .limit(1)
        .correlate(Unit)
        .scalar_subquery()
    )


def _said(what: Any, *conditions: Any) -> ScalarSelect[Any]:
    """Of what the unit says of months that share a day with the period; not of what was said under another cut."""
    shares = Declaration.first_on <= _last, Declaration.last_on >= _first
    cut = extract("day", Declaration.first_on) == bindparam("cut", type_=Integer)
    return (
        select(what)
        .where(Declaration.unit_id == Unit.id, Declaration.undone_at.is_(None), *shares, cut, *conditions)
        .correlate(Unit)
        .scalar_subquery()
    )


_since = func.min(Declaration.said_at)
_inside = and_(Declaration.first_on >= _first, Declaration.last_on <= _last)


# What a query of units selects so that update_of() can read it.
FACTS = (
    *COLUMNS,
    Unit.opened_on,
    Unit.closed_on,
    last_on.label("last_on"),
    func.coalesce(_logged(Activity.logged_at < bindparam("late")), _logged()).label("entry_at"),
    _said(func.count()).label("words"),
    _said(func.count(), Declaration.said == Said.NOTHING).label("nothings"),
    _said(_since).label("said_at"),
    _said(_since, _inside).label("inside_at"),
)
_FACTS = select(*FACTS).order_by(Unit.sort_key, Unit.id)
_OF_WARD = _FACTS.where(Unit.ward_id == bindparam("ward"), Unit.kind != WARD)
_OF_UNIT = _FACTS.where(Unit.id == bindparam("unit"))


def unit_states(ward_id: int, of: Expected) -> list[UnitUpdate]:
    """The units of a ward that are expected, by name."""
    return _updates(_OF_WARD, {"ward": ward_id}, of)


def unit_state(unit_id: int, of: Expected) -> UnitUpdate | None:
    """The same of one unit; None: it is not expected."""
    found = _updates(_OF_UNIT, {"unit": unit_id}, of)
    return found[0] if found else None


def span_of(of: Expected) -> dict[str, Any]:
    """The values of what FACTS ask."""
    cut = of.months[0].first_on.day
    return {"first": of.period.first_on, "last": of.period.last_on, "late": deadline(of.due_on), "cut": cut}


def update_of(row: Row[*tuple[Any, ...]], of: Expected) -> UnitUpdate | None:
    """How the unit of a row of FACTS stands; None: it is not expected."""
    words = Words(row.words, row.nothings, row.said_at, row.inside_at)
    said, said_at = said_of(words, Days(row.opened_on, row.closed_on), of.period, of.months)
    state = standing(Facts(row.kind, row.opened_on, row.closed_on, row.entry_at, said, said_at), of)
    return None if state is None else UnitUpdate(view(row), *state, said, row.last_on, row.closed_on)


def _updates(statement: Select[*tuple[Any, ...]], whose: dict[str, int], of: Expected) -> list[UnitUpdate]:
    found = (update_of(row, of) for row in read(statement, whose | span_of(of)).all())
    return [each for each in found if each is not None]
