"""Đã nhắc: who was reminded, by whom and when; the second tap of a double one is none."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select

from app.database import writing
from app.periods.models import Reminder
from app.periods.standing import hold_ward
from app.scope import Scope

A_TAP = timedelta(minutes=10)  # within which the same person does not remind a unit of the same period twice


def note_reminders(units: Iterable[int], period_id: str, *, by: Scope, now: datetime) -> int:
    """Notes that a person reminded these units of the own ward; returns how many were not just reminded."""
    session = writing()
    hold_ward(session, by.ward_id)
    just = select(Reminder.unit_id).where(
        Reminder.period == period_id, Reminder.by_id == by.person_id, Reminder.at > now - A_TAP
    )
    known = set(session.scalars(just.where(Reminder.unit_id.in_(wanted := sorted(set(units))))))
    fresh = [
        Reminder(unit_id=unit, period=period_id, at=now, by_id=by.person_id) for unit in wanted if unit not in known
    ]
    session.add_all(fresh)
    session.commit()
    return len(fresh)
