"""What is done to units."""

from collections.abc import Iterable

from sqlalchemy import select

from app.database import AnySession, writing
from app.plan import PlanError
from app.units.loading import NewUnit
from app.units.models import WARD, Unit
from app.vietnamese import fold, sort_key


def load_units(new: Iterable[NewUnit]) -> tuple[int, int]:
    """Stores units by their code; returns how many are new and how many were there. All or nothing."""
    session = writing()
    counted = put_units(session, new)
    session.commit()
    return counted


def put_units(session: AnySession, new: Iterable[NewUnit]) -> tuple[int, int]:
    """The same inside somebody's transaction. Raises PlanError for a parent nobody knows or a circle."""
    rows = list(new)
    known = {unit.code: unit for unit in session.scalars(select(Unit))}
    before = len(known)
    for row in rows:
        if row.code not in known:
            known[row.code] = Unit(code=row.code)
            session.add(known[row.code])
        _fill(known[row.code], row)
    session.flush()
    parents = {row.code: row.parent for row in rows}
    for row in rows:
        if row.parent not in known and row.kind != WARD:
            raise PlanError(f"“{row.code}”: there is no unit “{row.parent}” to stand under")
        known[row.code].parent_id = known[row.parent].id if row.parent else None
        root = _root(row.code, parents, known)
        known[row.code].ward_id = known[root].ward_id or known[root].id
    created = len(known) - before
    return created, len(rows) - created


def _fill(unit: Unit, row: NewUnit) -> None:
    unit.kind, unit.name, unit.households = row.kind, row.name, row.households
    unit.opened_on, unit.closed_on = row.opened_on, row.closed_on
    unit.search, unit.sort_key = fold(f"{row.name} {row.code}"), sort_key(row.name)


def _root(code: str, parents: dict[str, str], known: dict[str, Unit]) -> str:
    """The topmost unit above a code that this file speaks of."""
    passed = {code}
    while parents.get(code):
        code = parents[code]
        if code in passed:
            raise PlanError(f"“{code}” stands under itself")
        passed.add(code)
    return code
