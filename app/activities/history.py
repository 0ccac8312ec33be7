"""Keeping what was done with an entry: one row a step, the versions before and after where content changed."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from app.activities.content import as_text
from app.activities.entry import Entry
from app.activities.models import Activity, Change
from app.activities.workflow import Party, Status, Step
from app.database import AnySession
from app.scope import Scope


class Deed(NamedTuple):
    """A step as somebody takes it: for CORRECT with the new content, for MARK_DUPLICATE with what it repeats."""

    step: Step
    party: Party
    by: Scope
    at: datetime
    reason: str = ""
    duplicate_of: int | None = None
    entry: Entry | None = None


def keep(session: AnySession, row: Activity, was: Status, before: Entry | None, deed: Deed) -> None:
    """Writes the step down and moves the entry's version on. Does not commit."""
    row.version += 1
    change = Change(activity_id=row.id, version=row.version, step=deed.step, party=deed.party, at=deed.at)
    change.by_id, change.by_as, change.was = deed.by.person_id, deed.by.title, was
    change.reason, change.duplicate_of_id = deed.reason, deed.duplicate_of
    change.before = as_text(before) if before else ""
    change.after = as_text(deed.entry) if deed.entry else ""
    session.add(change)


def is_repeated(session: AnySession, row: Activity, seen: int, deed: Deed) -> bool:
    """Whether the only step somebody has not seen is the very one sent now: a second tap."""
    if row.version != seen + 1:
        return False
    last = session.get(Change, (row.id, row.version))
    if last is None:  # a page that says it saw nothing, of an entry nobody has changed
        return False
    sent = (deed.step, deed.by.person_id, deed.reason, deed.duplicate_of, as_text(deed.entry) if deed.entry else "")
    return (last.step, last.by_id, last.reason, last.duplicate_of_id, last.after) == sent


def status_before(session: AnySession, row: Activity) -> Status | None:
    """What a withdrawn entry was before it was withdrawn; None for any other."""
    if row.status != Status.WITHDRAWN:
        return None
    steps = select(Change.was).where(Change.activity_id == row.id, Change.step == Step.WITHDRAW)
    was = session.scalars(steps.order_by(Change.version.desc()).limit(1)).one_or_none()
    return None if was is None else Status(was)
