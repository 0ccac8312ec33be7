"""Importing units and people from a workbook: upload, progress, dry run, and then all or nothing."""

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.imports import commands, packages, queries
from app.imports.forms import WorkbookForm
from app.imports.template import TYPE, template
from app.launching import launch
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded
from app.security import takes

imports = Blueprint("imports", __name__)
BUSY = "Phường đang nhập một tệp khác. Chờ tệp đó xong rồi làm lại."


def may_import() -> bool:
    return bool(current_user.is_authenticated) and current_scope().may(Action.IMPORT)


@imports.route("/quan-tri/nhap", methods=["GET", "POST"])
@requires(Action.IMPORT, fresh=True)
@takes(packages.LARGEST + 1024 * 1024, of=may_import)
def upload_workbook() -> ResponseReturnValue:
    form = WorkbookForm(request.files)
    content = form.content() if request.method == "POST" else None
    if content is not None:
        try:
            number = commands.receive_workbook(content, form.name(), by=current_actor(), now=clock.now())
            launch(commands.WORK, number, 1)
            return htmx.go(url_for("imports.show_import", number=number))
        except commands.Busy:
            form.mend("workbook", BUSY)
    past = queries.imports_of(current_scope(), now=clock.now())
    status = 422 if form.problems() else 200
    return htmx.show("imports/upload_workbook.html", status=status, form=form, past=past, scope=current_scope())


@imports.route("/quan-tri/nhap/mau.xlsx")
@requires(Action.IMPORT)
def download_template() -> ResponseReturnValue:
    answer = Response(template(current_plan()), mimetype=TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="mau-nhap-don-vi-va-nguoi.xlsx"'
    return answer


@imports.route("/quan-tri/nhap/<number:number>")
@requires(Action.IMPORT)
def show_import(number: int) -> ResponseReturnValue:
    found = _found(number)
    if htmx.asked() and not found.is_running:
        return htmx.go(url_for("imports.show_import", number=number))
    asked = bounded(request.args.get("trang"))
    page = min(int(asked), found.pages) if asked.isdecimal() and asked.isascii() and int(asked) else 1
    scope = current_scope()
    return htmx.show("imports/show_import.html", partial="imports/_progress.html", found=found, page=page, scope=scope)


@imports.route("/quan-tri/nhap/<number:number>/nhap", methods=["POST"])
@requires(Action.IMPORT, fresh=True)
def apply_import(number: int) -> ResponseReturnValue:
    """Carries the dry run out."""
    _found(number)
    return _go_on(number, commands.ask_to_apply)


@imports.route("/quan-tri/nhap/<number:number>/lai", methods=["POST"])
@requires(Action.IMPORT, fresh=True)
def read_again(number: int) -> ResponseReturnValue:
    """Begins anew with an import that broke off."""
    _found(number)
    return _go_on(number, commands.ask_again)


def _found(number: int) -> queries.ImportView:
    return queries.import_of(current_scope(), number, now=clock.now()) or abort(404)


def _go_on(number: int, ask: commands.Ask) -> ResponseReturnValue:
    """Another step of an import, unless it is no longer there to take (409)."""
    try:
        attempt = ask(number, by=current_actor(), now=clock.now())
    except commands.Busy:
        attempt = None
    if attempt is None:
        abort(409)
    launch(commands.WORK, number, attempt)
    return htmx.go(url_for("imports.show_import", number=number))
