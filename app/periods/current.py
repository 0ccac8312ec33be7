"""Periods by the ward's own rule: what views ask."""

from datetime import date

from flask import abort, current_app

from app.config import Config, CutOff
from app.periods.calendar import Kind, NoSuchPeriod, Period, period, period_of


def cut_off() -> CutOff:
    """How this ward cuts its months."""
    settings: Config = current_app.extensions["settings"]
    return settings.cut_off


def period_on(day: date, kind: Kind = Kind.MONTH) -> Period:
    """The period a day belongs to."""
    return period_of(day, cut_off(), kind)


def asked_period(text: str | None, today: date) -> Period:
    """The period an address names, this month's without one; 404 for one that does not exist."""
    if not text:
        return period_on(today)
    try:
        return period(text, cut_off())
    except NoSuchPeriod:
        abort(404)
