"""What is odd and still stands: the reviewer's list, and what an entry's page says; settling it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Person
from app.activities.models import Activity, Measurement, Oddity, OddityKind
from app.activities.oddities import Odd
from app.activities.workflow import COUNTED, Status
from app.database import read
from app.periods.calendar import Period
from app.plan import ENTRIES
from app.scope import Scope
from app.units.models import Unit
from app.vietnamese import search_pattern

PAGE = 30  # oddities on a page

OTHER = aliased(Activity)
# What stands: not settled, of an entry nobody has looked at; a duplicate while both count and are still of one day.
STANDS = (
    Oddity.settled_at.is_(None),
    Activity.status == Status.SENT,
    Activity.duplicate_of_id.is_(None),
    or_(
        Oddity.kind != OddityKind.DUPLICATE,
        and_(
            OTHER.status.in_(COUNTED),
            OTHER.duplicate_of_id.is_(None),
            OTHER.type == Activity.type,
            OTHER.held_on == Activity.held_on,
        ),
    ),
)
_LISTED = (
    select(
        Activity.id.label("number"),
        Activity.version,
        Activity.type,
        Activity.held_on,
        Activity.logged_at,
        Activity.logged_as,
        Activity.told_by,
        Person.name.label("logged_by"),
        Unit.code.label("unit_code"),
        Unit.name.label("unit_name"),
        Oddity.kind,
        Oddity.other_id,
        Oddity.measure,
        Oddity.value,
        Oddity.against,
        OTHER.version.label("other_version"),
        OTHER.logged_at.label("other_logged_at"),
        OTHER.logged_as.label("other_logged_as"),
    )
    .select_from(Oddity)
    .join(Activity, Activity.id == Oddity.activity_id)
    .join(Unit, Unit.id == Activity.unit_id)
    .outerjoin(Person, Person.id == Activity.logged_by_id)
    .outerjoin(OTHER, OTHER.id == Oddity.other_id)
    .where(
        Unit.ward_id == bindparam("ward"),
        Unit.search.like(bindparam("pattern"), escape="\\"),
        or_(Oddity.kind == bindparam("kind"), bindparam("kind") == ""),
        Activity.held_on.between(bindparam("first"), bindparam("last")),
        *STANDS,
    )
    .order_by(Activity.logged_at.desc(), Activity.id.desc(), Oddity.kind)
    .limit(PAGE + 1)
    .offset(bindparam("skipped"))
)
_FIGURES = select(Measurement.activity_id, Measurement.measure, Measurement.value).where(
    Measurement.activity_id.in_(bindparam("numbers", expanding=True)), Measurement.measure != ENTRIES
)
_OF_ENTRY = (
    select(Oddity.kind, Oddity.other_id, Oddity.measure, Oddity.value, Oddity.against)
    .join(Activity, Activity.id == Oddity.activity_id)
    .outerjoin(OTHER, OTHER.id == Oddity.other_id)
    .where(Oddity.activity_id == bindparam("number"), *STANDS)
    .order_by(Oddity.kind)
)

_AMONG = (
    select(Oddity.activity_id, Oddity.kind)
    .join(Activity, Activity.id == Oddity.activity_id)
    .outerjoin(OTHER, OTHER.id == Oddity.other_id)
    .where(Oddity.activity_id.in_(bindparam("numbers", expanding=True)), *STANDS)
    .order_by(Oddity.activity_id, Oddity.kind)
)


class Sought(NamedTuple):
    """Which oddities: of a kind ("" for all), of units whose name holds these words, of days; which page."""

    kind: str = ""
    words: str = ""
    period: Period | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Beside:
    """An entry as it stands beside another."""

    number: int
    version: int
    logged_at: datetime
    logged_as: str
    figures: dict[str, int]


@dataclass(frozen=True, slots=True)
class OddEntry:
    """An entry with what is odd about it; other: what it may be a duplicate of."""

    number: int
    version: int
    type: str
    held_on: date
    logged_at: datetime
    logged_as: str
    told_by: str
    logged_by: str | None
    unit_code: str
    unit_name: str
    figures: dict[str, int]
    other: Beside | None = None
    odd: list[Odd] = field(default_factory=list)


def odd_entries(scope: Scope, sought: Sought) -> tuple[list[OddEntry], bool]:
    """A page of the ward's odd entries, logged last first; whether there are more. Two queries."""
    days = sought.period
    span = {"first": days.first_on if days else date.min, "last": days.last_on if days else date.max}
    asked = {"ward": scope.ward_id, "kind": sought.kind, "pattern": search_pattern(sought.words)}
    rows = read(_LISTED, span | asked | {"skipped": (sought.page - 1) * PAGE}).all()
    listed = rows[:PAGE]
    figures = _figures_of({n for row in listed for n in (row.number, row.other_id) if n})
    return _folded(listed, figures), len(rows) > PAGE


def odd_about(number: int) -> list[Odd]:
    """What is odd about an entry and still stands."""
    return [_odd(row) for row in read(_OF_ENTRY, {"number": number})]


def odd_among(numbers: Iterable[int]) -> dict[int, list[OddityKind]]:
    """What is odd and still stands about those of these entries that are odd."""
    found: dict[int, list[OddityKind]] = {}
    for row in read(_AMONG, {"numbers": list(numbers)}):
        found.setdefault(row.activity_id, []).append(OddityKind(row.kind))
    return found


def _figures_of(numbers: set[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {number: {} for number in numbers}
    for row in read(_FIGURES, {"numbers": sorted(numbers)}) if numbers else ():
        found[row.activity_id][row.measure] = row.value
    return found


def _folded(rows: Iterable[Row[Any]], figures: dict[int, dict[str, int]]) -> list[OddEntry]:
    """One for each entry, with everything that is odd about it."""
    found: dict[int, OddEntry] = {}
    for row in rows:
        own = {name: getattr(row, name) for name in OddEntry.__slots__[:10]} | {"figures": figures[row.number]}
        seen = found.get(row.number) or OddEntry(**own)
        if row.other_id and row.kind == OddityKind.DUPLICATE:
            told = (row.other_version, row.other_logged_at, row.other_logged_as, figures[row.other_id])
            seen = OddEntry(**own, other=Beside(row.other_id, *told), odd=seen.odd)
        seen.odd.append(_odd(row))
        found[row.number] = seen
    return list(found.values())


def _odd(row: Row[Any]) -> Odd:
    return Odd(OddityKind(row.kind), row.other_id, row.measure, row.value, row.against)
