"""Which exemplars a person may see: the unit's own, the ward's, or only what may be published."""

from functools import lru_cache

from sqlalchemy import ColumnElement, and_, bindparam, or_

from app.exemplars.models import Exemplar
from app.exemplars.workflow import State, publishable
from app.permissions import Action, Reach
from app.scope import Scope

_OUTWARD = [s for s in State if publishable(s, consent=True, is_child=False, guardian_consent=False)]

# What workflow.publishable() says, for the database; both are asked on every publisher's page.
PUBLISHABLE: ColumnElement[bool] = and_(
    Exemplar.state.in_(_OUTWARD), Exemplar.consent, or_(~Exemplar.is_child, Exemplar.guardian_consent)
)


def visible(scope: Scope) -> ColumnElement[bool]:
    """The exemplars a person may see, as a condition on bounds()."""
    return fence(scope.reaches(Action.SEE_EXEMPLARS))


def bounds(scope: Scope) -> dict[str, int]:
    """What the condition of visible() compares with."""
    return {"ward": scope.ward_id, "unit": scope.unit_id}


@lru_cache
def fence(reaches: frozenset[Reach]) -> ColumnElement[bool]:
    """The condition of visible() for whoever has these reaches."""
    fences = {
        Reach.WARD: Exemplar.ward_id == bindparam("ward"),
        Reach.OWN_UNIT: Exemplar.unit_id == bindparam("unit"),
        Reach.PUBLISHABLE: and_(Exemplar.ward_id == bindparam("ward"), PUBLISHABLE),
    }
    return or_(*(fences[reach] for reach in sorted(reaches)))
