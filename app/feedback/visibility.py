"""Which threads a person may see (product.md, rule 9: the unit, the reviewers, the unit it was sent to, observers)."""

from functools import lru_cache

from sqlalchemy import ColumnElement, and_, bindparam, case, literal_column, or_
from sqlalchemy.orm import aliased

from app.feedback.models import Feedback
from app.feedback.workflow import State
from app.permissions import Action, Reach
from app.scope import Scope
from app.units.models import Unit

HandlerUnit = aliased(Unit)  # the unit a thread was forwarded to


def visible(scope: Scope) -> ColumnElement[bool]:
    """The threads a person may see, as a condition on bounds()."""
    return fence(scope.reaches(Action.SEE_FEEDBACK))


def bounds(scope: Scope) -> dict[str, int]:
    """What the condition of visible() compares with."""
    return {"ward": scope.ward_id, "unit": scope.unit_id}


@lru_cache
def fence(reaches: frozenset[Reach], *, walked: bool = True) -> ColumnElement[bool]:
    """The condition of visible() for whoever has these reaches; not walked: no index of the ward's threads answers it."""
    fences = {
        Reach.WARD: (Feedback.ward_id if walked else Feedback.ward_id + literal_column("0")) == bindparam("ward"),
        Reach.OWN_UNIT: Feedback.unit_id == bindparam("unit"),
        Reach.FORWARDED: Feedback.handler_id == bindparam("unit"),
    }
    return or_(*(fences[reach] for reach in sorted(reaches)))


# Whether the ward is late with a thread at :now. While a unit of a kind in :asked deals with it, asked and not ordered, nobody is.
IS_LATE: ColumnElement[bool] = and_(
    Feedback.due_at < bindparam("now"),
    or_(
        Feedback.state != State.IN_PROGRESS,
        HandlerUnit.kind.is_(None),
        HandlerUnit.kind.not_in(bindparam("asked", expanding=True)),
    ),
)

# Where a thread stands at the instant :now. An answer nobody has said a word to for long enough has closed it.
STATE: ColumnElement[str] = case(
    ((Feedback.state == State.ANSWERED) & (Feedback.closes_at <= bindparam("now")), State.SOLVED.value),
    else_=Feedback.state,
)
