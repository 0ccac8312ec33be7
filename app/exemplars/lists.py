"""Lists of exemplars: a unit's own, the ward's by state, and what a publisher may publish or must take down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select

from app.database import read
from app.exemplars.models import Exemplar, Publication
from app.exemplars.visibility import PUBLISHABLE
from app.exemplars.workflow import Kind, State, consents
from app.periods.calendar import Period
from app.personal_numbers import masked
from app.scope import Scope
from app.units.models import Unit
from app.vietnamese import search_pattern

PAGE = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """An exemplar in a list."""

    id: int
    title: str
    field: str
    kind: Kind
    state: State
    consents: bool
    proposed_on: date
    unit_name: str


@dataclass(frozen=True)
class Wanted:
    """What the ward looks for. sought: words of title, story or unit, without marks; period: what counts in it."""

    state: State | None = None
    sought: str = ""
    unit: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a unit published and must take down: no title, no name, no story."""

    publication: int
    exemplar: int
    place: str
    published_on: date


_ROWS = select(
    Exemplar.id,
    Exemplar.title,
    Exemplar.field,
    Exemplar.kind,
    Exemplar.state,
    Exemplar.consent,
    Exemplar.is_child,
    Exemplar.guardian_consent,
    Exemplar.proposed_on,
    Unit.name.label("unit_name"),
).join(Unit, Unit.id == Exemplar.unit_id)
_COUNTED = and_(
    Exemplar.proposed_on.between(bindparam("first_on"), bindparam("last_on")), Exemplar.state != State.WITHDRAWN
)
_LATEST = (Exemplar.proposed_at.desc(), Exemplar.id.desc())
_IN_WARD = _ROWS.where(Exemplar.ward_id == bindparam("ward"))
_COUNTS = select(Exemplar.state, func.count()).where(Exemplar.ward_id == bindparam("ward")).group_by(Exemplar.state)
_pattern = bindparam("pattern", type_=Exemplar.search.type)
_found = or_(Exemplar.search.like(_pattern, escape="\\"), Unit.search.like(_pattern, escape="\\"))
_WANTED: dict[str, ColumnElement[bool]] = {
    "state": Exemplar.state == bindparam("state"),
    "sought": _found,
    "unit": Unit.code == bindparam("code"),
    "period": _COUNTED,
}
_MARKED: ColumnElement[bool] = exists().where(
    Publication.exemplar_id == Exemplar.id, Publication.unit_id == bindparam("unit")
)
_QUEUE = _IN_WARD.where(PUBLISHABLE)


def _paged(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.limit(PAGE + 1).offset(bindparam("skipped"))


_OWN_IN = _paged(_ROWS.where(Exemplar.unit_id == bindparam("unit"), _COUNTED).order_by(*_LATEST))
_OWN = _paged(_ROWS.where(Exemplar.unit_id == bindparam("unit")).order_by(*_LATEST))
_WAITING = _paged(_QUEUE.where(~_MARKED).order_by(Exemplar.state == State.PUBLISHED, *_LATEST))
_PUBLISHED = _paged(_QUEUE.where(_MARKED).order_by(*_LATEST))
_PULLED = (
    select(Publication.id, Publication.exemplar_id, Publication.place, Publication.published_on)
    .join(Exemplar, Exemplar.id == Publication.exemplar_id)
    .where(Publication.unit_id == bindparam("unit"), Publication.taken_down_at.is_(None), ~PUBLISHABLE)
    .order_by(Publication.published_on, Publication.id)
)


def own_exemplars(scope: Scope, period: Period | None, page: int) -> tuple[list[Listed], bool]:
    """A page of what the person's unit proposed, the latest first; whether there are more. A period: what counts in it."""
    values = {"unit": scope.unit_id} | _days(period)
    return _page(_OWN_IN if period else _OWN, values, page)


def counts_in_ward(scope: Scope) -> dict[State, int]:
    """How many exemplars of the ward are in each state."""
    found = {State(state): count for state, count in read(_COUNTS, {"ward": scope.ward_id})}
    return {state: found.get(state, 0) for state in State}


def exemplars_in_ward(scope: Scope, wanted: Wanted, page: int) -> tuple[list[Listed], bool]:
    """A page of the ward's exemplars that are looked for, the latest first; whether there are more."""
    values = {"ward": scope.ward_id, "pattern": search_pattern(wanted.sought)} | _days(wanted.period)
    values |= {"state": wanted.state, "code": wanted.unit}
    return _page(_ward(tuple(name for name in _WANTED if getattr(wanted, name))), values, page)


@lru_cache
def _ward(wanted: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return _paged(_IN_WARD.where(*(_WANTED[name] for name in wanted)).order_by(*_LATEST))


def _days(period: Period | None) -> dict[str, Any]:
    return {"first_on": period.first_on, "last_on": period.last_on} if period else {}


def queue_of(scope: Scope, *, published: bool, page: int) -> tuple[list[Listed], bool]:
    """A page of what may be published: what the person's unit has not marked yet, or what it has.

    This leaves the inside: numbers that name a person are masked.
    """
    values = {"ward": scope.ward_id, "unit": scope.unit_id}
    found, has_more = _page(_PUBLISHED if published else _WAITING, values, page)
    return [replace(each, title=masked(each.title)) for each in found], has_more


def pulled_from(scope: Scope) -> list[Pulled]:
    """What the person's unit published and may no longer show."""
    return [Pulled(*row) for row in read(_PULLED, {"unit": scope.unit_id})]


def _page(statement: Select[*tuple[Any, ...]], values: dict[str, Any], page: int) -> tuple[list[Listed], bool]:
    rows = read(statement, values | {"skipped": (page - 1) * PAGE}).all()
    return _listed(rows[:PAGE]), len(rows) > PAGE


def _listed(rows: Iterable[Any]) -> list[Listed]:
    found = []
    for row in rows:
        agreed = consents(consent=row.consent, is_child=row.is_child, guardian_consent=row.guardian_consent)
        kinds = Kind(row.kind), State(row.state), agreed
        found.append(Listed(row.id, row.title, row.field, *kinds, row.proposed_on, row.unit_name))
    return found
