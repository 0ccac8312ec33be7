"""What a ward typed for its letterheads, made of its sections and kept of its reports; entries that may be quoted."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Person
from app.activities.models import Activity, Measurement
from app.database import read
from app.periods.calendar import Period
from app.periods.models import Closure
from app.personal_numbers import masked
from app.plan import ENTRIES
from app.reporting.edits import Line, from_text
from app.reporting.models import IssuedReport, LetterText, SectionEdit
from app.scope import Scope
from app.units.models import Unit

MOST_QUOTES, MOST_KEPT = 60, 200

_TEXTS = select(LetterText.name, LetterText.value).where(LetterText.ward_id == bindparam("ward"))
_EDITS = select(SectionEdit.section, SectionEdit.version, SectionEdit.lines).where(
    SectionEdit.ward_id == bindparam("ward"), SectionEdit.period == bindparam("period")
)
_COLUMNS = (
    IssuedReport.id,
    IssuedReport.period,
    IssuedReport.letter,
    IssuedReport.closure_id,
    IssuedReport.number,
    IssuedReport.issued_on,
    IssuedReport.issued_at,
    Person.name.label("issued_by"),
    IssuedReport.digest,
)


def _kept(*more: Any) -> Select[*tuple[Any, ...]]:
    found = select(*_COLUMNS, *more).outerjoin(Person, Person.id == IssuedReport.issued_by_id)
    return found.where(IssuedReport.ward_id == bindparam("ward")).order_by(IssuedReport.id.desc())


_ALL = _kept().limit(MOST_KEPT)
_OF_PERIOD = _kept().where(IssuedReport.period == bindparam("period")).limit(MOST_KEPT)
_LAST = (
    select(IssuedReport.content)
    .where(IssuedReport.ward_id == bindparam("ward"), IssuedReport.period == bindparam("period"))
    .order_by(IssuedReport.id.desc())
    .limit(1)
)
_Later = aliased(IssuedReport)
_REOPENED = (
    select(IssuedReport.closure_id, IssuedReport.period)
    .join(Closure, Closure.id == IssuedReport.closure_id)
    .where(IssuedReport.ward_id == bindparam("ward"))
    .where(Closure.reopened_at >= bindparam("since"), Closure.reopened_at < bindparam("until"))
    .where(
        ~exists().where(
            _Later.ward_id == IssuedReport.ward_id, _Later.period == IssuedReport.period, _Later.id > IssuedReport.id
        )
    )
    .order_by(IssuedReport.id)
)
_ONE = _kept(IssuedReport.content, IssuedReport.document).where(IssuedReport.id == bindparam("number"))
_QUOTABLE = (
    select(Activity.id, Activity.held_on, Activity.note, Activity.difficulty, Unit.kind, Unit.name)
    .join(Unit, Unit.id == Activity.unit_id)
    .join(Measurement, Measurement.activity_id == Activity.id)
    .where(Unit.ward_id == bindparam("ward"), Measurement.measure == ENTRIES, Measurement.counts)
    .where(Activity.held_on.between(bindparam("first"), bindparam("last")))
)
_WITH_WORDS = (
    _QUOTABLE.where(or_(Activity.note != "", Activity.difficulty != ""))
    .order_by((Activity.difficulty != "").desc(), Activity.held_on.desc(), Activity.id.desc())
    .limit(MOST_QUOTES)
)
_THESE = _QUOTABLE.where(Activity.id.in_(bindparam("numbers", expanding=True)))


class Edited(NamedTuple):
    """A section as it was left, and how often it was."""

    version: int
    lines: list[Line]


class Kept(NamedTuple):
    """A report that was kept. content: its sections and figures as JSON; document: the Word file; "" and b"" in lists."""

    number: int
    period: str
    letter: str
    closing: int
    document_number: int | None
    issued_on: date | None
    issued_at: datetime
    issued_by: str | None
    digest: str
    content: str = ""
    document: bytes = b""


class Quotable(NamedTuple):
    """Words of an entry that counts, without numbers that name a person; whose: the kind of its unit."""

    number: int
    held_on: date
    note: str
    difficulty: str
    unit_kind: str
    unit_name: str


def texts_of(ward_id: int) -> dict[str, str]:
    """What the ward typed for its letterheads."""
    return {row.name: row.value for row in read(_TEXTS, {"ward": ward_id})}


def edits_of(ward_id: int, period_id: str) -> dict[str, Edited]:
    """The sections of a period the officer has touched."""
    rows = read(_EDITS, {"ward": ward_id, "period": period_id})
    return {row.section: Edited(row.version, from_text(row.lines)) for row in rows}


def kept_reports(scope: Scope) -> list[Kept]:
    """The ward's reports, the latest first."""
    return [Kept(*row) for row in read(_ALL, {"ward": scope.ward_id})]


def kept_of_period(ward_id: int, period_id: str) -> list[Kept]:
    """The reports of a period, the latest first."""
    return [Kept(*row) for row in read(_OF_PERIOD, {"ward": ward_id, "period": period_id})]


def last_content(ward_id: int, period_id: str) -> str | None:
    """What the latest report of a period says, as content.py reads it."""
    found: str | None = read(_LAST, {"ward": ward_id, "period": period_id}).scalar_one_or_none()
    return found


def reports_reopened(ward_id: int, period: Period) -> list[tuple[int, str]]:
    """The closings, each with its period, that the latest kept report of theirs stands on and that were reopened in a period."""
    since, until = period.instants
    found = read(_REOPENED, {"ward": ward_id, "since": since, "until": until})
    return [(row.closure_id, row.period) for row in found]


def kept_report(scope: Scope, number: int) -> Kept | None:
    """One report with its file."""
    row = read(_ONE, {"ward": scope.ward_id, "number": number}).one_or_none()
    return Kept(*row) if row else None


def quotable(ward_id: int, period: Period) -> list[Quotable]:
    """The entries of a period with words in them, difficulties first."""
    values = {"ward": ward_id, "first": period.first_on, "last": period.last_on}
    return [_quotable(row) for row in read(_WITH_WORDS, values)]


def quoted(ward_id: int, period: Period, numbers: list[int]) -> list[Quotable]:
    """These entries, as far as they are of the period and count."""
    if not numbers:
        return []
    values = {"ward": ward_id, "first": period.first_on, "last": period.last_on, "numbers": numbers}
    return [_quotable(row) for row in read(_THESE, values)]


def _quotable(row: Any) -> Quotable:
    return Quotable(row.id, row.held_on, masked(row.note), masked(row.difficulty), row.kind, row.name)
