"""Correcting an entry: the log form over what is stored, and what was typed kept when somebody else was first."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.asking import questions_of_correction
from app.activities.background import Case, look_before
from app.activities.change_words import happened
from app.activities.changes import changes_of, closing_over
from app.activities.changing import NotNow, PeriodClosed, Stale, Wish, change_activity
from app.activities.content import differences
from app.activities.correction_form import CorrectionForm
from app.activities.entry import Question
from app.activities.queries import ActivityView
from app.activities.step_form import version_of
from app.activities.views.blueprint import activities
from app.activities.views.entry_page import closed_label, entry_to_change, steps_now, why_returned
from app.activities.workflow import Status, Step
from app.permissions import Action
from app.plan import current_plan


@activities.route("/<number:number>/sua", methods=["GET", "POST"])
@requires(Action.CORRECT_ENTRIES)
def correct_activity(number: int) -> ResponseReturnValue:
    entry = entry_to_change(number)
    form = _form(entry, sent=request.method == "POST")
    if request.method == "GET":
        return _show(form, entry)
    if not form.is_complete() or form.unanswered(_questions(form, entry)):
        return _show(form, entry, status=422)
    seen = version_of(form.seen.data)
    if seen == entry.version and _is_as_it_was(form, entry):
        return htmx.go(url_for("activities.show_activity", number=number, luu=0))
    try:
        wish = Wish(Step.CORRECT, seen, entry=form.corrected)
        change_activity(number, wish, by=current_scope(), now=clock.now())
    except (Stale, NotNow, PeriodClosed):
        return _second(form, number)
    return htmx.go(url_for("activities.show_activity", number=number, luu=seen + 1))


def _form(entry: ActivityView, *, sent: bool) -> CorrectionForm:
    form = CorrectionForm.over(
        entry.content,
        current_plan(),
        unit_kind=entry.unit_kind,
        today=clock.today(),
        sent=request.form if sent else None,
    )
    if not sent:
        form.seen.data = str(entry.version)
    return form


def _questions(form: CorrectionForm, entry: ActivityView) -> list[Question]:
    typed_on = clock.local(entry.logged_at).date()
    new, stored = look_before(Case(entry.unit_id, [form.corrected, entry.content], typed_on, but=entry.number))
    return questions_of_correction(new, stored, current_plan())


def _is_as_it_was(form: CorrectionForm, entry: ActivityView) -> bool:
    """Nothing to save; but what was sent back may be right as it is, and is then sent again."""
    waits = entry.status in {Status.RETURNED, Status.DRAFT}
    return not waits and not differences(entry.content, form.corrected, current_plan())


def _second(form: CorrectionForm, number: int) -> ResponseReturnValue:
    """Somebody was first: everything typed is still in the boxes, beside what stands now."""
    entry = entry_to_change(number)
    form.stored = entry.content
    form.seen.data = str(entry.version)
    return _show(form, entry, status=409, against=differences(entry.content, form.corrected, current_plan()))


def _show(form: CorrectionForm, entry: ActivityView, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    """The form; a page that cannot be saved now says so and is 409. against: what differs from what stands now."""
    scope, changes = current_scope(), changes_of(entry)
    closing = closing_over(entry, scope)
    may = Step.CORRECT in steps_now(entry, changes, closing)
    return htmx.show(
        "activities/correct_activity.html",
        partial="activities/_correct_form.html",
        status=status if may else 409,
        form=form,
        entry=entry,
        scope=scope,
        may=may,
        closed_label=closed_label(closing),
        happened=happened(changes, scope),
        why_returned=why_returned(changes) if entry.status is Status.RETURNED else "",
        **more,
    )
