"""A log form not sent yet, filled with what an entry holds."""

from app.activities.boxes import OTHER
from app.activities.entry import Entry
from app.activities.forms import ActivityForm
from app.plan import Layout


def fill(form: ActivityForm, entry: Entry) -> None:
    """Puts an entry into the form; its type must be one of the tile's."""
    rows = form.tile.layout is Layout.ROWS
    own = {measure.id for measure in form.plan.inputs(form.plan.activity_types[entry.type])}
    for slot in form.slots_of(entry.type if rows else None):
        if slot.measure.id in own:
            form.box(slot).data = entry.figures.get(slot.measure.id)
    form.type.data = entry.type
    for name in ("topics", "audiences", "channels"):
        form[name].data = list(getattr(entry, name))
    for name in ("note", "difficulty", "difficulty_category"):
        form[name].data = getattr(entry, name)
    _put_day(form, entry)


def _put_day(form: ActivityForm, entry: Entry) -> None:
    near = entry.held_on in (form.today, form.yesterday)
    form.held_on.data = entry.held_on.isoformat() if near else OTHER
    if not near:
        form.day.data, form.month.data, form.year.data = f"{entry.held_on:%d/%m/%Y}".split("/")
