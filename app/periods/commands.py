"""Closing a period, opening it again, its deadline, and periods of two dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from app.audit.commands import Act, record
from app.audit.models import Event
from app.clock import local
from app.database import AnySession, reading_in, writing
from app.periods.calendar import Kind, Period, period
from app.periods.models import Closure, PeriodPlan
from app.periods.standing import hold_ward
from app.scope import Actor


class NotOver(Exception):
    """The period's last day is not over (409)."""


class Closed(Exception):
    """The period is closed already, or still (409). number, by_id: of the closing that holds."""

    def __init__(self, number: int, by_id: int | None) -> None:
        super().__init__(number)
        self.number, self.by_id = number, by_id


class NotClosed(Exception):
    """The closing does not hold any more (409)."""


class Known(Exception):
    """There is a period of these dates (409)."""


def close_period(ward_id: int, of: Period, *, due_on: date, take: Callable[[], str], by: Actor, now: datetime) -> int:
    """Freezes a period's figures and its deadline, whatever is decided later; the closing's number, durable when this returns.

    take: gives the figures to keep. It is called once nobody can write an entry of the ward, and reads in this
    very transaction, so that an entry is either in it or marked as come afterwards. Raises NotOver or Closed.
    """
    if local(now).date() <= of.last_on:
        raise NotOver(of.id)
    session = _holding(ward_id)
    _refuse_closed(session, ward_id, of.id)
    with reading_in(session):
        figures = take()
    row = Closure(ward_id=ward_id, period=of.id, kind=of.kind, first_on=of.first_on, last_on=of.last_on)
    row.closed_at, row.closed_by_id, row.figures, row.reason = now, by.person_id, figures, ""
    session.add(row)
    if _deadline_of(session, ward_id, of) is None:
        session.merge(_plan(ward_id, of, due_on, by, now))
    session.flush()
    number = row.id
    record(session, Act(Event.PERIOD_CLOSED, after=_named(of) | {"closing": number}), by=by, at=now)
    session.commit()
    return number


def reopen_period(ward_id: int, number: int, reason: str, *, by: Actor, now: datetime) -> None:
    """Ends a closing; what it froze stays. The same sent twice is done once. Raises NotClosed."""
    session = _holding(ward_id)
    row = session.scalars(select(Closure).filter_by(id=number, ward_id=ward_id)).one_or_none()
    if row is None or row.reopened_at is not None:
        done = row is not None and (row.reopened_by_id, row.reason) == (by.person_id, reason)
        session.rollback()
        if not done:
            raise NotClosed(number)
        return
    row.reopened_at, row.reopened_by_id, row.reason = now, by.person_id, reason
    of = replace(period(row.period), first_on=row.first_on, last_on=row.last_on)
    record(session, Act(Event.PERIOD_REOPENED, after=_named(of) | {"closing": number}), by=by, at=now)
    session.commit()


def set_deadline(ward_id: int, of: Period, due_on: date | None, *, by: Actor, now: datetime) -> None:
    """Sets a period's deadline, None: back to the rule's. Nothing is written when nothing changes. Raises Closed."""
    session = _holding(ward_id)
    _refuse_closed(session, ward_id, of.id)
    before = _deadline_of(session, ward_id, of)
    if before == due_on:
        session.rollback()
        return
    if due_on is None:
        session.delete(session.get_one(PeriodPlan, (ward_id, of.id)))
    else:
        session.merge(_plan(ward_id, of, due_on, by, now))
    old, new = (_named(of) | ({"due_on": f"{on}"} if on else {}) for on in (before, due_on))
    record(session, Act(Event.DEADLINE_SET, before=old, after=new), by=by, at=now)
    session.commit()


def make_period(ward_id: int, of: Period, due_on: date, *, by: Actor, now: datetime) -> None:
    """Makes a period of two dates. The same one with the same deadline again changes nothing. Raises Known."""
    session = _holding(ward_id)
    row = session.get(PeriodPlan, (ward_id, of.id))
    if row is not None:
        known = row.due_on
        session.rollback()
        if known != due_on:
            raise Known(of.id)
        return
    session.add(_plan(ward_id, of, due_on, by, now))
    record(session, Act(Event.PERIOD_MADE, after=_named(of) | {"due_on": f"{due_on}"}), by=by, at=now)
    session.commit()


def _deadline_of(session: AnySession, ward_id: int, of: Period) -> date | None:
    """The deadline of these very days, where it is not the rule's to say."""
    row = session.get(PeriodPlan, (ward_id, of.id))
    return row.due_on if row and (row.first_on, row.last_on) == (of.first_on, of.last_on) else None


def _holding(ward_id: int) -> AnySession:
    session = writing()
    hold_ward(session, ward_id)
    return session


def _refuse_closed(session: AnySession, ward_id: int, period_id: str) -> None:
    held = select(Closure.id, Closure.closed_by_id).filter_by(ward_id=ward_id, period=period_id, reopened_at=None)
    row = session.execute(held).one_or_none()
    if row is not None:
        session.rollback()
        raise Closed(*row)


def _plan(ward_id: int, of: Period, due_on: date, by: Actor, now: datetime) -> PeriodPlan:
    row = PeriodPlan(ward_id=ward_id, period=of.id, first_on=of.first_on, last_on=of.last_on, due_on=due_on)
    row.made_by_id, row.made_at = by.person_id, now
    return row


def _named(of: Period) -> dict[str, str | int | bool | None]:
    """A period as the audit names it; two dates are their own name."""
    named: dict[str, str | int | bool | None] = {} if of.kind is Kind.DATES else {"period": of.label}
    return named | {"first_on": f"{of.first_on}", "last_on": f"{of.last_on}"}
