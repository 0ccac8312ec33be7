"""How the pages of feedback act: for whom, when, and by what the ward has set itself."""

from datetime import timedelta

from flask import current_app

from app import clock
from app.access import current_actor, current_scope
from app.feedback.answer_clock import Goals
from app.feedback.commands import Acting
from app.settings.queries import Settings, settings_of


def acting() -> Acting:
    """Who acts in this request, and by what the ward has set itself."""
    scope = current_scope()
    decided = settings_of(scope.ward_id)
    return Acting(scope, current_actor(), clock.now(), goals_of(decided), bool(decided.release_answers))


def current_goals() -> Goals:
    """What the ward of this request has set itself."""
    return goals_of(settings_of(current_scope().ward_id))


def goals_of(decided: Settings) -> Goals:
    hours = decided.office_hours(current_app.extensions["holidays"])
    receive, urgent = (timedelta(hours=each) for each in (decided.receive_hours, decided.urgent_receive_hours))
    return Goals(hours, receive, urgent, decided.answer_days, timedelta(days=decided.silent_days))
