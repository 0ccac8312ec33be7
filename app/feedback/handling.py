"""To whom a thread may be forwarded."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, or_, select

from app.accounts.models import Membership, Person
from app.accounts.queries import holds_today
from app.database import read
from app.feedback.handlers import Handler
from app.feedback.queries import ThreadView
from app.permissions import Role
from app.plan import Plan
from app.scope import Scope
from app.units.models import WARD, Unit

_is_manned = (
    select(Membership.id)
    .join(Person, Person.id == Membership.person_id)
    .where(Membership.unit_id == Unit.id, Membership.role == Role.HANDLER, Person.disabled_at.is_(None), holds_today())
    .exists()
)
_UNITS = (
    select(Unit.id, Unit.code, Unit.name, Unit.kind, _is_manned.label("is_manned"))
    .where(
        Unit.ward_id == bindparam("ward"),
        Unit.kind != WARD,
        Unit.id != bindparam("raiser"),
        Unit.id != bindparam("own"),
        or_(Unit.closed_on.is_(None), Unit.closed_on >= bindparam("today")),
    )
    .order_by(Unit.sort_key, Unit.id)
)


class Choice(NamedTuple):
    """A handler in the list: what a form calls it, what people read, and which group it stands in."""

    name: str
    label: str
    handler: Handler
    group: str


OFFICES, OUTSIDE, OTHERS = "Phòng, ban, đoàn thể", "Ngoài các đơn vị trên sổ", "Tổ dân phố, trường học"


def handlers_for(scope: Scope, thread: ThreadView, plan: Plan, today: date) -> list[Choice]:
    """Offices first, then handlers outside the ward's units, then the units that raise feedback themselves."""
    values = {"ward": scope.ward_id, "raiser": thread.unit_id, "own": scope.unit_id, "today": today}
    raising = {kind for category in plan.difficulty_categories.values() for kind in category.unit_kinds}
    units = [
        Choice(row.code, _label(row), Handler(row.id), OTHERS if row.kind in raising else OFFICES)
        for row in read(_UNITS, values)
    ]
    outside = [Choice(each.id, each.label, Handler(None, each.id), OUTSIDE) for each in plan.outside_handlers.values()]
    return sorted([*units, *outside], key=lambda each: (OFFICES, OUTSIDE, OTHERS).index(each.group))


def _label(row: Row[*tuple[Any, ...]]) -> str:
    """A unit's name; where nobody there would see what is forwarded, that too."""
    return str(row.name) if row.is_manned else f"{row.name} (chưa có người nhận trên sổ)"
