"""Settling what is odd: the reviewer says that it is right, once, with who and when."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select, update

from app.activities.models import Activity, Oddity, OddityKind
from app.database import writing
from app.scope import Scope
from app.units.models import Unit

_OF_WARD = select(Activity.id).join(Unit, Unit.id == Activity.unit_id).where(Unit.ward_id == bindparam("ward"))
_SETTLE = update(Oddity).where(
    Oddity.activity_id == bindparam("number"),
    Oddity.activity_id.in_(_OF_WARD),
    Oddity.kind.in_(bindparam("kinds", expanding=True)),
    Oddity.settled_at.is_(None),
)


def settle_oddities(number: int, kinds: Collection[OddityKind], *, by: Scope, now: datetime) -> None:
    """What is odd of these kinds about an entry of the ward is right. Who settled it first stays named."""
    session = writing()
    settled = _SETTLE.values(settled_at=now, settled_by_id=by.person_id)
    session.connection().execute(settled, {"number": number, "ward": by.ward_id, "kinds": sorted(kinds)})
    session.commit()
