"""Ghi lại như lần trước: a log page that opens with what an earlier entry of the unit holds."""

from flask import abort, request

from app.access import current_scope
from app.activities.copying import Copied, like, log_page
from app.activities.filling import fill
from app.activities.forms import ActivityForm
from app.activities.queries import ActivityView, own_activity
from app.activities.views.blueprint import activities
from app.plan import current_plan
from app.routing import numbers, path_to


@activities.app_template_global()
def path_to_repeat(number: int, type_id: str) -> str:
    """Where an entry of a type is logged again."""
    page = log_page(type_id, current_scope().unit_kind, current_plan())
    return path_to("activities.log_activity", **page, nhu=number)


def source() -> ActivityView | None:
    """The own unit's entry the address names; 404 for any other."""
    asked = request.args.get("nhu")
    if asked is None:
        return None
    return next((own_activity(current_scope(), number) for number in numbers([asked])), None) or abort(404)


def copy_into(form: ActivityForm) -> bool:
    """Fills a form just opened with what it shall be like; False where there is nothing its tile could hold."""
    entry = source()
    if entry is None:
        return False
    form.copied = Copied(entry.held_on, fits=entry.type in form.tile.types)
    if form.copied.fits:
        fill(form, like(entry.content, form.today))
    return form.copied.fits
