"""What of a span of days may still change its figures: entries not confirmed, returned, or odd."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ScalarSelect, bindparam, func, select

from app.activities.models import Activity, Oddity
from app.activities.odd_list import OTHER, STANDS
from app.activities.workflow import Status
from app.database import read
from app.units.models import Unit


class Pending(NamedTuple):
    """How many entries of a ward: sent and not confirmed, returned for more, odd and not settled."""

    sent: int
    returned: int
    odd: int


_here = (
    Activity.unit_id.in_(select(Unit.id).where(Unit.ward_id == bindparam("ward"))),
    Activity.held_on >= bindparam("first"),
    Activity.held_on <= bindparam("last"),
    Activity.duplicate_of_id.is_(None),
)


def _counted(*statuses: Status) -> ScalarSelect[int]:
    return select(func.count()).select_from(Activity).where(*_here, Activity.status.in_(statuses)).scalar_subquery()


_odd = (
    select(func.count(func.distinct(Oddity.activity_id)))
    .join(Activity, Activity.id == Oddity.activity_id)
    .outerjoin(OTHER, OTHER.id == Oddity.other_id)
    .where(*_here, *STANDS)
    .scalar_subquery()
)
_PENDING = select(_counted(Status.SENT), _counted(Status.RETURNED), _odd)


def pending_of(ward_id: int, first: date, last: date) -> Pending:
    """What a ward has to look at between two days, both inside."""
    return Pending(*read(_PENDING, {"ward": ward_id, "first": first, "last": last}).one())
