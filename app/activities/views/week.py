"""A week's sheet: what a school did in a week, logged in one go."""

from datetime import date
from itertools import groupby

from flask import abort, request, session, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx, wording
from app.access import current_scope, requires
from app.activities.commands import Unanswered, log_activities
from app.activities.filling import fill_week
from app.activities.forms import is_key
from app.activities.logged import logged_between
from app.activities.sheet_form import SheetForm
from app.activities.views.blueprint import activities
from app.activities.weeks import NoSuchWeek, Week, asked_week, sections_of
from app.periods.current import period_on
from app.permissions import Action
from app.plan import current_plan
from app.submissions.commands import KeyReused

PAGE, FORM = "activities/log_week.html", "activities/_week_form.html"


@activities.route("/tuan", methods=["GET", "POST"])
@requires(Action.LOG)
def log_week() -> ResponseReturnValue:
    scope, today = current_scope(), clock.today()
    week = _week(today)
    if request.method == "GET":
        return _opened(week, today)
    form = SheetForm.of(week, current_plan(), unit_kind=scope.unit_kind, today=today, sent=request.form)
    key = form.key.data if is_key(form.key.data) else ""
    form.logged = logged_between(scope, week.monday, week.sunday, key=key or "")
    if not form.is_complete():
        return _shown(form, 422)
    try:
        receipt = log_activities(form.entries, key=form.key.data or "", by=scope, now=clock.now(), ask=form.asks)
    except Unanswered:
        return _shown(form, 422)
    except KeyReused as reused:
        form.renew_key()
        return _shown(form, 409, {"number": reused.number, "hour": wording.hour(reused.received_at)})
    session.modified = True  # a changed cookie keeps the sent form out of the page cache: Back asks for a new one
    return htmx.go(url_for("activities.show_receipt", number=receipt.number))


def _week(today: date) -> Week:
    """The week the address names; 404 for one to come, and for units without a sheet."""
    if not sections_of(current_scope().unit_kind, current_plan()):
        abort(404)
    try:
        return asked_week(request.args.get("tuan"), today)
    except NoSuchWeek:
        abort(404)


def _opened(week: Week, today: date) -> ResponseReturnValue:
    """The sheet nobody has typed in yet, with the figures of the week before where that was asked for."""
    scope = current_scope()
    form = SheetForm.of(week, current_plan(), unit_kind=scope.unit_kind, today=today, sent=None)
    both = logged_between(scope, week.before.monday, week.sunday)
    form.logged = [each for each in both if each.held_on >= week.monday]
    before = both[: len(both) - len(form.logged)]
    if request.args.get("chep"):
        fill_week(form, before)
    return _shown(form, can_copy=bool(before) and form.copied is None)


def _shown(
    form: SheetForm, status: int = 200, reused: dict[str, object] | None = None, *, can_copy: bool = False
) -> ResponseReturnValue:
    spans = [(period, list(days)) for period, days in groupby(form.week.days, key=period_on)]
    return htmx.show(
        PAGE,
        partial=FORM,
        status=status,
        form=form,
        reused=reused,
        can_copy=can_copy,
        spans=[(period, days[0], days[-1]) for period, days in spans],
        plan=form.plan,
    )
