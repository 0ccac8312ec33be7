"""Which submissions are stored."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from app.database import read
from app.scope import Scope
from app.submissions.models import Submission

_KEPT = select(Submission.key).where(
    Submission.unit_id == bindparam("unit"), Submission.key.in_(bindparam("keys", expanding=True))
)


def receipts_of(scope: Scope, keys: Sequence[str]) -> set[str]:
    """Those of the keys that the unit has sent something under."""
    return {row.key for row in read(_KEPT, {"unit": scope.unit_id, "keys": list(keys)})}
