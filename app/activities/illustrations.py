"""Which entry photos are for, and who may see one: whoever sees its entry."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from app.activities.models import Activity
from app.database import read
from app.photos.models import Photo
from app.scope import Scope
from app.submissions.models import Submission
from app.units.models import Unit

_SHOWN = select(Photo.name).where(
    Photo.activity_id == bindparam("number"), Photo.name == bindparam("name"), Photo.removed_at.is_(None)
)
_SEEN = {
    True: _SHOWN.join(Unit, Unit.id == Photo.unit_id).where(Unit.ward_id == bindparam("ward")),
    False: _SHOWN.where(Photo.unit_id == bindparam("unit")),
}
_SENT_AS = (
    select(Submission.key, func.min(Activity.id).label("entry"))
    .join(Activity, Activity.submission_id == Submission.id)
    .where(Submission.unit_id == bindparam("unit"), Submission.key.in_(bindparam("keys", expanding=True)))
    .group_by(Submission.key)
)


def entries_sent_as(scope: Scope, keys: Sequence[str]) -> dict[str, int]:
    """The number of the first entry the unit sent under each of the keys; those nothing came under are left out."""
    if not keys:
        return {}
    return {row.key: row.entry for row in read(_SENT_AS, {"unit": scope.unit_id, "keys": list(keys)})}


def sees_photo(scope: Scope, number: int, name: str) -> bool:
    """Whether an entry the person may see has a photo of this name."""
    own = {"ward": scope.ward_id} if scope.sees_ward else {"unit": scope.unit_id}
    return read(_SEEN[scope.sees_ward], {"number": number, "name": name} | own).first() is not None
