"""The audit and the table of permissions, for those who look after the ward."""

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.oversight import facts, queries
from app.oversight.forms import AuditForm
from app.oversight.queries import Line, Page
from app.permissions import MAY, Action, Role

oversight = Blueprint("oversight", __name__, url_prefix="/quan-tri")
NOTHING = Page([], None)


@oversight.route("/nhat-ky")
@requires(Action.SEE_AUDIT)
def show_audit() -> ResponseReturnValue:
    scope, form = current_scope(), AuditForm(request.args)
    wanted = form.wanted(_below(), clock.today())
    page = queries.lines(scope, wanted) if wanted else NOTHING
    return htmx.show(
        "oversight/show_audit.html",
        status=200 if wanted else 422,
        scope=scope,
        form=form,
        lines=_with_changes(page.lines),
        below=page.below,
        is_first=wanted is None or wanted.below is None,
    )


@oversight.route("/quyen")
@requires(Action.SEE_PEOPLE)
def show_permissions() -> ResponseReturnValue:
    return htmx.show(
        "oversight/show_permissions.html", scope=current_scope(), roles=list(Role), actions=list(Action), may=MAY
    )


def _below() -> int | None:
    number = request.args.get("truoc", type=int)
    return number if number is not None and 0 < number <= queries.LAST else None


def _with_changes(lines: list[Line]) -> list[tuple[Line, list[facts.Change]]]:
    parents = {number for line in lines for side in (line.before, line.after) for number in facts.parents(side)}
    kinds = {each.id: each.label for each in current_app.extensions["plan"].unit_kinds.values()}
    measures = {each.id: each.label for each in current_app.extensions["plan"].measures.values()}
    names = {"parent": queries.names_of(current_scope(), parents), "kind": kinds, "measure": measures}
    return [(line, facts.changes(line.before, line.after, names)) for line in lines]
