"""A log form not sent yet, filled with what an entry holds, or a week's sheet with the week before."""

from collections.abc import Iterable
from datetime import timedelta

from app.activities.boxes import OTHER
from app.activities.entry import Entry
from app.activities.forms import ActivityForm
from app.activities.logged import Logged
from app.activities.sheet_form import SheetForm
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


def fill_week(form: SheetForm, before: Iterable[Logged]) -> None:
    """Puts the figures of the week before on the same days, but where that type was logged on that day already.

    What has no line of its own comes into the free ones, as far as they go.
    """
    done = {(each.type, each.held_on) for each in form.logged}
    lines = {(line.type.id, line.on): line for _, lines in form.lines for line in lines}
    free = iter(form.free_lines)
    form.copied = False
    for each in before:
        on = each.held_on + timedelta(days=7)
        if on > form.today or (each.type, on) in done:
            continue
        line = lines.pop((each.type, on), None)
        other = form.others.get(each.type)
        if line is not None:
            for box in line.boxes:
                box.data = each.figures.get(box.measure.id)
        elif other is None or (spare := next(free, None)) is None:
            continue
        else:
            spare.day.data, spare.kind.data = on.isoformat(), each.type
            spare.count.data = each.figures.get(other.measure.id)
        form.copied = True
