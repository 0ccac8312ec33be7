"""The plan as data: read once from a catalogue, checked, frozen."""

from typing import cast

from flask import current_app

from app.plan.checks import PlanError
from app.plan.model import ENTRIES, WEEKDAYS, ActivityType, Duty, Measure, Obligation, Plan
from app.plan.reading import read_plan
from app.plan.tile import Layout, Tile

__all__ = [
    "ENTRIES",
    "WEEKDAYS",
    "ActivityType",
    "Duty",
    "Layout",
    "Measure",
    "Obligation",
    "Plan",
    "PlanError",
    "Tile",
    "current_plan",
    "read_plan",
]


def current_plan() -> Plan:
    """The plan this app was started with."""
    return cast(Plan, current_app.extensions["plan"])
