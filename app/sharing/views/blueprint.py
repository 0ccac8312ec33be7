"""The blueprint of what a unit is given back, and the unit an address names."""

from flask import Blueprint, abort

from app.access import current_scope
from app.units.queries import UnitView, unit_of

sharing = Blueprint("sharing", __name__)


def unit_or_404(code: str) -> UnitView:
    """A unit whose entries the person may see."""
    return unit_of(current_scope(), code) or abort(404)
