"""What the browser sees of feedback: one blueprint, a module a page."""

from app.feedback.views import desk, figures, lists, raising
from app.feedback.views.threads import feedback

__all__ = ["desk", "feedback", "figures", "lists", "raising"]
