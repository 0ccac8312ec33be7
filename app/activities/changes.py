"""What was done with an entry, as a person may read it: newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, bindparam, literal, literal_column, null, select, union_all

from app.accounts.models import Person
from app.activities.models import Activity, Change, Supplement
from app.activities.queries import ActivityView
from app.activities.workflow import Party, Status, Step
from app.database import read
from app.periods.calendar import Kind
from app.periods.models import Closure
from app.scope import Scope

MOST = 30  # changes a page shows
MOST_RETURNED = 10  # returned entries a home shows


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A step somebody took. person: his name; before, after: the content, as content.from_text() reads it."""

    version: int
    step: Step
    party: Party
    at: datetime
    person: str | None
    by_id: int | None
    title: str
    was: Status
    reason: str
    duplicate_of: int | None
    before: str
    after: str


_CHANGES = (
    select(
        Change.version,
        Change.step,
        Change.party,
        Change.at,
        Person.name.label("person"),
        Change.by_id,
        Change.by_as.label("title"),
        Change.was,
        Change.reason,
        Change.duplicate_of_id.label("duplicate_of"),
        Change.before,
        Change.after,
    )
    .outerjoin(Person, Person.id == Change.by_id)
    .where(Change.activity_id == bindparam("number"))
    .order_by(Change.version.desc())
    .limit(bindparam("limit"))
)


def changes_of(entry: ActivityView, limit: int = MOST) -> list[ChangeView]:
    """The latest changes of an entry the person may see, newest first; one more than MOST: there are more."""
    if entry.version == 1:
        return []
    rows = read(_CHANGES, {"number": entry.number, "limit": limit + 1})
    return [_view(row) for row in rows]


def _view(row: Any) -> ChangeView:
    words = {"step": Step(row.step), "party": Party(row.party), "was": Status(row.was)}
    return ChangeView(**(dict(row._mapping) | words))


class Closing(NamedTuple):
    """How an entry stands with what was closed. period: the month that is closed over its day, None: none is."""

    period: str | None
    is_supplement: bool


_CLOSED = select(Closure.period, literal("closed").label("what")).where(
    Closure.ward_id == bindparam("ward"),
    Closure.kind == Kind.MONTH,
    Closure.reopened_at.is_(None),
    Closure.first_on <= bindparam("day"),
    Closure.last_on >= bindparam("day"),
)
_SUPPLEMENTS = (
    select(null(), literal("supplement"))
    .select_from(Supplement)
    .join(Closure, Closure.id == Supplement.closure_id)
    .where(Supplement.activity_id == bindparam("number"), Closure.reopened_at.is_(None))
    .where(Closure.first_on <= bindparam("day"), Closure.last_on >= bindparam("day"))
)
_CLOSING: CompoundSelect[*tuple[Any, ...]] = union_all(_CLOSED, _SUPPLEMENTS)


def closing_over(entry: ActivityView, scope: Scope) -> Closing:
    """Whether an entry's month is closed, and whether it is marked as come or changed after a closing in effect."""
    values = {"ward": scope.ward_id, "day": entry.held_on, "number": entry.number}
    found = {row.what: row.period for row in read(_CLOSING, values)}
    return Closing(found.get("closed"), "supplement" in found)


class Returned(NamedTuple):
    """An entry Phòng VH-XH sent back, and why."""

    number: int
    type: str
    held_on: date
    reason: str


_reason = (
    select(Change.reason)
    .where(Change.activity_id == Activity.id, Change.step == Step.RETURN)
    .order_by(Change.version.desc())
    .limit(1)
    .correlate(Activity)
    .scalar_subquery()
)
_RETURNED = (
    select(Activity.id, Activity.type, Activity.held_on, _reason)
    .where(Activity.unit_id == bindparam("unit"), Activity.status == literal_column(f"'{Status.RETURNED}'"))
    .order_by(Activity.held_on, Activity.id)
    .limit(MOST_RETURNED)
)


def returned_to(scope: Scope) -> list[Returned]:
    """The unit's entries that wait to be mended, the oldest first."""
    return [Returned(row[0], row[1], row[2], row[3] or "") for row in read(_RETURNED, {"unit": scope.unit_id})]
