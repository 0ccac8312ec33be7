"""What the desk does beside a thread: templates, one answer for several threads, questions and answers for all."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.feedback import shared_answers, templates
from app.feedback.desk_forms import ManyForm, ShareForm, TemplateForm
from app.feedback.feed import messages_of
from app.feedback.many import answer_many
from app.feedback.queries import ThreadView, thread_of
from app.feedback.similar import similar_to
from app.feedback.templates import STEPS, Blanks, NewTemplate
from app.feedback.views.acting import acting
from app.feedback.views.threads import feedback
from app.feedback.workflow import Step
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded

ANSWERS = {Step.ANSWER, Step.RELEASE}


@feedback.route("/mau", methods=["GET", "POST"])
@requires(Action.MANAGE_FEEDBACK)
def list_templates() -> ResponseReturnValue:
    form = TemplateForm(request.form if request.method == "POST" else None)
    new = form.wanted(_categories()) if request.method == "POST" else None
    if new is None:
        status = 200 if request.method == "GET" else 422
        return _show("templates", status=status, form=form, listed=templates.templates_of(current_scope()))
    templates.add_template(new, by=current_scope(), now=clock.now())
    return htmx.go(url_for("feedback.list_templates"))


@feedback.route("/mau/<number:number>", methods=["GET", "POST"])
@requires(Action.MANAGE_FEEDBACK)
def change_template(number: int) -> ResponseReturnValue:
    kept = next((t for t in templates.templates_of(current_scope()) if t.id == number), None) or abort(404)
    posts = request.method == "POST"
    form = TemplateForm(request.form) if posts else TemplateForm(data=kept._asdict())
    new = form.wanted(_categories()) if posts else None
    if new is None:
        return _show("change_template", status=422 if posts else 200, form=form, template=kept)
    if not templates.change_template(number, new, by=current_scope()):
        abort(404)
    return htmx.go(url_for("feedback.list_templates"))


@feedback.route("/mau/<number:number>/bo", methods=["POST"])
@requires(Action.MANAGE_FEEDBACK)
def remove_template(number: int) -> ResponseReturnValue:
    if not templates.remove_template(number, by=current_scope(), now=clock.now()):
        abort(404)
    return htmx.go(url_for("feedback.list_templates"))


@feedback.route("/mau/tu-phan-anh/<feedback:code>", methods=["POST"])
@requires(Action.MANAGE_FEEDBACK)
def keep_as_template(code: str) -> ResponseReturnValue:
    """The last answer becomes a template, its unit, code and title blanks again."""
    thread = _thread(code)
    text = _last_answer(thread) or abort(409)
    new = NewTemplate(thread.category, Step.ANSWER, thread.title[:120], templates.emptied(text, blanks_of(thread)))
    templates.add_template(new, by=current_scope(), now=clock.now())
    return htmx.go(url_for("feedback.list_templates"))


@feedback.route("/<feedback:code>/tuong-tu", methods=["GET", "POST"])
@requires(Action.MANAGE_FEEDBACK)
def answer_similar(code: str) -> ResponseReturnValue:
    thread, form = _thread(code), ManyForm(request.form if request.method == "POST" else None)
    wanted = form.wanted(code) if request.method == "POST" else None
    if wanted is None:
        status = 200 if request.method == "GET" else 422
        return _show(
            "answer_similar", status=status, form=form, thread=thread, near=similar_to(current_scope(), thread)
        )
    outcome = answer_many(wanted, form.text.data or "", acting())
    return _show("answered_similar", status=409 if outcome.left_out else 200, form=form, thread=thread, outcome=outcome)


@feedback.route("/hoi-dap")
@requires(Action.SEE_FEEDBACK)
def list_answers() -> ResponseReturnValue:
    sought = bounded(request.args.get("q"))
    listed = shared_answers.shared_answers(current_scope(), sought)
    return _show("shared_answers", partial="feedback/_shared_answers.html", listed=listed, sought=sought)


@feedback.route("/hoi-dap/<number:number>/bo", methods=["POST"])
@requires(Action.MANAGE_FEEDBACK)
def withdraw_answer(number: int) -> ResponseReturnValue:
    if not shared_answers.withdraw_answer(number, by=current_scope(), now=clock.now()):
        abort(404)
    return htmx.go(url_for("feedback.list_answers"))


@feedback.route("/<feedback:code>/hoi-dap", methods=["GET", "POST"])
@requires(Action.MANAGE_FEEDBACK)
def share_answer(code: str) -> ResponseReturnValue:
    thread = _thread(code)
    first = {"answer": _last_answer(thread), "category": thread.category}
    form = ShareForm(request.form) if request.method == "POST" else ShareForm(data=first)
    if request.method == "GET" or not form.is_complete(_categories()):
        return _show("share_answer", status=200 if request.method == "GET" else 422, form=form, thread=thread)
    said = (form.category.data or "", form.question.data or "", form.answer.data or "")
    shared_answers.share_answer(thread.id, *said, by=current_scope(), now=clock.now())
    return htmx.go(url_for("feedback.list_answers"))


def blanks_of(thread: ThreadView) -> Blanks:
    return Blanks(thread.unit_name, thread.code, thread.title)


def _thread(code: str) -> ThreadView:
    return thread_of(current_scope(), code, clock.now()) or abort(404)


def _last_answer(thread: ThreadView) -> str:
    said = (each.text for each in reversed(messages_of(current_scope(), thread)) if each.step in ANSWERS)
    return next(said, "")


def _categories() -> list[tuple[str, str]]:
    return [(each.id, each.label) for each in current_plan().difficulty_categories.values()]


def _show(page: str, *, status: int = 200, partial: str | None = None, **more: Any) -> ResponseReturnValue:
    steps = [(step.value, step.label) for step in STEPS]
    known = {"scope": current_scope(), "plan": current_plan(), "categories": _categories(), "step_choices": steps}
    return htmx.show(f"feedback/{page}.html", partial=partial, status=status, **known, **more)
