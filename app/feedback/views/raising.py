"""Raising feedback."""

from typing import Any

from flask import request, session, url_for
from flask.typing import ResponseReturnValue

from app import clock, delivery, htmx, wording
from app.access import current_scope, requires
from app.activities.queries import ActivityView, activity_of
from app.feedback.raise_form import FeedbackForm
from app.feedback.raising import raise_feedback as put_feedback
from app.feedback.raising import raised_with
from app.feedback.views.acting import current_goals
from app.feedback.views.threads import feedback
from app.permissions import Action
from app.plan import current_plan
from app.routing import numbers
from app.submissions.commands import KeyReused

FORM = "feedback/_raise_form.html"


@feedback.route("/gui", methods=["GET", "POST"])
@requires(Action.RAISE_FEEDBACK)
def raise_feedback() -> ResponseReturnValue:
    scope, plan, entry = current_scope(), current_plan(), _entry()
    form = FeedbackForm.of(plan.difficulties_for(scope.unit_kind), request.form if request.method == "POST" else None)
    form.act_for(scope)
    if request.method == "GET":
        if entry is not None:
            form.text.data, form.category.data = entry.difficulty, entry.difficulty_category
        return _show(form, entry)
    if delivery.asked():
        form.confirm()
    wanted = form.wanted(entry.number if entry else None)
    if wanted is None:
        return _show(form, entry, status=422)
    try:
        raised = put_feedback(wanted, key=form.key.data or "", by=scope, at=clock.now(), goals=current_goals())
    except KeyReused as reused:
        form.renew_key()
        kept = {"code": raised_with(reused.number), "hour": wording.hour(reused.received_at)}
        return _show(form, entry, status=409, reused=kept)
    session.modified = True  # a changed cookie keeps the sent form out of the page cache: Back asks for a new one
    return htmx.go(url_for("feedback.show_feedback", code=raised.code))


def _show(form: FeedbackForm, entry: ActivityView | None, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    page, plan = "feedback/raise_feedback.html", current_plan()
    return htmx.show(page, partial=FORM, status=status, form=form, entry=entry, plan=plan, **more)


def _entry() -> ActivityView | None:
    """The entry the difficulty was met in: one of the own unit's, named by the address."""
    scope, found = current_scope(), numbers(request.args.getlist("tu")[:1])
    entry = activity_of(scope, found[0]) if found else None
    return entry if entry and entry.unit_id == scope.unit_id else None
