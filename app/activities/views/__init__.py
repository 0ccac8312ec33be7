"""The routes of activities, a file each for what people do there."""

from app.activities.views import drafts, entries, log, ward_list, week
from app.activities.views.blueprint import activities

__all__ = ["activities", "drafts", "entries", "log", "ward_list", "week"]
