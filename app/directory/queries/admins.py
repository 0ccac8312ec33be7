"""Who is an admin, and whether the first one may be made: nobody is, and a code from the console is open."""

from datetime import date, datetime

from sqlalchemy import bindparam, or_, select

from app.accounts.models import Membership, Person
from app.cards.models import Card, Kind
from app.database import read
from app.permissions import Role
from app.units.models import Unit

# Closing a unit on any date takes its admins away, so only those of units without one count.
ACTIVE_ADMIN = (
    select(Membership.id)
    .join(Unit, Unit.id == Membership.unit_id)
    .join(Person, Person.id == Membership.person_id)
    .where(
        Membership.role == Role.ADMIN,
        Membership.started_on <= bindparam("today"),
        or_(Membership.ended_on.is_(None), Membership.ended_on > bindparam("today")),
        Unit.closed_on.is_(None),
        Person.disabled_at.is_(None),
    )
    .limit(1)
)
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
    return read(ACTIVE_ADMIN, {"today": today}).first() is not None
