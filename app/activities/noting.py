"""Noting what is odd about entries, in the transaction that writes them. Nothing here commits."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, delete, insert, select

from app.activities.background import Case, Looked, look_at
from app.activities.entry import Entry
from app.activities.models import Activity, Oddity, OddityKind
from app.activities.oddities import Odd
from app.clock import local
from app.database import AnySession
from app.units.models import Unit

# Who logs for the same unit at the same instant waits, so that of two alike entries the second sees the first.
# The lock lets every foreign key through.
_UNIT = select(Unit.id).where(Unit.id == bindparam("unit")).with_for_update(key_share=True)
_INSERT = insert(Oddity)


def look_first(session: AnySession, unit_id: int, entries: Sequence[Entry], typed_on: date) -> list[Looked]:
    """What is odd about entries that are about to be stored."""
    return _look(session, Case(unit_id, entries, typed_on))


def put_oddities(session: AnySession, number: int, odd: list[Odd]) -> None:
    """Notes what is odd about an entry."""
    if odd:
        session.connection().execute(_INSERT, [_row(number, each) for each in odd])


def note_again(session: AnySession, row: Activity, entry: Entry) -> None:
    """Notes what is odd about an entry that was corrected or brought back; what was settled and is no other stays so."""
    session.flush()
    [looked] = _look(session, Case(row.unit_id, [entry], local(row.logged_at).date(), but=row.id))
    odd = [each for each in looked.odd if not _is_noted_there(session, row.id, each)]
    kept = {_odd(old) for old in session.scalars(select(Oddity).filter_by(activity_id=row.id))} & set(odd)
    gone = delete(Oddity).where(Oddity.activity_id == row.id, Oddity.kind.not_in([each.kind for each in kept]))
    session.execute(gone, execution_options={"synchronize_session": "fetch"})
    put_oddities(session, row.id, [each for each in odd if each not in kept])


def _look(session: AnySession, case: Case) -> list[Looked]:
    connection = session.connection()
    if connection.dialect.name != "sqlite":  # there a writer is alone
        connection.execute(_UNIT, {"unit": case.unit_id})
    return look_at(connection.execute, case)


def _is_noted_there(session: AnySession, number: int, odd: Odd) -> bool:
    """Whether a pair of alike entries is noted already, with the other one."""
    if odd.other is None:
        return False
    noted = session.get(Oddity, (odd.other, OddityKind.DUPLICATE))
    return noted is not None and noted.other_id == number


def _odd(row: Oddity) -> Odd:
    return Odd(OddityKind(row.kind), row.other_id, row.measure, row.value, row.against)


def _row(number: int, odd: Odd) -> dict[str, object]:
    figure = {"measure": odd.measure, "value": odd.value, "against": odd.against}
    return {"activity_id": number, "kind": odd.kind, "other_id": odd.other} | figure
