"""The pages of periods: their list, one of them, what is done with it, what a closing froze."""

from app.closing.views import acts, closings, lists
from app.closing.views.blueprint import periods

__all__ = ["acts", "closings", "lists", "periods"]
