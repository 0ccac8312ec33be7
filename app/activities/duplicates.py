"""Which of two entries counts: an entry may repeat one that counts, and never a chain or a circle of them."""

from sqlalchemy import or_, select

from app.activities.history import Deed, keep
from app.activities.models import Activity
from app.activities.storing import recount, supplement
from app.activities.workflow import Status, Step, counts
from app.database import AnySession
from app.periods.standing import standing_over, undo_declarations


class WrongDuplicate(ValueError):
    """An entry cannot be a duplicate of that one."""


def hold_together(session: AnySession, number: int, other: int | None) -> None:
    """Holds an entry, what repeats it and the other one, in the order of their numbers: who changes two of them waits."""
    together = (
        select(Activity.id)
        .where(or_(Activity.id.in_((number, other or number)), Activity.duplicate_of_id == number))
        .order_by(Activity.id)
        .with_for_update(key_share=True)
    )
    session.execute(together).all()


def set_duplicate(session: AnySession, row: Activity, of: int | None) -> None:
    """Says that an entry repeats another of the same unit, so that it counts nowhere; None takes it back.

    Raises WrongDuplicate when the other does not count, is the same entry, another unit's, or when this one is repeated.
    """
    if of is not None:
        other = session.scalars(select(Activity).filter_by(id=of, unit_id=row.unit_id)).one_or_none()
        repeated = session.scalar(select(Activity.id).filter_by(duplicate_of_id=row.id).limit(1))
        if other is None or other.id == row.id or repeated is not None:
            raise WrongDuplicate(row.id)
        if not counts(Status(other.status), other.duplicate_of_id):
            raise WrongDuplicate(row.id)
    row.duplicate_of_id = of


def release_duplicates(session: AnySession, row: Activity, deed: Deed) -> None:
    """What repeated a withdrawn entry counts again, as one of them must. Does not commit.

    Marked where its period is closed; what the unit had said of that period no longer holds.
    """
    for other in session.scalars(select(Activity).filter_by(duplicate_of_id=row.id).order_by(Activity.id)):
        other.duplicate_of_id = None
        recount(session, other)
        standing = standing_over(session, deed.by.ward_id, other.unit_id, [other.held_on])
        supplement(session, other.id, standing.closures, deed.at)
        undo_declarations(session, standing.declarations, deed.at)
        keep(session, other, Status(other.status), None, deed._replace(step=Step.UNMARK_DUPLICATE, duplicate_of=None))
