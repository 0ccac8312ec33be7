"""The ward's units: listed, shown, added, changed, closed, opened again."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx, wording
from app.access import current_scope, requires
from app.directory.commands import units as commands
from app.directory.commands.changing import Refused
from app.directory.forms import ClosingForm, UnitForm
from app.directory.queries import units as queries
from app.directory.queries.units import PAGE, Openness, UnitCard
from app.directory.views.acting import carried_out, doing, refused_page, sent, unit_or_404
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded, page_asked

directory = Blueprint("directory", __name__, url_prefix="/quan-tri/don-vi")


@directory.route("")
@requires(Action.SEE_PEOPLE)
def show_units() -> ResponseReturnValue:
    scope, page, asked = current_scope(), page_asked(), request.args.get("xem", "")
    sought, which = bounded(request.args.get("q")), Openness(asked) if asked in set(Openness) else Openness.OPEN
    units = queries.units_of(scope, which, clock.today(), sought=sought, page=page)
    return htmx.show(
        "directory/units.html",
        partial="directory/_units.html",
        scope=scope,
        units=units[:PAGE],
        has_more=len(units) > PAGE,
        page=page,
        sought=sought,
        which=which,
        choices=[(each.value, each.label) for each in Openness],
        kinds=_kinds(),
        today=clock.today(),
    )


@directory.route("/them", methods=["GET", "POST"])
@requires(Action.MANAGE_UNITS, fresh=True)
def add_unit() -> ResponseReturnValue:
    form = UnitForm(request.form)
    new = form.new_unit(current_plan().unit_kinds, clock.today()) if sent(form) else None
    if new and carried_out(form, "name", lambda: commands.add_unit(new, doing())):
        return htmx.go(url_for("directory.show_unit", code=new.code, xong="them"))
    return _form(form, None)


@directory.route("/<code:code>")
@requires(Action.SEE_PEOPLE)
def show_unit(code: str) -> ResponseReturnValue:
    unit, today = unit_or_404(code), clock.today()
    return htmx.show(
        "directory/show_unit.html",
        scope=current_scope(),
        unit=unit,
        present=queries.present_in(unit, today),
        past=queries.past_of(unit, today),
        kind=_kinds().get(unit.kind, "Phường"),
        is_closed=unit.is_closed(today),
        done=request.args.get("xong", ""),
    )


@directory.route("/<code:code>/sua", methods=["GET", "POST"])
@requires(Action.MANAGE_UNITS, fresh=True)
def change_unit(code: str) -> ResponseReturnValue:
    unit = unit_or_404(code)
    opened = wording.short_date(unit.opened_on) if unit.opened_on else ""
    kept = {
        "name": unit.name,
        "parent": unit.parent_code,
        "opened_on": opened,
        "households": str(unit.households or ""),
    }
    form = UnitForm(request.form, data=kept)
    new = form.new_unit((), clock.today(), code) if sent(form) else None
    if new and carried_out(form, "name", lambda: commands.change_unit(new, doing())):
        return htmx.go(url_for("directory.show_unit", code=code, xong="sua"))
    return _form(form, unit)


def _form(form: UnitForm, unit: UnitCard | None) -> ResponseReturnValue:
    parents = [each for each in queries.open_units(current_scope(), clock.today()) if not unit or each[0] != unit.code]
    if unit and unit.parent_code and unit.parent_code not in dict(parents):
        parents.append((unit.parent_code, unit.parent_name or ""))
    return htmx.show(
        "directory/unit_form.html",
        status=422 if form.errors else 200,
        scope=current_scope(),
        form=form,
        unit=unit,
        kinds=list(_kinds().items()),
        parents=parents,
    )


@directory.route("/<code:code>/dong", methods=["GET", "POST"])
@requires(Action.MANAGE_UNITS, fresh=True)
def close_unit(code: str) -> ResponseReturnValue:
    unit, today = unit_or_404(code), clock.today()
    form = ClosingForm(request.form, closed_on=wording.short_date(today))
    day = form.day(today) if sent(form) else None
    if day and carried_out(form, "closed_on", lambda: commands.close_unit(code, day, doing())):
        return htmx.go(url_for("directory.show_unit", code=code, xong="dong"))
    return htmx.show(
        "directory/close_unit.html",
        status=422 if form.errors else 200,
        scope=current_scope(),
        form=form,
        unit=unit,
        people=queries.present_in(unit, today),
        under=queries.open_under(unit, today),
    )


@directory.route("/<code:code>/mo-lai", methods=["POST"])
@requires(Action.MANAGE_UNITS, fresh=True)
def reopen_unit(code: str) -> ResponseReturnValue:
    unit = unit_or_404(code)
    try:
        commands.reopen_unit(unit.code, doing())
    except Refused as refused:
        return refused_page(refused.sentence, url_for("directory.show_unit", code=code))
    return htmx.go(url_for("directory.show_unit", code=code, xong="mo-lai"))


def _kinds() -> dict[str, str]:
    return {each.id: each.label for each in current_plan().unit_kinds.values()}
