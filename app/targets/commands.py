"""Setting, changing and removing a target: each on the audit, none over what somebody else has just done."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.audit.commands import Act, Facts, record
from app.audit.models import Event
from app.database import AnySession, writing
from app.scope import Actor, Scope
from app.targets.models import Target


class AlreadySet(Exception):
    """There is a target of this measure for the unit or kind and the period."""


class NoLongerThere(Exception):
    """The target was changed or removed after it was seen (409). value: what it is now; None: removed."""

    def __init__(self, value: int | None) -> None:
        super().__init__(value)
        self.value = value


@dataclass(frozen=True)
class NewTarget:
    """A target to be set. unit_id: for one unit; None: for each unit of the kind."""

    unit_id: int | None
    unit_kind: str
    measure: str
    period: str
    value: int


@dataclass(frozen=True)
class Doing:
    """Who sets targets, from where and when."""

    scope: Scope
    by: Actor
    now: datetime


def set_target(new: NewTarget, doing: Doing) -> None:
    """Raises AlreadySet."""
    session = writing()
    row = Target(ward_id=doing.scope.ward_id, unit_id=new.unit_id, measure=new.measure, period=new.period)
    row.unit_kind = new.unit_kind if new.unit_id is None else None
    _keep(row, new.value, doing)
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise AlreadySet from error
    record(session, Act(Event.TARGET_SET, unit_id=row.unit_id, after=_facts(row)), by=doing.by, at=doing.now)
    session.commit()


def change_target(number: int, value: int, doing: Doing, *, seen: int) -> None:
    """seen: the figure that stood on the page. Raises NoLongerThere."""
    session = writing()
    row = _held(session, number, doing, seen)
    before = _facts(row)
    _keep(row, value, doing)
    act = Act(Event.TARGET_SET, unit_id=row.unit_id, before=before, after=_facts(row))
    record(session, act, by=doing.by, at=doing.now)
    session.commit()


def remove_target(number: int, doing: Doing, *, seen: int) -> None:
    """Raises NoLongerThere."""
    session = writing()
    row = _held(session, number, doing, seen)
    record(session, Act(Event.TARGET_SET, unit_id=row.unit_id, before=_facts(row)), by=doing.by, at=doing.now)
    session.delete(row)
    session.commit()


def _held(session: AnySession, number: int, doing: Doing, seen: int) -> Target:
    found = select(Target).where(Target.id == number, Target.ward_id == doing.scope.ward_id).with_for_update()
    row = session.scalars(found).one_or_none()
    if row is None or row.value != seen:
        session.rollback()
        raise NoLongerThere(None if row is None else row.value)
    return row


def _keep(row: Target, value: int, doing: Doing) -> None:
    row.value, row.set_by_id, row.set_at = value, doing.scope.person_id, doing.now


def _facts(row: Target) -> Facts:
    whose: Facts = {} if row.unit_kind is None else {"kind": row.unit_kind}
    return {**whose, "measure": row.measure, "period": row.period, "target": row.value}
