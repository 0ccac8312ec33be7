"""What the browser sees of exemplars: one blueprint, a module a page."""

from app.exemplars.views import lists, proposing
from app.exemplars.views.acts import exemplars

__all__ = ["exemplars", "lists", "proposing"]
