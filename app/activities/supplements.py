"""Bổ sung sau khi chốt số liệu: entries that came, or were changed, after a closing, and what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from app.activities.content import Difference, differences, from_text
from app.activities.models import Activity, Change, Measurement, Supplement
from app.activities.workflow import Status, Step
from app.database import read
from app.periods.calendar import Period
from app.periods.models import Closure
from app.plan import ENTRIES, Plan
from app.scope import Scope
from app.units.models import Unit

PAGE = 50


@dataclass(frozen=True, slots=True)
class SupplementView:
    """An entry that came after a closing (is_new) or was changed after it: the steps taken, and what differs.

    at: the last time it came or was changed; of a report, the last within its period.
    """

    number: int
    unit_code: str
    unit_name: str
    type: str
    held_on: date
    status: Status
    duplicate_of: int | None
    logged_at: datetime
    closure: int
    period: str
    at: datetime
    is_new: bool = False
    steps: tuple[Step, ...] = ()
    changed: tuple[Difference, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)


_COLUMNS = (
    Activity.id.label("number"),
    Unit.code.label("unit_code"),
    Unit.name.label("unit_name"),
    Activity.type,
    Activity.held_on,
    Activity.status,
    Activity.duplicate_of_id.label("duplicate_of"),
    Activity.logged_at,
    Supplement.closure_id.label("closure"),
    Closure.period,
    func.max(Supplement.at).label("at"),
)
_FIELDS = tuple(column.key for column in _COLUMNS)


def _scoped(statement: Select[*tuple[Any, ...]]) -> dict[bool, Select[*tuple[Any, ...]]]:
    """A select of marked entries, once for who sees the ward and once for who sees one unit."""
    joined = (
        statement.select_from(Supplement)
        .join(Activity, Activity.id == Supplement.activity_id)
        .join(Unit, Unit.id == Activity.unit_id)
        .join(Closure, Closure.id == Supplement.closure_id)
    )
    return {
        True: joined.where(Closure.ward_id == bindparam("ward")),  # which marks its own ward's entries alone
        False: joined.where(Activity.unit_id == bindparam("unit")),
    }


def _paged(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """One row an entry and closing, however often it was marked."""
    latest = (func.max(Supplement.at).desc(), Activity.id.desc(), Supplement.closure_id.desc())
    grouped = statement.group_by(Supplement.closure_id, Activity.id, Unit.id, Closure.id)
    return grouped.order_by(*latest).limit(PAGE + 1).offset(bindparam("skipped"))


_AFTER_ONE = Supplement.closure_id == bindparam("closure")
_FOR_LATER = (
    Closure.reopened_at.is_(None),
    Closure.last_on < bindparam("first"),
    Supplement.at >= bindparam("since"),
    Supplement.at < bindparam("until"),
)
_ROWS = _scoped(select(*_COLUMNS, func.min(Supplement.at).label("first_at")))
_AFTER = {whole: _paged(each.where(_AFTER_ONE)) for whole, each in _ROWS.items()}
_SINCE = {whole: _paged(each.where(*_FOR_LATER)) for whole, each in _ROWS.items()}
_CLOSINGS = (
    select(Supplement.closure_id, Closure.period)
    .join(Closure, Closure.id == Supplement.closure_id)
    .where(Closure.ward_id == bindparam("ward"), *_FOR_LATER)
    .distinct()
    .order_by(Supplement.closure_id)
)
_COUNT = select(func.count(func.distinct(Supplement.activity_id)))
_COUNTED = {whole: each.where(_AFTER_ONE) for whole, each in _scoped(_COUNT).items()}
_DONE = (
    select(Change.activity_id, Change.step, Change.at, Change.before, Change.after)
    .where(Change.activity_id.in_(bindparam("numbers", expanding=True)))
    .order_by(Change.activity_id, Change.version)
)

_FIGURES = select(Measurement.activity_id, Measurement.measure, Measurement.value).where(
    Measurement.activity_id.in_(bindparam("numbers", expanding=True)), Measurement.measure != ENTRIES
)


def supplements_of(scope: Scope, closure: int, plan: Plan, page: int = 1) -> tuple[list[SupplementView], bool]:
    """What came after a closing, the latest first, and whether there is more."""
    return _views(_run(_AFTER, scope, {"closure": closure, "skipped": PAGE * (page - 1)}), plan)


def supplements_since(scope: Scope, period: Period, plan: Plan, page: int = 1) -> tuple[list[SupplementView], bool]:
    """What came in a period and belongs to earlier, closed months: its report carries it.

    By the instants it came or was changed, on Hà Nội's clocks; of closings that hold. What is changed again later is
    carried again by that later report, and stays in this one.
    """
    return _views(_run(_SINCE, scope, _within(period) | {"skipped": PAGE * (page - 1)}), plan)


def closings_supplemented(ward_id: int, period: Period) -> list[tuple[int, str]]:
    """The closings of a ward something of which came in a period, each with its own period: what that period's report carries."""
    return [(row[0], row[1]) for row in read(_CLOSINGS, _within(period) | {"ward": ward_id})]


def _within(period: Period) -> dict[str, Any]:
    since, until = period.instants
    return {"first": period.first_on, "since": since, "until": until}


def count_of(scope: Scope, closure: int) -> int:
    """How many entries came, or were changed, after a closing, of those the person may see."""
    return int(_run(_COUNTED, scope, {"closure": closure})[0][0])


def _run(
    statements: dict[bool, Select[*tuple[Any, ...]]], scope: Scope, values: dict[str, Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    own = {"ward": scope.ward_id} if scope.sees_ward else {"unit": scope.unit_id}
    return read(statements[scope.sees_ward], values | own).all()


def _views(rows: Sequence[Row[*tuple[Any, ...]]], plan: Plan) -> tuple[list[SupplementView], bool]:
    shown = rows[:PAGE]
    numbers = {"numbers": [row.number for row in shown]}
    done: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    figures: dict[int, dict[str, int]] = {}
    if shown:
        for each in read(_DONE, numbers):
            done.setdefault(each.activity_id, []).append(each)
        for number, measure, value in read(_FIGURES, numbers):
            figures.setdefault(number, {})[measure] = value
    found = [_view(row, done.get(row.number, ()), plan) for row in shown]
    return [replace(each, figures=figures.get(each.number, {})) for each in found], len(rows) > PAGE


def _view(row: Row[*tuple[Any, ...]], done: Iterable[Row[*tuple[Any, ...]]], plan: Plan) -> SupplementView:
    fields = {name: getattr(row, name) for name in _FIELDS} | {"status": Status(row.status)}
    if row.logged_at >= row.first_at:
        return SupplementView(**fields, is_new=True)
    later = [each for each in done if row.first_at <= each.at <= row.at]
    contents = [each for each in later if each.before and each.after]
    changed = differences(from_text(contents[0].before), from_text(contents[-1].after), plan) if contents else ()
    return SupplementView(**fields, steps=tuple({Step(each.step): None for each in later}), changed=tuple(changed))
