"""How the pages of feedback act: for whom, when, and by what the ward has set itself."""

from datetime import timedelta

from app import clock
from app.access import current_actor, current_scope
from app.feedback.answer_clock import Goals
from app.feedback.commands import Acting
from app.office_hours.hours import OfficeHours


def acting() -> Acting:
    """Who acts in this request."""
    return Acting(current_scope(), current_actor(), clock.now(), current_goals())


def current_goals() -> Goals:
    """What the ward of this request has set itself."""
    hours = OfficeHours()
    return Goals(hours, timedelta(hours=8), timedelta(hours=4), 5 * hours.a_day, timedelta(days=14))
