"""Proposing an exemplar."""

from typing import Any

from flask import request, session, url_for
from flask.typing import ResponseReturnValue

from app import clock, delivery, htmx, wording
from app.access import current_actor, current_scope, requires
from app.exemplars.propose_form import ExemplarForm
from app.exemplars.proposing import propose_exemplar as put_exemplar
from app.exemplars.proposing import proposed_with
from app.exemplars.views.acts import exemplars
from app.permissions import Action
from app.plan import current_plan
from app.submissions.commands import KeyReused

FORM = "exemplars/_propose_form.html"


@exemplars.route("/moi", methods=["GET", "POST"])
@requires(Action.PROPOSE_EXEMPLARS)
def propose_exemplar() -> ResponseReturnValue:
    fields = current_plan().exemplar_fields
    form = ExemplarForm.of(fields, request.form if request.method == "POST" else None)
    form.act_for(current_scope())
    if request.method == "GET":
        return _show(form)
    if delivery.asked():
        form.confirm()
    wanted = form.wanted()
    if wanted is None:
        return _show(form, status=422)
    try:
        key, by = form.key.data or "", current_scope()
        proposed = put_exemplar(wanted, key=key, by=by, actor=current_actor(), at=clock.now())
    except KeyReused as reused:
        form.renew_key()
        kept = {"number": proposed_with(reused.number), "hour": wording.hour(reused.received_at)}
        return _show(form, status=409, reused=kept)
    session.modified = True  # a changed cookie keeps the sent form out of the page cache: Back asks for a new one
    return htmx.go(url_for("exemplars.show_exemplar", number=proposed.number))


def _show(form: ExemplarForm, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    scope = current_scope()
    return htmx.show("exemplars/propose_exemplar.html", partial=FORM, status=status, form=form, scope=scope, **more)
