"""The numbers people say aloud: PA-2026-0001, one after the other within a ward's year."""

from typing import Any

from sqlalchemy import Integer, bindparam, case
from sqlalchemy.dialects import postgresql, sqlite

from app.database import AnySession
from app.feedback.models import LastNumber

CODE = r"PA-20[0-9]{2}-[0-9]{4,8}"


def code(year: int, number: int) -> str:
    """ "PA-2026-0001"."""
    return f"PA-{year}-{number:04d}"


def parts(code: str) -> tuple[int, int]:
    """The year and the number of a code that has the form of one (CODE, and routing.FeedbackConverter)."""
    _, year, number = code.split("-")
    return int(year), int(number)


def _next(dialect: Any) -> Any:
    taken: dict[str, Any] = {"ward_id": bindparam("ward"), "year": bindparam("of_year"), "last": bindparam("first")}
    insert = dialect.insert(LastNumber).values(**taken)
    kept = LastNumber.last
    wanted: Any = bindparam("wanted", type_=Integer)
    last = case((wanted.is_(None), kept + 1), (wanted > kept, wanted), else_=kept)
    return insert.on_conflict_do_update(index_elements=["ward_id", "year"], set_={"last": last}).returning(kept)


_NEXT = {"sqlite": _next(sqlite), "postgresql": _next(postgresql)}


def next_number(session: AnySession, ward_id: int, year: int) -> int:
    """The next number, taken in this transaction: when it fails the number is free again. Does not commit."""
    return _take(session, ward_id, year, None)


def take_up_to(session: AnySession, ward_id: int, year: int, number: int) -> None:
    """Says that a loaded thread has this number, so that the next one comes after it. Does not commit."""
    _take(session, ward_id, year, number)


def _take(session: AnySession, ward_id: int, year: int, wanted: int | None) -> int:
    connection = session.connection()
    values = {"ward": ward_id, "of_year": year, "first": wanted or 1, "wanted": wanted}
    found: int = connection.execute(_NEXT[connection.dialect.name], values).scalar_one()
    return found
