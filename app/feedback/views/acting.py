"""How the pages of feedback act: for whom, when, and by what the ward has set itself."""

from app import clock
from app.access import current_actor, current_scope
from app.feedback.answer_clock import Goals
from app.feedback.commands import Acting


def acting() -> Acting:
    """Who acts in this request."""
    return Acting(current_scope(), current_actor(), clock.now(), current_goals())


def current_goals() -> Goals:
    """What the ward of this request has set itself."""
    return Goals()
