"""Closings as the ward has them, and the periods of two dates it made."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from app.accounts.models import Person
from app.database import read
from app.office_hours.hours import Holidays
from app.periods.calendar import Period, between
from app.periods.models import Closure, PeriodPlan
from app.periods.queries import deadlines_of
from app.periods.snapshot import Snapshot, from_text
from app.periods.states import Closing, Listed, as_closed, state_of
from app.settings.queries import Settings

MOST = 100  # closings of a period, periods of two dates in a year

_by, _again = aliased(Person), aliased(Person)
_COLUMNS = (
    Closure.id.label("number"),
    Closure.period,
    Closure.kind,
    Closure.first_on,
    Closure.last_on,
    Closure.closed_at,
    _by.name.label("closed_by"),
    Closure.reopened_at,
    _again.name.label("reopened_by"),
    Closure.reason,
)


def _closings(*more: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS, *more)
        .outerjoin(_by, _by.id == Closure.closed_by_id)
        .outerjoin(_again, _again.id == Closure.reopened_by_id)
        .where(Closure.ward_id == bindparam("ward"))
        .order_by(Closure.id.desc())
    )


_OF_PERIOD = _closings().where(Closure.period == bindparam("period")).limit(MOST)
_OF_PERIODS = _closings().where(Closure.period.in_(bindparam("periods", expanding=True)))
_ONE = _closings(Closure.figures).where(Closure.period == bindparam("period"), Closure.id == bindparam("number"))
_IN_EFFECT = _closings(Closure.figures).where(Closure.period == bindparam("period"), Closure.reopened_at.is_(None))
_OWN = (
    select(PeriodPlan.first_on, PeriodPlan.last_on)
    .where(
        PeriodPlan.ward_id == bindparam("ward"),
        PeriodPlan.period.like("%..%"),
        PeriodPlan.last_on >= bindparam("first"),
        PeriodPlan.last_on <= bindparam("last"),
    )
    .order_by(PeriodPlan.last_on.desc(), PeriodPlan.first_on.desc())
    .limit(MOST)
)


class Kept(NamedTuple):
    """A closing with what it froze."""

    closing: Closing
    snapshot: Snapshot


def closings_of(ward_id: int, period_id: str) -> list[Closing]:
    """Every closing of a period, the latest first."""
    return [Closing(*row) for row in read(_OF_PERIOD, {"ward": ward_id, "period": period_id})]


def closing_of(ward_id: int, period_id: str, number: int) -> Kept | None:
    """A closing of a number with its figures."""
    return _kept(_ONE, {"ward": ward_id, "period": period_id, "number": number})


def closing_in_effect(ward_id: int, period_id: str) -> Kept | None:
    """The closing that holds now, with its figures; None: the period is not closed."""
    return _kept(_IN_EFFECT, {"ward": ward_id, "period": period_id})


def closing_of_days(ward_id: int, of: Period) -> Kept | None:
    """The closing that holds now, where it is of the very days; None: the figures of these days are not frozen."""
    kept = closing_in_effect(ward_id, of.id)
    same = kept is not None and (kept.closing.first_on, kept.closing.last_on) == (of.first_on, of.last_on)
    return kept if same else None


def _kept(statement: Select[*tuple[Any, ...]], values: dict[str, Any]) -> Kept | None:
    row = read(statement, values).one_or_none()
    return None if row is None else Kept(Closing(*row[:-1]), from_text(row.figures))


def own_periods(ward_id: int, year: Period) -> list[Period]:
    """The periods of two dates that the ward made and that end in a year, the latest first."""
    rows = read(_OWN, {"ward": ward_id, "first": year.first_on, "last": year.last_on})
    return [between(row.first_on, row.last_on) for row in rows]


def listed(
    ward_id: int, periods: Iterable[Period], settings: Settings, holidays: Holidays, today: date
) -> list[Listed]:
    """Periods with where they stand, in two queries; a closed one has the dates it was closed with."""
    wanted = list({each.id: each for each in periods}.values())
    rows = read(_OF_PERIODS, {"ward": ward_id, "periods": [each.id for each in wanted]})
    latest: dict[str, Closing] = {}
    for closing in (Closing(*row) for row in rows):
        latest.setdefault(closing.period, closing)
    dated = [as_closed(each, latest.get(each.id)) for each in wanted]
    due = deadlines_of(ward_id, dated, settings, holidays)
    return [Listed(p, due[p.id], state_of(p, latest.get(p.id), today), latest.get(p.id)) for p in dated]
