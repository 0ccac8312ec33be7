"""Signing in and out, and choosing the unit to act for."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock, htmx, vietnamese, wording
from app.access import public, requires
from app.accounts import queries, sessions, sign_ins
from app.accounts.browsers import is_embedded
from app.accounts.checking import Attempt, check
from app.accounts.forms import NO_WORK, WRONG, SignInForm
from app.accounts.models import Step
from app.errors import answer
from app.extensions import login_manager
from app.routing import bounded
from app.security import local_path
from app.throttle.commands import TooManyTries

accounts = Blueprint("accounts", __name__)
PAGE = "accounts/sign_in.html"
STEPS = {Step.CHOOSE: "steps.choose_secret", Step.FACTOR: "factors.give_factor", Step.ENROL: "factors.enrol_factor"}


@login_manager.unauthorized_handler
def send_to_sign_in() -> ResponseReturnValue:
    """A page read goes to sign-in and comes back; anything sent is told plainly that it was not taken."""
    if request.method not in {"GET", "HEAD"}:
        return answer(401)
    url = url_for("accounts.sign_in", next=request.full_path.rstrip("?"))
    if htmx.asked():
        return Response("", 401, {"HX-Redirect": url})
    return redirect(url, code=303)


@accounts.route("/dang-nhap", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm(request.form if request.method == "POST" else None, next=request.args.get("next", ""))
    if request.method != "POST":
        if current_user.is_authenticated:
            return htmx.go(local_path(form.next.data) or url_for("status.show_home"))
        return _page(form)
    if not form.validate() or form.missing():
        return _page(form, 422)
    phone = vietnamese.phone(form.phone.data or "")
    attempt = Attempt(phone, vietnamese.nfc(form.password.data or ""), sessions.mark(), request.remote_addr or "")
    try:
        account = check(attempt, sessions.keys(), now=clock.now(), today=clock.today())
    except TooManyTries as refused:
        form.mend("password", wait_sentence(refused.open_at))
        return wait(_page(form, 429), refused.open_at)
    if account is None or queries.standing_of(account.id, clock.today()) is None:
        form.mend("phone", WRONG if account is None else NO_WORK)
        return _page(form, 422)
    step = sessions.begin(account.id, remembered=bool(form.remember.data))
    return go_on(step, form.next.data)


def _page(form: SignInForm, status: int = 200) -> Response:
    embedded = is_embedded(request.user_agent.string)
    return htmx.show(PAGE, status=status, form=form, known=bool(sessions.mark()), embedded=embedded)


@accounts.app_template_global()
def chrome_address() -> str:
    """This page for Chrome's own link on Android (intent:), or nothing on other systems."""
    return f"{request.host}{request.path}" if "Android" in request.user_agent.string else ""


def go_on(step: Step | None, target: str | None = "") -> ResponseReturnValue:
    """To the next step of signing in, or where the person wanted to go."""
    wanted = local_path(target)
    if step is not None:
        return htmx.go(url_for(STEPS[step], next=wanted))
    return htmx.go(wanted or url_for("status.show_home"))


def wait(answer: Response, open_at: datetime) -> Response:
    """The same answer, saying to programs too how long to wait (RFC 9110, 10.2.3)."""
    answer.headers["Retry-After"] = str(max(1, round((open_at - clock.now()).total_seconds())))
    return answer


def wait_sentence(open_at: datetime) -> str:
    """When the next try may be, and what works meanwhile."""
    return f"Đã thử nhiều lần. Chờ đến {wording.hour(open_at + timedelta(seconds=59))} rồi thử lại, hoặc vào bằng thẻ đăng nhập."


@accounts.route("/dang-xuat", methods=["POST"])
@public
def sign_out() -> ResponseReturnValue:
    """Also for a browser whose sign-in still waits for a step."""
    sessions.end()
    leaving = redirect(url_for("accounts.sign_in", _anchor="da-ra"), code=303)  # outbox.js: nobody is here any more
    leaving.headers["Clear-Site-Data"] = '"cache"'
    return leaving


@accounts.route("/quen-may", methods=["POST"])
@public
def forget_device() -> ResponseReturnValue:
    sessions.forget()
    return htmx.go(url_for("accounts.sign_in"))


@accounts.route("/toi/don-vi", methods=["GET", "POST"])
@requires()
def choose_unit() -> ResponseReturnValue:
    """Chooses the unit to act for, among one's own."""
    if request.method != "POST":
        return htmx.show("accounts/choose_unit.html", units=current_user.units, scope=current_user.scope)
    wanted = bounded(request.form.get("unit"))
    unit_id = queries.unit_to_act_for(current_user.scope.person_id, wanted, clock.today()) or abort(404)
    sign_ins.act_for(current_user.found.id, unit_id)
    return htmx.go(url_for("status.show_home"))
