"""Activities as a person may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from app.accounts.models import Person
from app.activities.entry import Entry
from app.activities.models import Activity, Measurement, Tag, TagKind
from app.activities.workflow import Status
from app.database import read
from app.plan import ENTRIES
from app.scope import Scope
from app.units.models import Unit

RECENT = 50  # among how many of the unit's latest entries "used last" looks


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity with its figures (measure id → value) and topics."""

    number: int
    receipt: int
    unit_id: int
    unit_code: str
    unit_name: str
    unit_kind: str
    type: str
    held_on: date
    status: Status
    note: str
    difficulty: str
    difficulty_category: str | None
    logged_as: str
    logged_by: str | None
    logged_at: datetime
    duplicate_of: int | None
    version: int
    told_by: str
    mended_at: datetime | None
    figures: dict[str, int] = field(default_factory=dict)
    tags: dict[TagKind, list[str]] = field(default_factory=dict)

    @property
    def content(self) -> Entry:
        """What it holds, as somebody could have typed it."""
        return Entry(
            self.type,
            self.held_on,
            self.figures,
            **{f"{kind}s": tuple(sorted(self.tags.get(kind, ()))) for kind in TagKind},
            note=self.note,
            difficulty=self.difficulty,
            difficulty_category=self.difficulty_category,
        )


_COLUMNS = (
    Activity.id.label("number"),
    Activity.submission_id.label("receipt"),
    Activity.unit_id,
    Unit.code.label("unit_code"),
    Unit.name.label("unit_name"),
    Unit.kind.label("unit_kind"),
    Activity.type,
    Activity.held_on,
    Activity.status,
    Activity.note,
    Activity.difficulty,
    Activity.difficulty_category,
    Activity.logged_as,
    Person.name.label("logged_by"),
    Activity.logged_at,
    Activity.duplicate_of_id.label("duplicate_of"),
    Activity.version,
    Activity.told_by,
    Activity.mended_at,
)
_FIELDS = tuple(column.key for column in _COLUMNS)


def _seen(*conditions: Any) -> dict[bool, Select[*tuple[Any, ...]]]:
    """A select of whole activities, once for who sees the ward and once for who sees one unit."""
    every = (
        select(*_COLUMNS, Measurement.measure, Measurement.value, Tag.kind.label("tag_kind"), Tag.tag)
        .join(Unit, Unit.id == Activity.unit_id)
        .outerjoin(Person, Person.id == Activity.logged_by_id)
        .outerjoin(Measurement, Measurement.activity_id == Activity.id)
        .outerjoin(Tag, Tag.activity_id == Activity.id)
        .where(*conditions)
        .order_by(Activity.id)
    )
    return {
        True: every.where(Unit.ward_id == bindparam("ward")),
        False: every.where(Activity.unit_id == bindparam("unit")),
    }


_ONE = _seen(Activity.id == bindparam("number"))
_ON_RECEIPT = _seen(Activity.submission_id == bindparam("number"))


def activity_of(scope: Scope, number: int) -> ActivityView | None:
    """The activity of a number, when the person may see it."""
    found = _whole(_run(_ONE, scope, number=number))
    return found[0] if found else None


def own_activity(scope: Scope, number: int) -> ActivityView | None:
    """The activity of a number, when it is of the unit acted for: also for who sees others'."""
    found = _whole(read(_ONE[False], {"number": number, "unit": scope.unit_id}))
    return found[0] if found else None


def activities_on_receipt(scope: Scope, number: int) -> list[ActivityView]:
    """What was logged with a receipt; empty when the person may not see it."""
    return _whole(_run(_ON_RECEIPT, scope, number=number))


def _run(statements: dict[bool, Select[*tuple[Any, ...]]], scope: Scope, **values: Any) -> Sequence[Row[Any]]:
    own = {"ward": scope.ward_id} if scope.sees_ward else {"unit": scope.unit_id}
    return read(statements[scope.sees_ward], values | own).all()


def _whole(rows: Iterable[Row[Any]]) -> list[ActivityView]:
    """Folds the rows of figures and tags into one view an activity."""
    found: dict[int, ActivityView] = {}
    for row in rows:
        seen = found.get(row.number)
        if seen is None:
            fields = {name: getattr(row, name) for name in _FIELDS} | {"status": Status(row.status)}
            seen = found[row.number] = ActivityView(**fields)
        if row.measure is not None and row.measure != ENTRIES:
            seen.figures[row.measure] = row.value
        if row.tag is not None and row.tag not in seen.tags.setdefault(TagKind(row.tag_kind), []):
            seen.tags[TagKind(row.tag_kind)].append(row.tag)
    return list(found.values())


_recent = (
    select(Activity.type, Activity.logged_by_id, Activity.id)
    .where(Activity.unit_id == bindparam("unit"))
    .order_by(Activity.held_on.desc(), Activity.id.desc())
    .limit(RECENT)
    .subquery()
)
_LAST_TYPE = (
    select(_recent.c.type)
    .where(_recent.c.logged_by_id == bindparam("person"), _recent.c.type.in_(bindparam("types", expanding=True)))
    .order_by(_recent.c.id.desc())
    .limit(1)
)


def last_type(scope: Scope, types: Sequence[str]) -> str | None:
    """Which of these types the person logged last for the unit."""
    values = {"unit": scope.unit_id, "person": scope.person_id, "types": types}
    return read(_LAST_TYPE, values).scalar_one_or_none()
