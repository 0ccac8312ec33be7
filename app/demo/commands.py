"""Stores a file of entries: all of it or nothing, and nothing twice."""

import graphlib
from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy import select, update

from app.activities.models import Activity, Change
from app.activities.noting import look_first, put_oddities
from app.activities.storing import put_activity
from app.activities.workflow import Party, Status, Step
from app.clock import HANOI
from app.config import CutOff
from app.database import AnySession, writing
from app.demo.declarations import load_words
from app.demo.exemplars import load_exemplars
from app.demo.feedback import load_threads, place_of
from app.demo.reading import DemoEntry, DemoFile
from app.plan import PlanError
from app.submissions.commands import KeyReused, NewSubmission, receive
from app.submissions.content import sha256
from app.units.commands import put_units
from app.units.models import Unit

LOGGED_AT = time(19, 30)
LOOKED_AT_AFTER = timedelta(hours=13)  # the next morning
NO_REASON = "Nhờ đơn vị xem lại."


def load_file(
    file: DemoFile, *, now: datetime, by: timedelta = timedelta(0), cut_off: CutOff = CutOff.FIFTEENTH
) -> tuple[int, int]:
    """Stores units, entries, threads, exemplars and what units say, every date moved by `by`; how many entries are new, how many known.

    Raises PlanError for an entry whose id already stands for other content.
    """
    session = writing()
    put_units(session, file.units)
    unit_ids = {code: unit_id for code, unit_id in session.execute(select(Unit.code, Unit.id))}
    numbers: dict[str, int] = {}
    place = place_of(session, now)
    load_threads(session, file.threads, by, place)
    load_exemplars(session, file.exemplars, by, place.units)
    new = sum(_put(session, each, unit_ids[each.unit], by, numbers) for each in _originals_first(file.entries))
    load_words(session, file.words, by, cut_off, unit_ids)
    session.commit()
    return new, len(file.entries) - new


def _originals_first(entries: list[DemoEntry]) -> list[DemoEntry]:
    by_id = {each.id: each for each in entries}
    order = graphlib.TopologicalSorter({e.id: [e.duplicate_of] if e.duplicate_of else [] for e in entries})
    try:
        return [by_id[each] for each in order.static_order()]
    except graphlib.CycleError as error:
        raise PlanError(f"entries are duplicates of each other: {', '.join(error.args[1])}") from error


def _put(session: AnySession, each: DemoEntry, unit_id: int, by: timedelta, numbers: dict[str, int]) -> bool:
    entry = replace(each.entry, held_on=each.entry.held_on + by)
    logged_at = datetime.combine(each.logged_on + by, LOGGED_AT, HANOI)
    key = f"demo-{each.id}"
    try:
        received = receive(session, NewSubmission(unit_id, key[:64], sha256([entry]), None, logged_at))
    except KeyReused as error:
        raise PlanError(f"line {each.line}: “{each.id}” was loaded before with other content") from error
    if not received.is_new:
        kept = select(Activity.id).where(Activity.submission_id == received.number)
        numbers[each.id] = session.scalars(kept).one()
        return False
    row: dict[str, object] = {
        "submission_id": received.number,
        "unit_id": unit_id,
        "status": Status(each.status),
        "logged_by_id": None,
        "logged_as": each.logged_as,
        "logged_at": logged_at,
        "duplicate_of_id": numbers[each.duplicate_of] if each.duplicate_of else None,
    }
    [looked] = look_first(session, unit_id, [entry], each.logged_on + by)
    numbers[each.id] = put_activity(session, entry, row)
    put_oddities(session, numbers[each.id], looked.odd)
    if each.status is Status.RETURNED:
        _send_back(session, numbers[each.id], each.review_note, logged_at + LOOKED_AT_AFTER)
    return True


def _send_back(session: AnySession, number: int, reason: str, at: datetime) -> None:
    """Keeps why an entry of the file was sent back, as if Phòng VH-XH had done it here."""
    change = Change(activity_id=number, version=2, step=Step.RETURN, party=Party.WARD, at=at, was=Status.SENT)
    change.by_as = change.before = change.after = ""
    change.reason = reason or NO_REASON
    session.add(change)
    session.execute(update(Activity).where(Activity.id == number).values(version=2))
