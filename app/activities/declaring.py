"""What a unit says of a month, đã đủ số liệu or không phát sinh: held against its entries, once, until it is taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from app.activities.models import Measurement
from app.clock import local
from app.database import AnySession, writing
from app.periods.calendar import Period
from app.periods.models import Declaration, Said
from app.periods.standing import Standing, hold_ward, standing_over, undo_declarations
from app.permissions import Action
from app.plan import ENTRIES
from app.scope import Scope
from app.submissions.commands import NewSubmission, receive
from app.submissions.content import sha256

BY_PHONE = "Phòng VH-XH báo thay"


class NotYours(Exception):
    """Another unit's month (404)."""


class MonthClosed(Exception):
    """The month is closed: only Phòng VH-XH says something of it now (409)."""


class NotBegun(Exception):
    """The month lies ahead (409)."""


class HasEntries(Exception):
    """Không phát sinh of a month with entries that count; how many (409)."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class HasNone(Exception):
    """Đã đủ số liệu of a month without an entry that counts (409)."""


class Whose(NamedTuple):
    """A unit's month, and the person who speaks for it. key: of the form it is said with, "" for none."""

    unit_id: int
    month: Period
    by: Scope
    key: str = ""

    @property
    def by_ward(self) -> bool:
        return self.by.reaches_ward(Action.DECLARE_PERIODS)


@dataclass(frozen=True)
class _Word:
    month: str
    said: Said


_ENTRIES = select(func.count()).where(
    Measurement.unit_id == bindparam("unit"),
    Measurement.held_on >= bindparam("first"),
    Measurement.held_on <= bindparam("last"),
    Measurement.measure == ENTRIES,
    Measurement.counts,
)


def declare_month(of: Whose, said: Said, *, now: datetime) -> None:
    """Says it: durable when this returns. Said twice it is said once; another word takes the place of the first.

    What comes again under its key says nothing anew, whatever was said or logged since. Raises NotYours, MonthClosed,
    NotBegun, HasEntries, HasNone or KeyReused; nothing is said then.
    """
    session = writing()
    try:
        standing = _held(session, of)
        if not (_came_before(session, of, said, now) or _is_said(session, standing, of, said)):
            _check(session, standing, of, said, now)
            undo_declarations(session, [*standing.declarations, *_spoken(session, of)], now)
            session.add(_declaration(of, said, now))
    except Exception:
        session.rollback()
        raise
    session.commit()


def take_back(of: Whose, *, now: datetime) -> None:
    """Bỏ lời báo: the unit says nothing of the month any more. Raises NotYours or MonthClosed."""
    session = writing()
    try:
        standing, spoken = _held(session, of), _spoken(session, of)
        if standing.closures and spoken and not of.by_ward:
            raise MonthClosed(of.month.id)
        undo_declarations(session, spoken, now)
    except Exception:
        session.rollback()
        raise
    session.commit()


def _spoken(session: AnySession, of: Whose) -> list[int]:
    """What holds under the month's name: after a change of CUT_OFF of other days too."""
    named = select(Declaration.id).filter_by(unit_id=of.unit_id, period=of.month.id, undone_at=None)
    return list(session.scalars(named))


def _held(session: AnySession, of: Whose) -> Standing:
    """What stands over the month; no entry of the ward is written and no month closed until the transaction ends."""
    if of.unit_id != of.by.unit_id and not of.by_ward:
        raise NotYours(of.unit_id)
    hold_ward(session, of.by.ward_id)
    return standing_over(session, of.by.ward_id, of.unit_id, [of.month.first_on])


def _came_before(session: AnySession, of: Whose, said: Said, now: datetime) -> bool:
    """Whether a phone sends again what it was not told, or what a restored server was thought to lack."""
    if not of.key:
        return False
    content = sha256([_Word(of.month.id, said)])
    return not receive(session, NewSubmission(of.unit_id, of.key, content, of.by.person_id, now)).is_new


def _is_said(session: AnySession, standing: Standing, of: Whose, said: Said) -> bool:
    same = (Declaration.period == of.month.id, Declaration.first_on == of.month.first_on, Declaration.said == said)
    known = select(Declaration.id).where(Declaration.id.in_(standing.declarations), *same)
    return session.scalars(known).first() is not None


def _check(session: AnySession, standing: Standing, of: Whose, said: Said, now: datetime) -> None:
    """Raises what speaks against it."""
    if standing.closures and not of.by_ward:
        raise MonthClosed(of.month.id)
    if of.month.first_on > local(now).date():
        raise NotBegun(of.month.id)
    span = {"unit": of.unit_id, "first": of.month.first_on, "last": of.month.last_on}
    count = session.execute(_ENTRIES, span).scalar_one()
    if said is Said.NOTHING and count:
        raise HasEntries(count)
    if said is Said.COMPLETE and not count:
        raise HasNone(of.month.id)


def _declaration(of: Whose, said: Said, now: datetime) -> Declaration:
    row = Declaration(unit_id=of.unit_id, period=of.month.id, first_on=of.month.first_on, last_on=of.month.last_on)
    row.said, row.said_at, row.said_by_id = said, now, of.by.person_id
    row.said_as = of.by.title if of.by.unit_id == of.unit_id else BY_PHONE
    return row
