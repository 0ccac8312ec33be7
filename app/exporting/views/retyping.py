"""Số liệu để nhập lại: figures to copy one by one, and the lines they stand in."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.exporting.retype_form import LinesForm
from app.exporting.retyping import Changed, filled, keep_lines, mark_of, own_lines, plans_lines
from app.exporting.views.blueprint import exporting
from app.periods.calendar import following, previous
from app.periods.current import asked_period, cut_off
from app.permissions import Action
from app.plan import current_plan
from app.reporting.annexes import figures_of
from app.routing import bounded
from app.status.current import expected_in


@exporting.route("/nhap-lai")
@requires(Action.SEE_REPORTS)
def show_figures_to_retype() -> ResponseReturnValue:
    scope, plan, today = current_scope(), current_plan(), clock.today()
    period = asked_period(bounded(request.args.get("ky")), today)
    snapshot = figures_of(scope.ward_id, expected_in(scope.ward_id, period, today), plan)
    own = own_lines(scope.ward_id)
    return htmx.show(
        "exporting/show_figures_to_retype.html",
        scope=scope,
        period=period,
        around=(previous(period, cut_off()), following(period, cut_off())),
        today=today,
        lines=filled(own or plans_lines(plan), snapshot),
        is_own=bool(own),
        plan=plan,
    )


@exporting.route("/nhap-lai/dong", methods=["GET", "POST"])
@requires(Action.WRITE_REPORTS)
def change_lines() -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    own = own_lines(scope.ward_id)
    form = LinesForm.sent(request.form) if request.method == "POST" else None
    lines = form.lines(plan) if form else None
    changed = False
    if form and lines is not None:
        try:
            keep_lines(scope.ward_id, lines, seen=form.seen)
            return htmx.go(url_for("exporting.show_figures_to_retype"))
        except Changed:
            changed, form.seen = True, mark_of(own_lines(scope.ward_id))
    return htmx.show(
        "exporting/change_lines.html",
        status=409 if changed else 422 if form else 200,
        scope=scope,
        form=form or LinesForm.of(own or plans_lines(plan), mark_of(own)),
        changed=changed,
        measures=(("", "Chọn số liệu"), *((line.measure, line.label) for line in plans_lines(plan))),
        kinds=(("", "Toàn phường"), *((kind.id, kind.label) for kind in plan.unit_kinds.values())),
    )
