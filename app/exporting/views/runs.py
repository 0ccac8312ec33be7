"""A file that takes longer than a browser waits: asked for, looked after, and fetched."""

from flask import abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.exporting import runs
from app.exporting.entries import parts
from app.exporting.models import State
from app.exporting.views.blueprint import bounds_of, exporting, file_answer, wanted_or_404
from app.launching import launch
from app.periods.calendar import period
from app.periods.current import cut_off
from app.permissions import Action
from app.plan import current_plan


@exporting.route("/tai-so-lieu", methods=["POST"])
@requires(Action.EXPORT, fresh_in_ward=True)
def ask_for_file() -> ResponseReturnValue:
    if not request.form.get("dang"):
        return htmx.go(url_for("exporting.show_downloads"))
    scope, wanted = current_scope(), wanted_or_404()
    bounds = bounds_of(scope)
    total = sum(part.entries for part in parts(bounds, wanted))
    try:
        number = runs.ask_for(bounds, wanted, total, by_id=scope.person_id, now=clock.now())
    except runs.Busy as busy:
        return htmx.go(url_for("exporting.show_export", number=busy.number))
    launch(runs.WORK, number, 1)
    return htmx.go(url_for("exporting.show_export", number=number))


@exporting.route("/tai-so-lieu/<number:number>")
@requires(Action.EXPORT)
def show_export(number: int) -> ResponseReturnValue:
    found = _found(number)
    if htmx.asked() and found.state is not State.WAITING:
        return htmx.go(url_for("exporting.show_export", number=number))
    return htmx.show(
        "exporting/show_export.html", partial="exporting/_progress.html", scope=current_scope(), found=found
    )


@exporting.route("/tai-so-lieu/<number:number>/tep")
@requires(Action.EXPORT, fresh_in_ward=True)
def download_export(number: int) -> ResponseReturnValue:
    found = _found(number)
    wanted = found.wanted(period(found.words["ky"], cut_off()), current_plan())
    path = runs.path_of(current_app.extensions["settings"].data_dir, found)
    if found.state is not State.READY or wanted is None or not path.exists():
        abort(404)
    return file_answer(path.open("rb"), wanted)


@exporting.route("/tai-so-lieu/<number:number>/lai", methods=["POST"])
@requires(Action.EXPORT, fresh_in_ward=True)
def write_again(number: int) -> ResponseReturnValue:
    """Begins anew with one that broke off, or whose file is no longer kept."""
    found = _found(number)
    attempt = runs.ask_again(found, clock.now()) if found.state is State.BROKEN else None
    if attempt is not None:
        launch(runs.WORK, number, attempt)
    return htmx.go(url_for("exporting.show_export", number=number))


def _found(number: int) -> runs.ExportView:
    scope = current_scope()
    return runs.export_of(scope, bounds_of(scope), number, clock.now()) or abort(404)
