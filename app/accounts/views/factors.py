"""The second factor: given on the way in, set up, recovered from, taken away."""

from datetime import timedelta

from flask import Blueprint, Response, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock, htmx
from app.access import current_actor, current_scope, public, requires
from app.accounts import factor, people, sessions
from app.accounts import factors as commands
from app.accounts.forms import FactorForm
from app.accounts.models import Step
from app.accounts.views.sign_in import go_on, wait
from app.permissions import Action
from app.qr import qr_of
from app.scope import Actor
from app.security import local_path
from app.throttle.commands import TooManyTries
from app.wording import hour

factors = Blueprint("factors", __name__)
# In the signed cookie: opening the page keeps nothing here, and opening it again shows the same QR.
NONCE = "factor_nonce"


@factors.route("/dang-nhap/lop-hai", methods=["GET", "POST"])
@public
def give_factor() -> ResponseReturnValue:
    """Only for the browser in which the password was just right."""
    waiting = sessions.pending(Step.FACTOR)
    if waiting is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    form = FactorForm(request.form, next=request.args.get("next", ""))
    if request.method != "POST" or not form.accepts():
        return _ask(form, 422 if form.errors else 200)
    try:
        right = _is_right(waiting.person_id, form)
    except TooManyTries as refused:
        form.refuse(f"Đã thử nhiều lần. Chờ đến {hour(refused.open_at + timedelta(seconds=59))} rồi thử lại.")
        return wait(_ask(form, 429), refused.open_at)
    if not right:
        form.refuse()
        return _ask(form, 422)
    sessions.move_on(waiting)
    return (
        htmx.go(url_for("factors.show_factor", xong="khoi-phuc")) if form.is_recovery else go_on(None, form.next.data)
    )


def _is_right(person_id: int, form: FactorForm) -> bool:
    by, now = _actor(person_id), clock.now()
    return commands.give(person_id, form.given, sessions.keys(), mark=sessions.mark(), by=by, now=now)


def _ask(form: FactorForm, status: int) -> Response:
    return htmx.show("accounts/give_factor.html", status=status, form=form)


@factors.route("/dang-nhap/bat-lop-hai", methods=["GET", "POST"])
@public
def enrol_factor() -> ResponseReturnValue:
    """The ward demands a second factor and there is none yet: nothing opens before it is set up."""
    waiting = sessions.pending(Step.ENROL)
    if waiting is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    form = FactorForm(request.form, next=request.args.get("next", ""))
    codes = _set_up(form, waiting.person_id, keep=waiting.id)
    if codes is None:
        return _show_set_up("accounts/enrol_factor.html", form, waiting.person_id)
    sessions.move_on(waiting)
    return _show_codes(codes, local_path(form.next.data) or url_for("status.show_home"))


@factors.route("/toi/lop-hai")
@requires()
def show_factor() -> ResponseReturnValue:
    person_id, demanded = _official()
    state, done = commands.state_of(person_id), request.args.get("xong", "")
    return htmx.show("accounts/show_factor.html", scope=current_scope(), state=state, demanded=demanded, done=done)


@factors.route("/toi/lop-hai/bat", methods=["GET", "POST"])
@requires(fresh=True)
def set_up_factor() -> ResponseReturnValue:
    """The first, or one on another telephone: the one before holds until the new one has shown its code."""
    person_id, _ = _official()
    form = FactorForm(request.form)
    codes = _set_up(form, person_id, keep=current_user.found.id)
    if codes is None:
        return _show_set_up("accounts/set_up_factor.html", form, person_id)
    sessions.renew()
    return _show_codes(codes, url_for("factors.show_factor"))


@factors.route("/toi/lop-hai/ma-moi", methods=["POST"])
@requires(fresh=True)
def renew_codes() -> ResponseReturnValue:
    person_id, _ = _official()
    if commands.state_of(person_id).since is None:
        return htmx.go(url_for("factors.show_factor"))
    codes = commands.renew_codes(person_id, sessions.keys(), by=current_actor(), now=clock.now())
    return _show_codes(codes, url_for("factors.show_factor"))


@factors.route("/toi/lop-hai/bo", methods=["POST"])
@requires(fresh=True)
def remove_factor() -> ResponseReturnValue:
    person_id, demanded = _official()
    if demanded:
        return htmx.go(url_for("factors.show_factor"))
    commands.remove(person_id, keep=current_user.found.id, by=current_actor(), now=clock.now())
    sessions.renew()
    return htmx.go(url_for("me.show_me", xong="bo-lop-hai"))


@factors.route("/quan-tri/nguoi/<number:number>/bo-lop-hai", methods=["POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def remove_factor_of(number: int) -> ResponseReturnValue:
    """For somebody who lost the telephone and the recovery codes."""
    if not commands.removable_by(current_scope(), number, clock.today()):
        abort(404)
    commands.remove(number, keep=None, by=current_actor(), now=clock.now())
    return htmx.go(url_for("people.show_person", number=number, xong="bo-lop-hai"))


def _official() -> tuple[int, bool]:
    """The signed-in official's number, and whether the ward demands a second factor; others have no such page."""
    standing = sessions.standing_or_refuse(current_scope().person_id)
    if not standing.is_official:
        abort(403)
    return current_scope().person_id, bool(sessions.settings_for(standing).second_factor)


def _set_up(form: FactorForm, person_id: int, *, keep: int) -> list[str] | None:
    """The recovery codes, when the telephone's first code was sent and is right."""
    nonce = session.get(NONCE)
    if request.method != "POST" or not form.accepts() or nonce is None:
        return None
    enrolling = (person_id, nonce)
    codes = commands.set_up(enrolling, form.given, sessions.keys(), keep=keep, by=_actor(person_id), now=clock.now())
    if codes is None:
        form.refuse()
    return codes


def _actor(person_id: int) -> Actor:
    return Actor(person_id, current_actor().address, sessions.standing_or_refuse(person_id).ward_id)


def _show_set_up(page: str, form: FactorForm, person_id: int) -> ResponseReturnValue:
    nonce = session.setdefault(NONCE, factor.fresh_nonce())
    who, secret = people.person_of(person_id, clock.today()), sessions.keys().factor(person_id, nonce)
    return htmx.show(
        page,
        status=422 if form.errors else 200,
        form=form,
        who=who,
        scope=current_user.is_authenticated and current_scope(),
        qr=qr_of(factor.address(secret, who.phone)),
        secret=factor.grouped(secret),
    )


def _show_codes(codes: list[str], target: str) -> ResponseReturnValue:
    """Shown once, in the answer itself; who loses the page is signed in and has new ones made."""
    session.pop(NONCE, None)
    return htmx.show("accounts/recovery_codes.html", scope=current_scope(), codes=codes, target=target)
