"""Units as a person may see them."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, or_, select

from app.database import read
from app.scope import Scope
from app.units.models import WARD, Unit


class UnitView(NamedTuple):
    """A unit as pages show it."""

    id: int
    code: str
    name: str
    kind: str


COLUMNS = (Unit.id, Unit.code, Unit.name, Unit.kind)
_UNIT_OF_WARD = select(*COLUMNS).where(Unit.code == bindparam("code"), Unit.ward_id == bindparam("ward"))
_BEGUN = (
    select(*COLUMNS, Unit.closed_on)
    .where(Unit.code == bindparam("code"), Unit.ward_id == bindparam("ward"), Unit.kind != WARD)
    .where(or_(Unit.opened_on.is_(None), Unit.opened_on <= bindparam("today")))
)
_WARDS = select(*COLUMNS).where(Unit.kind == WARD).order_by(Unit.sort_key, Unit.id)
_ALL = select(*COLUMNS).where(Unit.kind != WARD).order_by(Unit.sort_key, Unit.id)


def unit_of(scope: Scope, code: str) -> UnitView | None:
    """The unit of a code, when the person may see it: the own one is known from the sign-in."""
    if not scope.sees_ward:
        return own_unit(scope) if code == scope.unit_code and scope.unit_kind != WARD else None
    row = read(_UNIT_OF_WARD, {"code": code, "ward": scope.ward_id}).one_or_none()
    return None if row is None or row.kind == WARD else view(row)


def begun_unit_of(scope: Scope, code: str, today: date) -> tuple[UnitView, date | None] | None:
    """The unit of a code in the person's ward with its last day, if it has one; None where it has not opened yet."""
    row = read(_BEGUN, {"code": code, "ward": scope.ward_id, "today": today}).one_or_none()
    return None if row is None else (view(row), row.closed_on)


def own_unit(scope: Scope) -> UnitView:
    """The unit the person acts for."""
    return UnitView(scope.unit_id, scope.unit_code, scope.unit_name, scope.unit_kind)


def view(row: Row[*tuple[Any, ...]]) -> UnitView:
    return UnitView(row.id, row.code, row.name, row.kind)


def all_units() -> list[UnitView]:
    """Every unit but the wards themselves, by name: for the console, which has no scope."""
    return [view(row) for row in read(_ALL)]


def wards() -> list[UnitView]:
    """The wards themselves: for the console too."""
    return [view(row) for row in read(_WARDS)]
