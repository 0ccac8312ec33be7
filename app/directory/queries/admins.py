"""Who is an admin, and whether the first one may be made: nobody is, and a code from the console is open."""

from datetime import date, datetime

from sqlalchemy import bindparam, select

from app.accounts.admins import ANY_LASTING_ADMIN
from app.cards.models import Card, Kind
from app.database import read

_OPEN_CODE = select(Card.id).where(
    Card.kind == Kind.SETUP,
    Card.used_at.is_(None),
    Card.withdrawn_at.is_(None),
    Card.expires_at > bindparam("now"),
)


def is_setup_open(now: datetime, today: date) -> bool:
    """Whether the page for the first admin is there at all."""
    return read(_OPEN_CODE, {"now": now}).first() is not None and not has_admin(today)


def has_admin(today: date) -> bool:
    """Whether anybody is an admin, in whatever ward."""
    return read(ANY_LASTING_ADMIN, {"today": today}).first() is not None
