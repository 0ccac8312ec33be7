"""The ward's targets: listed, set, changed, removed. Where the ward uses none there is no such page."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.periods.calendar import MONTHS, Period, following, period, previous
from app.periods.current import asked_period, cut_off, period_on
from app.permissions import Action
from app.plan import current_plan
from app.targets import queries
from app.targets.commands import AlreadySet, Doing, NoLongerThere, change_target, remove_target, set_target
from app.targets.forms import ALREADY_SET, UNIT, FigureForm, TargetForm
from app.targets.queries import TargetView
from app.targets.rules import may_have_targets
from app.units.queries import UnitView, unit_of

targets = Blueprint("targets", __name__)


@targets.route("/chi-tieu", methods=["GET", "POST"])
@requires(Action.SET_TARGETS)
def list_targets() -> ResponseReturnValue:
    _only_where_used()
    asked = asked_period(request.args.get("ky"), clock.today())
    if not may_have_targets(asked):
        abort(404)
    form = TargetForm(request.form if request.method == "POST" else None)
    form.plan, form.units = current_plan(), queries.units_with_targets(current_scope(), asked, current_plan())
    new = form.wanted(asked, _unit_named(form.whose.data or "")) if request.method == "POST" else None
    if new is None:
        return _show_list(form, asked, 200 if request.method == "GET" else 422)
    try:
        set_target(new, _doing())
    except AlreadySet:
        form.mend("whose", ALREADY_SET)
        return _show_list(form, asked, 422)
    return htmx.go(url_for("targets.list_targets", ky=asked.id))


@targets.route("/chi-tieu/<number:number>", methods=["GET", "POST"])
@requires(Action.SET_TARGETS)
def change_figure(number: int) -> ResponseReturnValue:
    target = _target(number)
    if request.method == "GET":
        return _show_target(target, FigureForm(data={"value": target.value, "seen": target.value}))
    form = FigureForm(request.form)
    value = form.figure()
    if value is None:
        return _show_target(target, form, status=422)
    try:
        change_target(number, value, _doing(), seen=form.seen_figure)
    except NoLongerThere:
        target = _target(number)
        form.seen.data = str(target.value)
        return _show_target(target, form, status=409, changed=True)
    return htmx.go(url_for("targets.list_targets", ky=target.period))


@targets.route("/chi-tieu/<number:number>/bo", methods=["GET", "POST"])
@requires(Action.SET_TARGETS)
def remove_figure(number: int) -> ResponseReturnValue:
    target = _target(number)
    if request.method == "GET":
        return _show("remove_target", target=target)
    try:
        remove_target(number, _doing(), seen=FigureForm(request.form).seen_figure)
    except NoLongerThere:
        return _show("remove_target", status=409, target=_target(number), changed=True)
    return htmx.go(url_for("targets.list_targets", ky=target.period))


def _only_where_used() -> None:
    if not current_scope().uses_targets:
        abort(404)


def _target(number: int) -> TargetView:
    _only_where_used()
    return queries.target_of(current_scope(), number) or abort(404)


def _unit_named(whose: str) -> UnitView | None:
    return unit_of(current_scope(), whose.removeprefix(UNIT)) if whose.startswith(UNIT) else None


def _doing() -> Doing:
    return Doing(current_scope(), current_actor(), clock.now())


def _show_list(form: TargetForm, asked: Period, status: int) -> ResponseReturnValue:
    listed = queries.targets_of_ward(current_scope(), asked, current_plan())
    around = (previous(asked, cut_off()), following(asked, cut_off()))
    wider = [period_on(asked.last_on, kind) for kind in MONTHS]
    return _show("targets", status=status, form=form, period=asked, listed=listed, around=around, wider=wider)


def _show_target(target: TargetView, form: FigureForm, **more: Any) -> ResponseReturnValue:
    return _show("change_target", target=target, form=form, **more)


def _show(page: str, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    known: dict[str, Any] = {"scope": current_scope(), "plan": current_plan()}
    if "target" in more:
        known["span"] = period(more["target"].period, cut_off())
    return htmx.show(f"targets/{page}.html", status=status, **known, **more)
