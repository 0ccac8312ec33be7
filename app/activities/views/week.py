"""A week's sheet: what a school did in a week, logged in one go."""

from datetime import date
from itertools import groupby
from typing import Any

from flask import abort, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app import clock, delivery, htmx, wording
from app.access import current_scope, requires
from app.activities.commands import Unanswered, log_activities
from app.activities.filling import fill_week
from app.activities.forms import is_key
from app.activities.logged import logged_between
from app.activities.sheet_form import SheetForm
from app.activities.views.blueprint import activities
from app.activities.weeks import WEEK, NoSuchWeek, Week, asked_week, sections_of
from app.periods.current import period_on
from app.permissions import Action
from app.plan import current_plan
from app.routing import path_to
from app.submissions.commands import KeyReused

PAGE, FORM = "activities/log_week.html", "activities/_week_form.html"


@activities.route("/tuan", methods=["GET", "POST"])
@requires(Action.LOG)
def log_week() -> ResponseReturnValue:
    scope, today = current_scope(), clock.today()
    week = week_at(today, request.args.get("tuan"))
    if request.method == "GET":
        return _opened(week, today)
    form = sheet_of(week, today, request.form)
    if not form.is_complete():
        return shown(form, 422)
    try:
        ask = None if delivery.asked() else form.asks
        receipt = log_activities(form.entries, key=form.key.data or "", by=scope, now=clock.now(), ask=ask)
    except Unanswered:
        return shown(form, 422)
    except KeyReused as reused:
        form.renew_key()
        return shown(form, 409, reused={"number": reused.number, "hour": wording.hour(reused.received_at)})
    session.modified = True  # a changed cookie keeps the sent form out of the page cache: Back asks for a new one
    return htmx.go(url_for("activities.show_receipt", number=receipt.number))


def week_at(today: date, named: str | None) -> Week:
    """The week of a day that is named; 404 for one to come, and for units without a sheet."""
    if not sections_of(current_scope().unit_kind, current_plan()):
        abort(404)
    try:
        return asked_week(named, today)
    except NoSuchWeek:
        abort(404)


def sheet_of(week: Week, today: date, sent: MultiDict[str, str] | None) -> SheetForm:
    """A week's sheet for the unit acted for, and where a draft of it is kept. sent: what was typed, None for nothing."""
    scope = current_scope()
    form = SheetForm.of(week, current_plan(), unit_kind=scope.unit_kind, today=today, sent=sent)
    form.act_for(scope)
    form.keeps_at = path_to("activities.keep_draft", slug=WEEK, tuan=f"{week.monday}")
    if sent is not None:
        key = form.key.data if is_key(form.key.data) else None
        form.logged = logged_between(scope, week.monday, week.sunday, key=key or "")
    return form


def _opened(week: Week, today: date) -> ResponseReturnValue:
    """The sheet nobody has typed in yet, with the figures of the week before where that was asked for."""
    form = sheet_of(week, today, None)
    both = logged_between(current_scope(), week.before.monday, week.sunday)
    form.logged = [each for each in both if each.held_on >= week.monday]
    before = both[: len(both) - len(form.logged)]
    if request.args.get("chep"):
        fill_week(form, before)
    return shown(form, can_copy=bool(before) and form.copied is None)


def shown(form: SheetForm, status: int = 200, *, partial: str = FORM, **more: Any) -> ResponseReturnValue:
    """reused: what the key stood for; can_copy: whether the week before may be copied; not_kept: why no draft is."""
    spans = [(period, list(days)) for period, days in groupby(form.week.days, key=period_on)]
    return htmx.show(
        PAGE,
        partial=partial,
        status=status,
        form=form,
        spans=[(period, days[0], days[-1]) for period, days in spans],
        plan=form.plan,
        **more,
    )
