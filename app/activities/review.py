"""What waits: the ward's sent entries to be confirmed, page by page, those mended apart, and those sent back to be mended."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, literal_column, or_, select

from app.activities.listing import after_closing
from app.activities.models import Activity, Measurement
from app.activities.workflow import Status
from app.database import read
from app.periods.calendar import Period
from app.plan import ENTRIES
from app.scope import Scope
from app.units.models import Unit
from app.vietnamese import search_pattern

PAGE = 50
MOST = 999  # entries the side of the desk counts
BEYOND = 10**9  # no entry has this number


class Sought(NamedTuple):
    """Which entries: of units of a kind ("" for all) whose name holds these words, of days."""

    kind: str = ""
    words: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits."""

    number: int
    version: int
    type: str
    held_on: date
    unit_name: str
    note: str
    told_by: str
    mended_at: datetime | None
    is_supplement: bool
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class WaitingPage:
    """Some entries, latest first; after: where the next page begins, as in the address."""

    entries: list[Waiting]
    after: str | None


_units = (
    Unit.ward_id == bindparam("ward"),
    Unit.search.like(bindparam("pattern"), escape="\\"),
    or_(Unit.kind == bindparam("kind"), bindparam("kind") == ""),
)
# Written so that the planner finds the index of what waits, and does not start from everything that is no duplicate.
_counts = func.coalesce(Activity.duplicate_of_id, 0) == 0
_waits = and_(Activity.status == literal_column(f"'{Status.SENT}'"), _counts)
_fresh = and_(
    _waits,
    Activity.held_on <= bindparam("last"),
    Activity.mended_at.is_(None),
    or_(Activity.held_on < bindparam("last"), Activity.id < bindparam("number")),
)
_latest = (Activity.held_on.desc(), Activity.id.desc())

# No page reaches further back than the unit with most of it does: a few steps into the index a unit, not all that waits.
_reach = (
    select(Activity.held_on)
    .where(Activity.unit_id == Unit.id, _fresh, Activity.held_on >= bindparam("first"))
    .order_by(*_latest)
    .offset(literal_column(str(PAGE)))
    .limit(literal_column("1"))
    .correlate(Unit)
    .scalar_subquery()
)
_since = select(func.coalesce(func.max(_reach), bindparam("first"))).where(*_units).scalar_subquery()


def _whole(chosen: Select[*tuple[Any, ...]], *order: str) -> Select[*tuple[Any, ...]]:
    """The chosen entries with their figures, in their order."""
    kept = chosen.subquery()
    columns = [kept.c[name].desc() if name != "mended_at" else kept.c[name] for name in order]
    figures = and_(Measurement.activity_id == kept.c.number, Measurement.measure != ENTRIES)
    is_late = after_closing(kept.c.number, kept.c.held_on).label("is_supplement")
    return (
        select(kept, is_late, Measurement.measure, Measurement.value).outerjoin(Measurement, figures).order_by(*columns)
    )


_CHOSEN = (
    select(
        Activity.id.label("number"),
        Activity.version,
        Activity.type,
        Activity.held_on,
        Unit.name.label("unit_name"),
        Activity.note,
        Activity.told_by,
        Activity.mended_at,
    )
    .join(Unit, Unit.id == Activity.unit_id)
    .where(*_units)
    .limit(literal_column(str(PAGE + 1)))
)
_FRESH = _whole(
    _CHOSEN.where(_fresh, Activity.held_on >= _since).order_by(*_latest),
    "held_on",
    "number",
)
_between = (_counts, Activity.held_on >= bindparam("first"), Activity.held_on <= bindparam("last"))
_mended = and_(
    Activity.mended_at.is_not(None),
    func.coalesce(Activity.status, "") == Status.SENT,  # by the index of those mended, not of all that wait
    *_between,
)
_MENDED = _whole(_CHOSEN.where(_mended).order_by(Activity.mended_at, Activity.id), "mended_at", "number")
_sent_back = and_(Activity.status == literal_column(f"'{Status.RETURNED}'"), *_between)
_RETURNED = _whole(_CHOSEN.where(_sent_back).order_by(*_latest), "held_on", "number")
_COUNT = select(func.count()).select_from(
    select(literal_column("1"))
    .select_from(Unit)
    .join(Activity, Activity.unit_id == Unit.id)
    .where(Unit.ward_id == bindparam("ward"), _waits)
    .limit(literal_column(str(MOST + 1)))
    .subquery()
)


def waiting_entries(scope: Scope, sought: Sought, after: tuple[date, int] | None = None) -> WaitingPage:
    """A page of what waits and was not sent back before, the latest day first."""
    found = _folded(_FRESH, _values(scope, sought, after))
    last = found[PAGE - 1] if len(found) > PAGE else None
    return WaitingPage(found[:PAGE], f"{last.held_on}/{last.number}" if last else None)


def mended_entries(scope: Scope, sought: Sought) -> list[Waiting]:
    """What was sent back and is mended, the longest waiting first; at most a page."""
    return _folded(_MENDED, _values(scope, sought, None))[:PAGE]


def returned_entries(scope: Scope, sought: Sought) -> list[Waiting]:
    """What was sent back and its unit has not mended yet, the latest day first; at most a page."""
    return _folded(_RETURNED, _values(scope, sought, None))[:PAGE]


def waiting_count(scope: Scope) -> int:
    """How many entries of the ward wait; one more than MOST for all above it."""
    return int(read(_COUNT, {"ward": scope.ward_id}).scalar_one())


def _values(scope: Scope, sought: Sought, after: tuple[date, int] | None) -> dict[str, Any]:
    days = sought.period
    first, last = (days.first_on, days.last_on) if days else (date.min, date.max)
    place = after if after and first <= after[0] <= last else (last, BEYOND)
    asked = {"ward": scope.ward_id, "pattern": search_pattern(sought.words), "kind": sought.kind}
    return asked | {"first": first, "last": place[0], "number": place[1]}


def _folded(statement: Select[*tuple[Any, ...]], values: dict[str, Any]) -> list[Waiting]:
    found: dict[int, Waiting] = {}
    for row in read(statement, values):
        own = {name: getattr(row, name) for name in Waiting.__slots__[:8]}
        seen = found.setdefault(row.number, Waiting(**own, is_supplement=bool(row.is_supplement)))
        if row.measure is not None:
            seen.figures[row.measure] = row.value
    return list(found.values())


class LeftOut(NamedTuple):
    """An entry that was not confirmed with the others: it is not as it was seen."""

    number: int
    type: str
    held_on: date
    status: Status
    unit_name: str


_NAMED = (
    select(Activity.id, Activity.type, Activity.held_on, Activity.status, Unit.name)
    .join(Unit, Unit.id == Activity.unit_id)
    .where(Unit.ward_id == bindparam("ward"), Activity.id.in_(bindparam("numbers", expanding=True)))
    .order_by(Activity.id)
)


def left_out(scope: Scope, numbers: list[int]) -> list[LeftOut]:
    """Those of these entries that are of the ward, as they stand now."""
    rows = read(_NAMED, {"ward": scope.ward_id, "numbers": numbers}) if numbers else ()
    return [LeftOut(row[0], row[1], row[2], Status(row[3]), row[4]) for row in rows]
