"""An exemplar and what is done with it."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.exemplars import words
from app.exemplars.acting import NotNow
from app.exemplars.commands import Acting, NotThere, NotYours, Stale, Wish, act_on, mark_taken_down, parties
from app.exemplars.forms import ActForm
from app.exemplars.queries import ExemplarView, events_of, exemplar_of, publications_of
from app.exemplars.workflow import Act, Party, acts_from, may_ever
from app.permissions import Action
from app.plan import current_plan

exemplars = Blueprint("exemplars", __name__, url_prefix="/guong")
for each in (words.exemplar_who, words.exemplar_did, words.exemplar_offer, words.exemplar_sending):
    exemplars.add_app_template_filter(each)
exemplars.add_app_template_filter(words.text_to_publish)
# What an address calls an act. Proposing has a page of its own; taking down names the mark, not the exemplar.
ACTS = {act.slug: act for act in Act if act not in {Act.PROPOSE, Act.TAKE_DOWN}}
CHANGED = (
    "Có người vừa làm việc này trước. Xem phần mới trên trang rồi gửi lại nếu còn cần. Nội dung đã gõ vẫn còn đây."
)
NOT_NOW = "Gương đang ở trạng thái “{}” nên không làm được việc này. Nội dung đã gõ vẫn còn đây."


@exemplars.route("/<number:number>")
@requires(Action.SEE_EXEMPLARS)
def show_exemplar(number: int) -> ResponseReturnValue:
    return _show(_exemplar(number))


@exemplars.route("/<number:number>/<slug:slug>", methods=["GET", "POST"])
@requires(Action.SEE_EXEMPLARS)
def act_on_exemplar(number: int, slug: str) -> ResponseReturnValue:
    act, exemplar = ACTS.get(slug) or abort(404), _exemplar(number)
    if not any(may_ever(act, party) for party in _parties(exemplar)):
        abort(403)
    form = _form(exemplar, request.form if request.method == "POST" else None)
    wish = form.wish(act) if request.method == "POST" else None
    if wish is not None:
        return _do(number, wish, form)
    if act not in _acts(exemplar):
        return _show(exemplar, act=act, form=form, status=409, notice=NOT_NOW.format(exemplar.state.label))
    return _show(exemplar, act=act, form=form, status=200 if request.method == "GET" else 422)


def _do(number: int, wish: Wish, form: ActForm) -> ResponseReturnValue:
    """Does it, or shows the exemplar as it is now with everything typed and why it was not done."""
    try:
        act_on(number, wish, acting())
    except (NotThere, NotYours) as refused:
        abort(404 if isinstance(refused, NotThere) else 403)
    except (Stale, NotNow) as late:
        now = _exemplar(number)
        notice = CHANGED if isinstance(late, Stale) else NOT_NOW.format(now.state.label)
        return _show(now, act=wish.act, form=form, status=409, notice=notice)
    return htmx.go(url_for("exemplars.show_exemplar", number=number))


@exemplars.route("/da-go/<number:number>", methods=["POST"])
@requires(Action.PUBLISH_EXEMPLARS)
def take_down(number: int) -> ResponseReturnValue:
    try:
        mark_taken_down(number, acting())
    except NotThere:
        abort(404)
    return htmx.go(url_for("exemplars.list_exemplars"))


def acting() -> Acting:
    """Who acts in this request."""
    return Acting(current_scope(), current_actor(), clock.now())


def _exemplar(number: int) -> ExemplarView:
    return exemplar_of(current_scope(), number) or abort(404)


def _parties(exemplar: ExemplarView) -> list[Party]:
    return parties(current_scope(), unit_id=exemplar.unit_id, ward_id=exemplar.ward_id)


def _acts(exemplar: ExemplarView) -> list[Act]:
    """What the person may do now, each once, in the order of the table."""
    found = [acts_from(exemplar.state, party, consented=exemplar.consents) for party in _parties(exemplar)]
    return list(dict.fromkeys(act for acts in found for act in acts))


def _form(exemplar: ExemplarView, sent: Any) -> ActForm:
    form = ActForm.of(sent, today=clock.today(), proposed_on=exemplar.proposed_on, is_child=exemplar.is_child)
    if sent is None:
        form.seen.data = str(exemplar.version)
    return form


def _show(exemplar: ExemplarView, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    """An exemplar with what the person may do now; more: an act with its form, and what there is to say."""
    scope, plan = current_scope(), current_plan()
    if status == 409:  # what it said is on the page now
        more["form"].seen.data = str(exemplar.version)
    is_desk = scope.reaches_ward(Action.SEE_EXEMPLARS)
    publishes = not is_desk and (exemplar.unit_id != scope.unit_id or more.get("act") is Act.PUBLISH)
    context: dict[str, Any] = {"scope": scope, "exemplar": exemplar, "acts": _acts(exemplar), "plan": plan}
    context |= {"publications": publications_of(exemplar), "form": _form(exemplar, None)}
    if not publishes:
        context["events"] = events_of(scope, exemplar)
    page = "desk_exemplar" if is_desk else "publish_exemplar" if publishes else "show_exemplar"
    return htmx.show(f"exemplars/{page}.html", status=status, **(context | more))
