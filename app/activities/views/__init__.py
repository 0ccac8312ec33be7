"""The routes of activities, a file each for what people do there."""

from app.activities.views import correct, drafts, entries, log, oddities, photos, review, steps, ward_list, week
from app.activities.views.blueprint import activities
from app.activities.views.on_behalf import behalf

__all__ = [
    "activities",
    "behalf",
    "correct",
    "drafts",
    "entries",
    "log",
    "oddities",
    "photos",
    "review",
    "steps",
    "ward_list",
    "week",
]
