"""Whose cards stand on a printed sheet."""

from sqlalchemy import bindparam, select

from app.accounts.models import Membership
from app.cards.models import Card
from app.database import read
from app.scope import Scope
from app.units.models import Unit

_ON_SHEET = (
    select(Card.membership_id)
    .join(Membership, Membership.id == Card.membership_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(Card.sheet_key == bindparam("key"), Unit.ward_id == bindparam("ward"))
)


def memberships_on(scope: Scope, sheet_key: str) -> list[int]:
    """The memberships a sheet was printed for, in this ward."""
    return list(read(_ON_SHEET, {"key": sheet_key, "ward": scope.ward_id}).scalars())
