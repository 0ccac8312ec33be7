"""What stands over some days when an entry of them is written: closings in effect, and what the unit said."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, literal, select, union_all, update

from app.database import AnySession
from app.periods.calendar import Kind
from app.periods.models import Closure, Declaration
from app.units.models import Unit

_CLOSURES = select(literal("closure").label("what"), Closure.id, Closure.first_on, Closure.last_on).where(
    Closure.ward_id == bindparam("ward"),
    Closure.kind == Kind.MONTH,
    Closure.reopened_at.is_(None),
    Closure.first_on <= bindparam("last"),
    Closure.last_on >= bindparam("first"),
)
_DECLARATIONS = select(literal("declaration"), Declaration.id, Declaration.first_on, Declaration.last_on).where(
    Declaration.unit_id == bindparam("unit"),
    Declaration.undone_at.is_(None),
    Declaration.first_on <= bindparam("last"),
    Declaration.last_on >= bindparam("first"),
)
_STANDING = union_all(_CLOSURES, _DECLARATIONS)
_WARD = select(Unit.id).where(Unit.id == bindparam("ward"))
_SHARED, _ALONE = _WARD.with_for_update(read=True, key_share=True), _WARD.with_for_update()


class Standing(NamedTuple):
    """closures: those in effect that hold one of the days; declarations: what the unit said of their months."""

    closures: list[int]
    declarations: list[int]


def standing_over(session: AnySession, ward_id: int, unit_id: int, days: Iterable[date]) -> Standing:
    """What stands over these days; nobody closes or reopens a period of the ward until the transaction ends."""
    connection, on = session.connection(), sorted(set(days))
    if connection.dialect.name != "sqlite":  # there a writer is alone
        connection.execute(_SHARED, {"ward": ward_id})
    span = {"ward": ward_id, "unit": unit_id, "first": on[0], "last": on[-1]}
    found = [row for row in connection.execute(_STANDING, span) if any(row[2] <= day <= row[3] for day in on)]
    return Standing(
        [row[1] for row in found if row[0] == "closure"], [row[1] for row in found if row[0] == "declaration"]
    )


def hold_ward(session: AnySession, ward_id: int) -> None:
    """Nobody writes or changes an entry of the ward until the transaction ends; who is at it is waited for."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        connection.execute(_ALONE, {"ward": ward_id})


def undo_declarations(session: AnySession, numbers: list[int], now: datetime) -> None:
    """What a unit said of a month no longer holds: its entries changed. Does not commit."""
    if numbers:
        session.execute(update(Declaration).where(Declaration.id.in_(numbers)).values(undone_at=now))
