"""A thread and the steps in it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.feedback import words
from app.feedback.choices import Rating, Severity
from app.feedback.commands import NoSuchHandler, NotThere, NotYours, Stale, parties, take_step
from app.feedback.feed import messages_of
from app.feedback.forms import NO_HANDLER, StepForm
from app.feedback.handling import Choice, handlers_for
from app.feedback.queries import ThreadView, thread_of
from app.feedback.stepping import NotNow, Wish
from app.feedback.telling import zalo_thread
from app.feedback.templates import Blanks, TemplateView, filled, templates_for
from app.feedback.views.acting import acting
from app.feedback.views.inbox import inbox_context, kept
from app.feedback.workflow import Step, may_ever, steps_from
from app.permissions import Action
from app.plan import Plan, current_plan
from app.routing import path_to
from app.scope import Scope

feedback = Blueprint("feedback", __name__, url_prefix="/phan-anh")
for each in (words.who, words.did, words.stands, words.handler_of, words.slug, words.offer, words.sending):
    feedback.add_app_template_filter(each)
for rule in (words.needs_words, words.due_words, words.due_state, words.is_overdue, words.up_to_most, zalo_thread):
    feedback.add_app_template_filter(rule)
# What an address calls a step: its word in the plan. Raising has a page of its own; nobody lapses, or waits, by hand.
STEPS = {
    step.value.replace("_", "-"): step for step in Step if step not in {Step.RAISE, Step.LAPSE, Step.PROPOSE_ANSWER}
}
CHANGED = "Có người vừa làm việc này trước. Xem phần mới ở trên rồi gửi lại nếu còn cần. Nội dung đã gõ vẫn còn đây."
NOT_NOW = "Phản ánh đang ở trạng thái “{}” nên không làm được việc này. Nội dung đã gõ vẫn còn đây."


@feedback.route("/<feedback:code>")
@requires(Action.SEE_FEEDBACK)
def show_feedback(code: str) -> ResponseReturnValue:
    return _show(_thread(code))


@feedback.route("/<feedback:code>/<slug:slug>", methods=["GET", "POST"])
@requires(Action.SEE_FEEDBACK)
def step_in_feedback(code: str, slug: str) -> ResponseReturnValue:
    step, thread = STEPS.get(slug) or abort(404), _thread(code)
    if not any(may_ever(step, party) for party in _parties(thread, current_scope())):
        abort(403)
    form = _form(thread, step, request.form if request.method == "POST" else None)
    if request.form.get("insert"):
        return _show(thread, step=step, form=form, inserted=request.form.get("template", ""))
    wish = form.wish(step) if request.method == "POST" else None
    if wish is not None:
        return _take(code, wish, form)
    return _show(thread, step=step, form=form, status=200 if request.method == "GET" else 422)


def _take(code: str, wish: Wish, form: StepForm) -> ResponseReturnValue:
    """Takes the step, or shows the thread as it is now with everything typed and why it was not taken."""
    try:
        take_step(code, wish, acting())
    except (NotThere, NotYours) as refused:
        abort(404 if isinstance(refused, NotThere) else 403)
    except NoSuchHandler:
        form.mend("handler", NO_HANDLER)
        return _show(_thread(code), step=wish.step, form=form, status=422)
    except Stale:
        return _show(_thread(code), step=wish.step, form=form, status=409, notice=CHANGED)
    except NotNow:
        thread = _thread(code)
        return _show(thread, step=wish.step, form=form, status=409, notice=NOT_NOW.format(thread.state.label))
    return htmx.go(path_to("feedback.show_feedback", code=code, **kept()))


def _thread(code: str) -> ThreadView:
    return thread_of(current_scope(), code, clock.now()) or abort(404)


def _parties(thread: ThreadView, scope: Scope) -> list[Any]:
    return parties(scope, unit_id=thread.unit_id, ward_id=thread.ward_id, handler_id=thread.handler.unit_id)


def _form(thread: ThreadView, step: Step, sent: Any) -> StepForm:
    form = StepForm(sent)
    form.categories = frozenset(current_plan().difficulty_categories)
    if step is Step.FORWARD:
        form.choices = _handlers(thread)
    if sent is None:
        form.seen.data = str(thread.version)
        form.category.data, form.severity.data = thread.category, thread.severity
    return form


def _handlers(thread: ThreadView) -> list[Choice]:
    return handlers_for(current_scope(), thread, current_plan(), clock.today())


def _show(thread: ThreadView, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    """A thread with what the person may do in it now; more: a step with its form, and what there is to say."""
    scope, plan = current_scope(), current_plan()
    steps = {step: party for party in _parties(thread, scope) for step in steps_from(thread.state, party)}
    if status == 409:  # what it said is on the page now
        more["form"].seen.data = str(thread.version)
    is_desk = scope.reaches_ward(Action.SEE_FEEDBACK)
    if is_desk and "step" not in more and Step.ANSWER in steps:
        more |= {"step": Step.ANSWER, "form": _form(thread, Step.ANSWER, None)}
    context = _context(thread, scope, plan, steps, more.get("step"))
    if is_desk and "step" in more:
        context["picks"] = templates_for(scope, more["step"], thread.category)
        _insert(more.pop("inserted", ""), more["form"], thread, context["picks"])
    page = "feedback/desk_thread.html" if is_desk else "feedback/show_feedback.html"
    return htmx.show(page, status=status, **(context | (inbox_context() if is_desk else {}) | more))


def _context(
    thread: ThreadView, scope: Scope, plan: Plan, steps: Mapping[Step, Any], opened: Step | None
) -> dict[str, Any]:
    return {
        "scope": scope,
        "thread": thread,
        "messages": messages_of(scope, thread),
        "steps": steps,
        "names": {step.name for step in steps},
        "others": [step for step in steps if step not in {opened, Step.RELEASE, Step.RECEIVE}],
        "plan": plan,
        "now": clock.now(),
        "kept": {},
        "ratings": list(Rating),
        "severities": tuple((each.value, each.label) for each in Severity),
        "categories": [(each.id, each.label) for each in plan.difficulty_categories.values()],
    }


def _insert(chosen: str, form: StepForm, thread: ThreadView, picks: list[TemplateView]) -> None:
    """Puts a template, its blanks filled, after what was typed."""
    text = next((each.text for each in picks if str(each.id) == chosen), "")
    if text:
        said = filled(text, Blanks(thread.unit_name, thread.code, thread.title))
        form.text.data = "\n".join(filter(None, (form.text.data, said)))
