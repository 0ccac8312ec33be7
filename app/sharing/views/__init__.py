"""What a unit is given back; importing them gives the blueprint its routes."""

from app.sharing.views import results, sheets
from app.sharing.views.blueprint import sharing

__all__ = ["results", "sharing", "sheets"]
