"""A person's work in units: given, changed for another, ended."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.directory.commands import memberships
from app.directory.commands.changing import Refused
from app.directory.forms import WorkForm
from app.directory.queries.people import Profile, Work
from app.directory.queries.units import open_units
from app.directory.views.acting import ROLES, carried_out, doing, refused_page, sent
from app.directory.views.people import profile_or_404
from app.permissions import Action, Role

work = Blueprint("work", __name__, url_prefix="/quan-tri/nguoi/<number:number>")


@work.route("/them-viec", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def give_work(number: int) -> ResponseReturnValue:
    who, form = profile_or_404(number), WorkForm(request.form, role=Role.REPORTER.value)
    place = form.place() if sent(form) else None
    if place and carried_out(form, "unit", lambda: memberships.give_work(number, place, doing())):
        return htmx.go(url_for("people.show_person", number=number, xong="giao-them"))
    return _form(form, who, None)


@work.route("/doi-viec", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def change_work(number: int) -> ResponseReturnValue:
    """Another unit, role or title from today on: the one ends, the other begins."""
    who = profile_or_404(number)
    held = _asked(who) or abort(404)
    form = WorkForm(request.form, unit=held.unit_code, role=held.role.value, title=held.title)
    place = form.place() if sent(form) else None
    if place and carried_out(form, "unit", lambda: memberships.change_work(number, held.number, place, doing())):
        return htmx.go(url_for("people.show_person", number=number, xong="doi-viec"))
    return _form(form, who, held)


def _form(form: WorkForm, who: Profile, held: Work | None) -> ResponseReturnValue:
    return htmx.show(
        "directory/work_form.html",
        status=422 if form.errors else 200,
        scope=current_scope(),
        form=form,
        who=who,
        held=held,
        roles=ROLES,
        units=open_units(current_scope(), clock.today()),
    )


@work.route("/thoi-viec", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def end_work(number: int) -> ResponseReturnValue:
    who = profile_or_404(number)
    held = _asked(who) or abort(404)
    if request.method != "POST":
        return htmx.show("directory/end_work.html", scope=current_scope(), who=who, held=held)
    try:
        memberships.end_work(number, held.number, doing())
    except Refused as refused:
        return refused_page(refused.sentence, url_for("people.show_person", number=number))
    return htmx.go(url_for("people.show_person", number=number, xong="thoi-viec"))


def _asked(who: Profile) -> Work | None:
    """The present work that the address or the form names."""
    wanted = request.values.get("viec", "")
    return next((each for each in who.present(clock.today()) if str(each.number) == wanted), None)
