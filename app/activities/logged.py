"""What a unit has logged of some days already, so that nobody logs it twice."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import and_, bindparam, exists, select

from app.activities.models import Activity, Measurement
from app.activities.workflow import Status
from app.database import read
from app.plan import ENTRIES
from app.scope import Scope
from app.submissions.models import Submission

MOST = 300  # more entries than this of a unit in so few days are not shown

_kept = (
    select(Activity.id, Activity.type, Activity.held_on, Activity.logged_at)
    .where(
        Activity.unit_id == bindparam("unit"),
        Activity.held_on.between(bindparam("first"), bindparam("last")),
        Activity.duplicate_of_id.is_(None),
        Activity.status != Status.WITHDRAWN,
        ~exists().where(Submission.unit_id == bindparam("unit"), Submission.key == bindparam("key")),
    )
    .order_by(Activity.held_on, Activity.id)
    .limit(MOST)
    .subquery()
)
_LOGGED = (
    select(_kept, Measurement.measure, Measurement.value)
    .outerjoin(Measurement, and_(Measurement.activity_id == _kept.c.id, Measurement.measure != ENTRIES))
    .order_by(_kept.c.held_on, _kept.c.id)
)


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of those days, with its figures."""

    number: int
    type: str
    held_on: date
    logged_at: datetime
    figures: dict[str, int] = field(default_factory=dict)


def logged_between(scope: Scope, first: date, last: date, *, key: str = "") -> list[Logged]:
    """The unit's entries of these days (both inside) but for withdrawn ones and duplicates, in one query.

    None once something was sent under the key: what is sent twice is not compared with itself.
    """
    found: dict[int, Logged] = {}
    for row in read(_LOGGED, {"unit": scope.unit_id, "first": first, "last": last, "key": key}):
        seen = found.setdefault(row.id, Logged(row.id, row.type, row.held_on, row.logged_at))
        if row.measure is not None:
            seen.figures[row.measure] = row.value
    return list(found.values())
