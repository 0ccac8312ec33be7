"""Asking for a try: it is counted before the secret is looked at, so that tries sent together cannot slip by."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.database import AnySession, writing
from app.throttle.figures import LONGEST_KEPT, MINUTE, Limit
from app.throttle.models import Throttle

AT_A_TIME = 100  # rows
_INSERTS = {
    name: dialect.insert(Throttle).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True)
class Subject:
    """What failures are counted against: a kind and a name, kept only as a hash (a number typed may be a person's)."""

    kind: str
    name: str
    limit: Limit

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.kind}:{self.name}".encode()).hexdigest()


class TooManyTries(Exception):
    """Nobody may try before open_at."""

    def __init__(self, open_at: datetime) -> None:
        super().__init__(open_at)
        self.open_at = open_at


def begin_try(subjects: Iterable[Subject], *, now: datetime) -> None:
    """Counts a failure against each subject, to be taken back by succeed(). Raises TooManyTries, counting nothing."""
    asked = sorted(subjects, key=lambda subject: subject.key)
    session = writing()
    kept = _rows(session, asked, now)
    shut = [row.open_at for row in kept.values() if now < row.open_at and not _was_set_back(row, now)]
    if shut:
        session.rollback()
        raise TooManyTries(max(shut))
    for subject in asked:
        row = kept[subject.key]
        recent = now - row.failed_at <= subject.limit.forgotten_after
        row.failures = row.failures + 1 if recent else 1
        row.failed_at = now if _was_set_back(row, now) else max(now, row.failed_at)
        row.open_at = row.failed_at + subject.limit.wait_after(row.failures)
    _forget_old(session, now)
    session.commit()


def _was_set_back(row: Throttle, now: datetime) -> bool:
    """Whether the clock was set back since: nobody waits for a moment long past.

    Seconds are not that: of tries sent together the last may hold the oldest `now`.
    """
    return row.failed_at - now > MINUTE


def succeed(*, forgiven: Iterable[Subject] = (), taken_back: Iterable[Subject] = (), now: datetime) -> None:
    """The secret was right: those forgiven begin anew, the others get back this one try only.

    An address is not forgiven: whoever has an account of their own could guess at others' for ever.
    """
    keys = [subject.key for subject in forgiven]
    session = writing()
    session.execute(delete(Throttle).where(Throttle.subject.in_(keys)))
    for subject in sorted(taken_back, key=lambda subject: subject.key):
        own = Throttle.subject == subject.key
        session.execute(update(Throttle).where(own).values(failures=Throttle.failures - 1, open_at=now))
    session.commit()


def _rows(session: AnySession, subjects: list[Subject], now: datetime) -> dict[str, Throttle]:
    """The rows of the subjects, made where there are none, locked until the end of the transaction."""
    insert = _INSERTS[session.connection().dialect.name]
    for subject in subjects:
        session.execute(insert, {"subject": subject.key, "failures": 0, "failed_at": now, "open_at": now})
    keys = [subject.key for subject in subjects]
    found = select(Throttle).where(Throttle.subject.in_(keys)).order_by(Throttle.subject).with_for_update()
    return {row.subject: row for row in session.scalars(found)}


def forget_failures(now: datetime) -> int:
    """Takes out every counter whose failures count no more; returns how many."""
    gone = 0
    while found := _forget_some(now):
        gone += found
    return gone


def _forget_some(now: datetime) -> int:
    session = writing()
    found = _forget_old(session, now)
    session.commit()
    return found


def _forget_old(session: AnySession, now: datetime) -> int:
    """Rows nobody needs any more, some at a time; those another worker holds are left to it. Returns how many."""
    old = select(Throttle.subject).where(Throttle.failed_at < now - LONGEST_KEPT).limit(AT_A_TIME)
    gone: Any = session.execute(delete(Throttle).where(Throttle.subject.in_(old.with_for_update(skip_locked=True))))
    return int(gone.rowcount)
