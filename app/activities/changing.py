"""What is done with entries after they were logged: one step at a time, on what was seen, once, and kept for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from app.activities.duplicates import hold_together, release_duplicates, set_duplicate
from app.activities.entry import Entry
from app.activities.history import Deed, is_repeated, keep, status_before
from app.activities.models import Activity
from app.activities.noting import note_again
from app.activities.storing import recount, replace_content, stored_entry, supplement
from app.activities.workflow import Party, Status, Step, after, may_ever, unit_may_after_closing
from app.database import AnySession, writing
from app.periods.standing import Standing, standing_over, undo_declarations
from app.permissions import Action
from app.scope import Scope
from app.units.models import Unit


class NotThere(Exception):
    """No entry of this number that the person may see (404)."""


class NotYours(Exception):
    """The step is not this person's to take (403)."""


class Stale(Exception):
    """Somebody changed the entry since this person saw it (409)."""


class NotNow(Exception):
    """The step does not lead on from where the entry stands (409)."""


class PeriodClosed(Exception):
    """The entry's period is closed: only the reviewer changes it now (409)."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants of an entry. seen: the version he saw; the rest as the step needs it."""

    step: Step
    seen: int
    reason: str = ""
    entry: Entry | None = None
    duplicate_of: int | None = None


# What these do shows in figures, so that an entry of a closed period is marked.
MOVES_FIGURES = frozenset(Step) - {Step.CONFIRM, Step.UNCONFIRM}
# After these the unit's word on its period no longer holds: its people have changed what they spoke of.
REOPENS = MOVES_FIGURES - {Step.RETURN}

_HELD = {
    Party.UNIT: select(Activity).where(Activity.unit_id == bindparam("unit")),
    Party.WARD: select(Activity).where(
        Activity.unit_id.in_(select(Unit.id).where(Unit.ward_id == bindparam("ward"))),
    ),
}


def party_of(by: Scope) -> Party:
    """As whom a person changes entries."""
    return Party.WARD if by.reaches_ward(Action.REVIEW_ENTRIES) else Party.UNIT


def may_reach(unit_id: int, by: Scope) -> bool:
    """Whether a person's steps reach the entries of a unit: the whole ward's, or the own unit's alone."""
    return party_of(by) is Party.WARD or unit_id == by.unit_id


def change_activity(number: int, wish: Wish, *, by: Scope, now: datetime) -> None:
    """Takes a step with an entry: durable when this returns. The same step sent twice is taken once.

    Raises NotThere, NotYours, Stale, NotNow, PeriodClosed or WrongDuplicate (duplicates.py); nothing is changed then.
    """
    session = writing()
    try:
        _change(session, number, wish, by, now)
    except Exception:
        session.rollback()
        raise
    session.commit()


def confirm_activities(seen: Mapping[int, int], *, by: Scope, now: datetime) -> list[int]:
    """Confirms those of these entries (number → the version seen) that still stand as they were seen; their numbers."""
    session, done = writing(), []
    for number in sorted(seen):
        try:
            _change(session, number, Wish(Step.CONFIRM, seen[number]), by, now)
        except (NotThere, NotYours, Stale, NotNow):
            continue  # refused before anything of it was written
        done.append(number)
    session.commit()
    return done


def _change(session: AnySession, number: int, wish: Wish, by: Scope, now: datetime) -> None:
    deed = Deed(wish.step, party_of(by), by, now, wish.reason, wish.duplicate_of, wish.entry)
    if not may_ever(deed.step, deed.party):
        raise NotYours(deed.step)
    if deed.step in {Step.MARK_DUPLICATE, Step.WITHDRAW}:
        hold_together(session, number, wish.duplicate_of)
    row = held(session, number, deed.party, by)
    if not is_repeated(session, row, wish.seen, deed):
        _take(session, row, wish.seen, deed)


def _take(session: AnySession, row: Activity, seen: int, deed: Deed) -> None:
    """Takes the step, marks what came after a closing, and undoes what the unit had said of the period."""
    if row.version != seen:
        raise Stale(row.version)
    was = status_before(session, row)
    status = after(Status(row.status), deed.step, was)
    if status is None:
        raise NotNow(row.status)
    standing = _standing(session, row, was, deed)
    _apply(session, row, status, deed)
    if deed.step in {Step.CORRECT, Step.RESTORE}:
        note_again(session, row, deed.entry or stored_entry(session, row))
    if deed.step in MOVES_FIGURES:
        supplement(session, row.id, standing.closures, deed.at)
    if deed.step in REOPENS:
        undo_declarations(session, standing.declarations, deed.at)


def held(session: AnySession, number: int, party: Party, by: Scope) -> Activity:
    """The entry, held until the transaction ends. Raises NotThere."""
    found = _HELD[party].where(Activity.id == number).with_for_update(key_share=True)
    row = session.scalars(found, {"unit": by.unit_id, "ward": by.ward_id}).one_or_none()
    if row is None:
        raise NotThere(number)
    return row


def _standing(session: AnySession, row: Activity, was: Status | None, deed: Deed) -> Standing:
    """What stands over the entry's day, and over the day it is moved to. Raises PeriodClosed."""
    here = standing_over(session, deed.by.ward_id, row.unit_id, [row.held_on])
    if here.closures and deed.party is Party.UNIT and not unit_may_after_closing(Status(row.status), was):
        raise PeriodClosed(row.held_on)
    if deed.entry is None or deed.entry.held_on == row.held_on:
        return here
    there = standing_over(session, deed.by.ward_id, row.unit_id, [deed.entry.held_on])
    return Standing(*(sorted({*a, *b}) for a, b in zip(here, there, strict=True)))


def _apply(session: AnySession, row: Activity, status: Status, deed: Deed) -> None:
    """Changes the row and keeps what was done."""
    was, before = Status(row.status), stored_entry(session, row) if deed.entry else None
    row.status = status
    _look_again(row, was, deed)
    if deed.step in {Step.MARK_DUPLICATE, Step.UNMARK_DUPLICATE}:
        set_duplicate(session, row, deed.duplicate_of)
    if deed.entry is not None:
        replace_content(session, row, deed.entry)
    else:
        recount(session, row)
    if deed.step is Step.WITHDRAW:
        release_duplicates(session, row, deed)
    keep(session, row, was, before, deed)


def _look_again(row: Activity, was: Status, deed: Deed) -> None:
    """Keeps whether a returned entry waits to be looked at again; a draft is logged when it is sent."""
    if deed.step is Step.CORRECT:
        row.mended_at = deed.at if was is Status.RETURNED or row.mended_at else None
        if was is Status.DRAFT:
            row.logged_at, row.logged_by_id, row.logged_as = deed.at, deed.by.person_id, deed.by.title
    elif deed.step in {Step.CONFIRM, Step.RETURN, Step.WITHDRAW}:
        row.mended_at = None
