"""Tổng quan: the ward at a glance, and who has evidence for a duty."""

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.feedback.views.figures import ROWS
from app.periods.calendar import Kind, Period, following, previous, running_total
from app.periods.current import asked_period, cut_off
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded
from app.status.chase.messages import Round, group_message, short_names
from app.status.closed import note_of_ward
from app.status.current import expected_in, months_at_home
from app.status.overview.duties import evidence_of
from app.status.overview.page import Spans, Ward, overview_of, ward_of
from app.status.overview.queries import units_with_evidence
from app.status.overview.table import GROUP_OPTIONS, ORDER_OPTIONS, Order, Wanted, arranged, foot
from app.status.updating import Group, is_over

overview = Blueprint("overview", __name__, url_prefix="/tong-quan")
THREADS = {row.name: row for row in ROWS}
KEPT = ("q", "loai", "trang-thai", "xep")


@overview.route("")
@requires(Action.SEE_UNITS)
def show_overview() -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    period = asked_period(request.args.get("ky"), clock.today())
    around = (previous(period, cut_off()), following(period, cut_off()))
    spans = Spans(period, around[0], running_total(period, cut_off()))
    sought = bounded(request.args.get("q"))
    expected = expected_in(scope.ward_id, period, clock.today())
    ward = ward_of(scope, spans, expected, clock.now(), plan, sought)
    note = note_of_ward(scope.ward_id, period, clock.today(), ward.figures.now)
    return htmx.show(
        "overview/show_overview.html",
        partial="overview/_units.html",
        scope=scope,
        ward=ward,
        period=period,
        running=spans.running,
        around=around,
        today=clock.today(),
        overview=None if htmx.asked() else overview_of(scope, ward, period, plan),
        note=note,
        thread_rows=THREADS,
        plan=plan,
        **_table(ward, sought),
        **_reminder(ward, period, is_closed=note is not None),
    )


def _reminder(ward: Ward, period: Period, *, is_closed: bool) -> dict[str, Any]:
    """Who is silent, in short, and for who may remind them the text to copy."""
    scope, plan, today = current_scope(), current_plan(), clock.today()
    if htmx.asked() or not ward.silent:
        return {}
    order = list(plan.unit_kinds)
    silent = sorted(ward.silent, key=lambda each: order.index(each.unit.kind))
    asked = [each.unit for each in silent if not is_over(each, today)]
    home, is_closed_month = url_for("status.show_home", _external=True), is_closed and period.kind is Kind.MONTH
    is_at_home = period in months_at_home(today)
    of = Round(period, ward.due_on, today, False, is_closed_month, is_at_home, scope.unit_name, home)
    text = group_message(short_names(asked, plan), of) if asked and scope.may(Action.REMIND_UNITS) else ""
    return {"silent": short_names((each.unit for each in silent), plan), "reminder": text}


def _table(ward: Ward, sought: str) -> dict[str, Any]:
    """What the table and the form above it are drawn from. kept: what another period is asked for as well."""
    wanted = _wanted()
    rows, args = arranged(ward.found, wanted), request.args
    kept = {name: bounded(args[name]) for name in KEPT if args.get(name)}
    shown = {"rows": rows, "foot": foot(rows), "sought": sought, "wanted": wanted}
    kinds = tuple((kind.id, kind.label) for kind in current_plan().unit_kinds.values())
    return shown | {"kept": kept, "kinds": kinds, "groups": GROUP_OPTIONS, "orders": ORDER_OPTIONS}


def _wanted() -> Wanted:
    """What the address asks of the table; a word nobody knows asks for nothing."""
    args, orders, groups = request.args, {each.value: each for each in Order}, {each.value: each for each in Group}
    order = orders.get(args.get("xep", ""), Order.NAME)
    return Wanted(bounded(args.get("loai")), groups.get(args.get("trang-thai", "")), order)


@overview.route("/nhiem-vu")
@requires(Action.SEE_UNITS)
def show_duty() -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    period = asked_period(request.args.get("ky"), clock.today())
    asked = bounded(request.args.get("ma"))
    if not asked:
        return redirect(url_for("overview.show_overview", ky=period.id), code=303)
    duty = plan.duties.get(asked) or abort(404)
    running = running_total(period, cut_off())
    evidence = evidence_of(units_with_evidence(scope, period, running, plan), duty, plan)
    return htmx.show(
        "overview/show_duty.html",
        scope=scope,
        evidence=evidence,
        kind=plan.unit_kinds[duty.unit_kind],
        period=period,
        running=running,
        plan=plan,
    )
