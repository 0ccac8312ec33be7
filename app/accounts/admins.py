"""Who is an admin and stays one: what no act on a ward may take away."""

from sqlalchemy import bindparam, or_, select

from app.accounts.models import Membership, Person
from app.permissions import Role
from app.units.models import Unit

# Closing a unit on any date takes its admins away, so only those of units without one count.
ANY_LASTING_ADMIN = (
    select(Unit.code)
    .join(Membership, Membership.unit_id == Unit.id)
    .join(Person, Person.id == Membership.person_id)
    .where(
        Membership.role == Role.ADMIN,
        Membership.started_on <= bindparam("today"),
        or_(Membership.ended_on.is_(None), Membership.ended_on > bindparam("today")),
        Unit.closed_on.is_(None),
        Person.disabled_at.is_(None),
    )
)
LASTING_ADMINS = ANY_LASTING_ADMIN.where(Unit.ward_id == bindparam("ward"))  # of a ward, by their units' codes
