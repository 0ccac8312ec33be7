"""What a log form says: its boxes as entries."""

from typing import TYPE_CHECKING

from app.activities.entry import Entry
from app.activities.slots import Slot
from app.plan import Layout

if TYPE_CHECKING:
    from app.activities.forms import ActivityForm


def said(form: "ActivityForm") -> list[Entry]:
    """The activities on the page. Note, difficulty and topics belong to the first."""
    rows = form.tile.layout is Layout.ROWS
    found: list[Entry] = []
    for kind in list(form.tile.types) if rows else [form.type.data or ""]:
        slots = form.slots_of(kind if rows else None)
        if rows and not any(form.box(slot).touched for slot in slots):
            continue
        figures = _figures(form, kind, slots)
        found.append(_with_words(form, kind, figures) if not found else Entry(kind, found[0].held_on, figures))
    return found


def _figures(form: "ActivityForm", kind: str, slots: list[Slot]) -> dict[str, int]:
    known = form.plan.activity_types.get(kind)
    own = {m.id for m in form.plan.inputs(known)} if known else set()
    figures = {}
    for slot in slots:
        box = form.box(slot)
        if box.data is not None and (slot.measure.id in own or box.touched):
            figures[slot.measure.id] = box.data
    return figures


def _with_words(form: "ActivityForm", kind: str, figures: dict[str, int]) -> Entry:
    category = form.difficulty_category.data
    known = category if category in form.plan.difficulty_categories else None
    difficulty = form.difficulty.data or ""
    return Entry(
        kind,
        form.chosen_day.on or form.today,
        figures,
        topics=tuple(t for t in form.topics.data or () if t in form.plan.quick_topics),
        audiences=tuple(a for a in form.audiences.data or () if a in form.plan.audiences),
        channels=tuple(c for c in form.channels.data or () if c in form.plan.channels),
        note=form.note.data or "",
        difficulty=difficulty,
        difficulty_category=known if difficulty else None,
    )
