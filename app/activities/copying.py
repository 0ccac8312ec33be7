"""Ghi lại như lần trước: what of an entry a new one begins with, and on which page it is logged; pure."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.activities.entry import Entry
from app.plan import Plan


class Copied(NamedTuple):
    """Of which day the entry was that a log form was opened like; fits: whether its type can be logged there."""

    held_on: date
    fits: bool


def like(entry: Entry, today: date) -> Entry:
    """What a new entry begins with: type, figures, topics, audiences and channels, today, and nothing in words."""
    return replace(entry, held_on=today, note="", difficulty="", difficulty_category=None)


def log_page(type_id: str, unit_kind: str, plan: Plan) -> dict[str, str]:
    """Which log page units of a kind log a type on, as its address wants it: the first tile that holds it, or "khac"."""
    for tile in plan.tiles_of(unit_kind):
        if type_id in tile.types:
            return {"slug": tile.slug}
    known = any(kind.id == type_id for kind in plan.types_for(unit_kind))
    return {"slug": "khac", "loai": type_id} if known else {"slug": "khac"}
