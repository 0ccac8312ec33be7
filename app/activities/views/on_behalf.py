"""Ghi thay: an officer logs for a unit what its people say by phone."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.activities import queries
from app.activities.behalf_form import BehalfForm
from app.activities.commands import Told
from app.activities.views.log import PAGE, save, tile_at
from app.periods.calendar import Period
from app.periods.current import asked_period
from app.permissions import Action
from app.plan import current_plan
from app.scope import Scope
from app.units.queries import UnitView, begun_unit_of

behalf = Blueprint("on_behalf", __name__, url_prefix="/don-vi/<code:code>/ghi-thay")


@behalf.route("")
@requires(Action.LOG_FOR_UNITS)
def choose_page(code: str) -> ResponseReturnValue:
    """What may be logged for the unit: its own tiles, and every other type."""
    (unit, _), plan = _unit(code), current_plan()
    tiles, types = plan.tiles_of(unit.kind), plan.coded_types(unit.kind)
    asked = _asked().id if request.args.get("ky") else None
    shown: dict[str, Any] = {"unit": unit, "tiles": tiles, "types": types, "asked": asked}
    return htmx.show("activities/choose_for_unit.html", scope=current_scope(), **shown)


@behalf.route("/<slug:slug>", methods=["GET", "POST"])
@requires(Action.LOG_FOR_UNITS)
def log_for_unit(code: str, slug: str) -> ResponseReturnValue:
    (unit, last_on), plan = _unit(code), current_plan()
    acting = _acting_for(unit)
    tile = tile_at(slug, acting, plan)
    if tile is None:
        return redirect(url_for("on_behalf.choose_page", code=unit.code), code=303)
    sent = request.form if request.method == "POST" else None
    form = BehalfForm.of(tile, plan, unit_kind=unit.kind, today=clock.today(), sent=sent)
    named = tile.types[0] if slug == "khac" else None
    form.whose, form.last_on = unit, last_on
    form.action = url_for("on_behalf.log_for_unit", code=unit.code, slug=slug, loai=named)
    if sent is None:
        form.type.data = queries.last_type(acting, tile.types) or tile.types[0]
        form.propose_day(_asked())
        return htmx.show(PAGE, form=form)
    return save(form, acting, slug, told=Told(form.told_by.data or "", current_actor()))


def _asked() -> Period:
    """Of which period something is told: as where it was asked for, else today's month."""
    return asked_period(request.args.get("ky"), clock.today())


def _unit(code: str) -> tuple[UnitView, date | None]:
    """A unit of the own ward, of a kind that logs, with its last day: until then something may still be told of it.

    404 for any other, for one that has not opened yet, and for the own: its log form is there.
    """
    found = begun_unit_of(current_scope(), code, clock.today()) or abort(404)
    is_logging = found[0].id != current_scope().unit_id and current_plan().tiles_of(found[0].kind)
    return found if is_logging else abort(404)


def _acting_for(unit: UnitView) -> Scope:
    """The officer as who acts for the unit."""
    own = {"unit_id": unit.id, "unit_code": unit.code, "unit_name": unit.name, "unit_kind": unit.kind}
    return replace(current_scope(), **own)  # type: ignore[arg-type]
