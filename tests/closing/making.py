"""Makers of closings and of what comes after them."""

from datetime import date, datetime, time, timedelta

from flask import current_app

from app import clock
from app.clock import HANOI
from app.closing.taking import snapshot_of
from app.config import CutOff
from app.extensions import db
from app.periods.calendar import Period, months_over, period
from app.periods.commands import close_period, reopen_period
from app.periods.deadlines import due_on
from app.periods.models import Closure
from app.periods.snapshot import Snapshot, as_text, from_text
from app.plan import current_plan
from app.scope import Actor
from app.settings.queries import Settings
from app.status.updating import Expected, expected_kinds
from app.units.models import Unit

NOVEMBER = "2026-11"  # 15/10 to 14/11/2026
CLOSED_AT = datetime(2026, 11, 16, 16, 0, tzinfo=HANOI)


def expected(of: Period) -> Expected:
    hours = Settings().office_hours(current_app.extensions["holidays"])
    kinds = expected_kinds(Settings(), current_plan())
    return Expected(of, due_on(of.last_on, hours, 2), kinds, months_over(of))


def taken(ward_id: int, of: Period) -> str:
    """What a closing would keep now."""
    return as_text(snapshot_of(ward_id, expected(of), current_plan()))


def a_closing(
    ward: Unit,
    id: str = NOVEMBER,
    *,
    at: datetime | None = None,
    by: int | None = None,
    rule: CutOff = CutOff.FIFTEENTH,
) -> int:
    """Closes a period as the page does; its number. at: in the afternoon two days after it unless given."""
    db.session.rollback()
    ward_id, of = ward.id, period(id, rule)
    moment = at or datetime.combine(of.last_on + timedelta(days=2), time(16), HANOI)
    actor = Actor(by, "test", ward_id)
    return close_period(ward_id, of, due_on=expected(of).due_on, take=lambda: taken(ward_id, of), by=actor, now=moment)


def reopened(ward: Unit, number: int, *, at: datetime | None = None, reason: str = "Sửa số liệu.") -> None:
    db.session.rollback()
    reopen_period(ward.id, number, reason, by=Actor(None, "test", ward.id), now=at or clock.now())


def frozen(number: int) -> Snapshot:
    """What a closing froze, read from its row."""
    db.session.rollback()
    return from_text(db.session.get_one(Closure, number).figures)


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), HANOI)
