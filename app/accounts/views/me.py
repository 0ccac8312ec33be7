"""One's own page: units, secrets, the browsers signed in; and the password once more before something weighty."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock, errors, htmx, vietnamese
from app.access import current_actor, current_scope, requires
from app.accounts import commands, people, queries, sessions, sign_ins
from app.accounts.browsers import describe, is_embedded
from app.accounts.checking import is_own
from app.accounts.forms import ConfirmForm, OwnSecretForm
from app.accounts.people import PersonView
from app.accounts.views.sign_in import wait_sentence
from app.errors import typed
from app.extensions import login_manager
from app.security import local_path
from app.throttle.commands import TooManyTries

me = Blueprint("me", __name__, url_prefix="/toi")
me.add_app_template_filter(describe, "browser")
NOT_OWN = "Mật khẩu hoặc mã PIN đang dùng chưa đúng."
CONFIRM = "accounts/confirm.html"


@me.route("")
@requires()
def show_me() -> ResponseReturnValue:
    scope, now = current_scope(), clock.now()
    return htmx.show(
        "accounts/show_me.html",
        scope=scope,
        who=people.person_of(scope.person_id, clock.today()),
        browsers=people.browsers_of(scope.person_id, now),
        own=current_user.found.id,
        is_known=bool(sessions.mark()) and people.knows(sessions.mark(), scope.person_id),
        embedded=is_embedded(request.user_agent.string),
        done=request.args.get("xong", ""),
    )


@me.route("/ma-pin", methods=["GET", "POST"])
@requires()
def change_pin() -> ResponseReturnValue:
    who, form = _who(), OwnSecretForm(request.form)
    if sessions.standing_or_refuse(who.id).is_official:
        abort(403)
    if request.method == "POST" and _is_own(form) and form.accepts_pin(who.phone):
        keys, own = sessions.keys(), sessions.here(current_user.found.id)
        commands.choose_pin(who.id, form.chosen, keys, keep=own, by=current_actor(), now=clock.now())
        sessions.renew()
        return htmx.go(url_for("me.show_me", xong="pin"))
    return htmx.show("accounts/change_pin.html", status=422 if form.errors else 200, form=form, who=who)


@me.route("/mat-khau", methods=["GET", "POST"])
@requires()
def change_password() -> ResponseReturnValue:
    who, form = _who(), OwnSecretForm(request.form)
    if request.method == "POST" and _is_own(form) and form.accepts_password(who.phone, who.words):
        own = sessions.here(current_user.found.id)
        commands.choose_password(who.id, form.chosen, keep=own, by=current_actor(), now=clock.now())
        sessions.renew()
        return htmx.go(url_for("me.show_me", xong="mat-khau"))
    return htmx.show("accounts/change_password.html", status=422 if form.errors else 200, form=form, who=who)


def _who() -> PersonView:
    return people.person_of(current_scope().person_id, clock.today())


def _is_own(form: OwnSecretForm) -> bool:
    """Whether the present secret is right, having said so when not."""
    account = queries.account_of(current_scope().person_id, clock.today())
    present = vietnamese.nfc(form.present.data or "")
    try:
        if account is not None and is_own(account, present, sessions.keys(), now=clock.now()):
            return True
        form.mend("present", NOT_OWN)
    except TooManyTries as refused:
        form.mend("present", wait_sentence(refused.open_at))
    return False


@me.route("/may/<number:number>/ket-thuc", methods=["POST"])
@requires()
def end_browser(number: int) -> ResponseReturnValue:
    scope = current_scope()
    if not sign_ins.end_one(scope.person_id, number, by=current_actor(), now=clock.now()):
        abort(404)
    return htmx.go(url_for("me.show_me", xong="may"))


@login_manager.needs_refresh_handler
def ask_again() -> ResponseReturnValue:
    """The password once more, and then on; what was sent comes back to be sent."""
    wanted = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else ""
    if wanted:
        return htmx.go(url_for("me.confirm", next=wanted))
    form = ConfirmForm(data={"next": request.path})
    return htmx.show(CONFIRM, status=403, form=form, scope=current_scope(), kept=typed())


@me.route("/xac-nhan", methods=["GET", "POST"])
@requires()
def confirm() -> ResponseReturnValue:
    form = ConfirmForm(request.form, next=request.args.get("next", ""))
    if request.method == "POST" and _confirms(form):
        sign_ins.confirm(current_user.found.id, now=clock.now())
        target, kept = local_path(form.next.data), [each for each in typed() if each[0] != "next"]
        if target and kept:
            return errors.send_again(target, kept)
        return htmx.go(target or url_for("status.show_home"))
    kept = [each for each in typed() if each[0] != "next"]
    return htmx.show(CONFIRM, status=422 if form.errors else 200, form=form, scope=current_scope(), kept=kept)


def _confirms(form: ConfirmForm) -> bool:
    present = OwnSecretForm(data={"present": form.password.data})
    if not _is_own(present):
        form.mend("password", present.present.errors[0])
    return not form.errors
