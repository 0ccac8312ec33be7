"""The audit's lines with the names of people and units, of one ward only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Membership, Person
from app.audit.models import AuditLine, Event
from app.clock import HANOI
from app.database import read
from app.scope import CONSOLE, Scope
from app.units.models import Unit
from app.vietnamese import search_pattern

PAGE = 100
CONSOLES, NOBODYS = "máy chủ, dòng lệnh", "người chưa đăng nhập"
LAST = 2**31 - 1  # above every number a line can have
EVER = (datetime(1900, 1, 1, tzinfo=HANOI), datetime(9999, 1, 1, tzinfo=HANOI))


@dataclass(frozen=True)
class Wanted:
    """Which lines: words of who did it or to whom it was done, what, on which days, below which number."""

    sought: str = ""
    event: str = ""
    first_on: date | None = None
    last_on: date | None = None
    below: int | None = None


class Line(NamedTuple):
    """One act. is_own: who did it did it to the own account."""

    number: int
    at: datetime
    event: str
    address: str
    before: str
    after: str
    by: str | None
    person: str | None
    unit: str | None
    is_own: bool | None

    @property
    def who(self) -> str:
        return self.by or (CONSOLES if self.address == CONSOLE.address else NOBODYS)

    @property
    def whom(self) -> str:
        return ", ".join(filter(None, ("" if self.is_own else self.person, self.unit)))

    @property
    def where(self) -> str:
        return "" if self.address == CONSOLE.address else self.address

    @property
    def label(self) -> str:
        return Event(self.event).label if self.event in set(Event) else self.event


class Page(NamedTuple):
    """Lines, the newest first, and the number the next page begins below, if there is one."""

    lines: list[Line]
    below: int | None


_by, _whom = aliased(Person), aliased(Person)
_wards_units = select(Unit.id).where(Unit.ward_id == bindparam("ward"))
_wards_people = select(Membership.person_id).where(Membership.unit_id.in_(_wards_units))
# The console acts for no ward: its line is the ward's when it names the ward's unit, or a person of it.
_of_ward = or_(
    AuditLine.ward_id == bindparam("ward"),
    and_(
        AuditLine.ward_id.is_(None),
        or_(
            AuditLine.unit_id.in_(_wards_units),
            and_(AuditLine.unit_id.is_(None), AuditLine.person_id.in_(_wards_people)),
        ),
    ),
)
_LINES = (
    select(
        AuditLine.id,
        AuditLine.at,
        AuditLine.event,
        AuditLine.address,
        AuditLine.before,
        AuditLine.after,
        _by.name.label("by"),
        _whom.name.label("person"),
        Unit.name.label("unit"),
        (AuditLine.by_id == AuditLine.person_id).label("is_own"),
    )
    .outerjoin(_by, _by.id == AuditLine.by_id)
    .outerjoin(_whom, _whom.id == AuditLine.person_id)
    .outerjoin(Unit, Unit.id == AuditLine.unit_id)
    .where(
        _of_ward,
        AuditLine.id < bindparam("below"),
        AuditLine.at >= bindparam("since"),
        AuditLine.at < bindparam("until"),
        or_(AuditLine.event == bindparam("event"), bindparam("event") == ""),
    )
    .order_by(AuditLine.id.desc())
    .limit(PAGE + 1)
)
_FOUND = _LINES.where(
    or_(_by.search.like(bindparam("pattern"), escape="\\"), _whom.search.like(bindparam("pattern"), escape="\\"))
)
_NAMES = select(Unit.id, Unit.name).where(
    Unit.ward_id == bindparam("ward"), Unit.id.in_(bindparam("units", expanding=True))
)


def lines(scope: Scope, wanted: Wanted) -> Page:
    """A page of the ward's audit."""
    values = {
        "ward": scope.ward_id,
        "below": LAST if wanted.below is None else wanted.below,
        "since": _midnight(wanted.first_on) if wanted.first_on else EVER[0],
        "until": _midnight(wanted.last_on + timedelta(days=1)) if wanted.last_on else EVER[1],
        "event": wanted.event,
    }
    rows = (
        read(_FOUND, values | {"pattern": search_pattern(wanted.sought)})
        if wanted.sought.strip()
        else read(_LINES, values)
    )
    found = [Line(*row) for row in rows]
    return Page(found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None)


def names_of(scope: Scope, units: Iterable[int]) -> dict[str, str]:
    """What the ward's units of these numbers are called."""
    wanted = list(units)
    rows = read(_NAMES, {"ward": scope.ward_id, "units": wanted}) if wanted else ()
    return {str(row.id): row.name for row in rows}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, HANOI)
