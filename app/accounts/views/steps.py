"""On the way in: a PIN or a password of one's own, after a card or a code."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import public
from app.accounts import commands, people, sessions
from app.accounts.forms import FirstSecretForm, SecretForm
from app.accounts.models import Step
from app.accounts.people import PersonView
from app.accounts.queries import Pending
from app.accounts.views.sign_in import go_on
from app.scope import Actor

steps = Blueprint("steps", __name__, url_prefix="/dang-nhap")


@steps.route("/dat-ma", methods=["GET", "POST"])
@public
def choose_secret() -> ResponseReturnValue:
    """Only for the browser a card or a code was used in: it holds a sign-in that waits for this."""
    waiting = sessions.pending(Step.CHOOSE)
    if waiting is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    standing = sessions.standing_or_refuse(waiting.person_id)
    form = FirstSecretForm(request.form if request.method == "POST" else None)
    who = people.person_of(waiting.person_id, clock.today())
    if request.method != "POST" or not _fits(form, who, is_official=standing.is_official):
        status = 422 if form.errors else 200
        return htmx.show(
            "accounts/choose_secret.html", status=status, form=form, who=who, is_official=standing.is_official
        )
    _keep(waiting, form.chosen, is_official=standing.is_official, ward_id=standing.ward_id)
    return go_on(sessions.move_on(waiting, remembered=bool(form.remember.data)))


def _fits(form: SecretForm, who: PersonView, *, is_official: bool) -> bool:
    return form.accepts_password(who.phone, who.words) if is_official else form.accepts_pin(who.phone)


def _keep(waiting: Pending, secret: str, *, is_official: bool, ward_id: int) -> None:
    own = sessions.here(waiting.id)
    actor = Actor(waiting.person_id, request.remote_addr or "", ward_id)
    if is_official:
        commands.choose_password(waiting.person_id, secret, keep=own, by=actor, now=clock.now())
    else:
        commands.choose_pin(waiting.person_id, secret, sessions.keys(), keep=own, by=actor, now=clock.now())
