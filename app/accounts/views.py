"""Signing in and out."""

from datetime import timedelta

from flask import Blueprint, Response, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user, login_user

from app import clock, htmx, vietnamese
from app.access import public, requires
from app.accounts import commands, passwords, queries
from app.accounts.forms import WRONG, SignInForm
from app.config import SIGNED_IN_FOR
from app.errors import answer
from app.extensions import login_manager
from app.scope import Scope
from app.security import local_path

accounts = Blueprint("accounts", __name__)
login_manager.session_protection = None  # it hashes the address, and phones change theirs all day
TOKEN_LENGTH = 43
EXTEND_AFTER = timedelta(days=1)  # a page read writes nothing, but for this once a day


class Signed(UserMixin):
    """The signed-in person as Flask-Login knows one; its id is the sign-in's random id."""

    def __init__(self, token: str, scope: Scope) -> None:
        self.token = token
        self.scope = scope

    def get_id(self) -> str:
        return self.token


@login_manager.user_loader
def load_signed(token: str) -> Signed | None:
    if len(token) != TOKEN_LENGTH:
        return None
    now = clock.now()
    found = queries.signed_in(token, now=now, today=clock.today())
    if found is None:
        return None
    if found.expires_at - now < SIGNED_IN_FOR - EXTEND_AFTER:
        commands.extend_sign_in(token, now=now)
        session.modified = True
    return Signed(token, found.scope)


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
    form = SignInForm(request.form, next=request.args.get("next", ""))
    if request.method != "POST":
        if current_user.is_authenticated:
            return htmx.go(local_path(form.next.data) or url_for("status.show_home"))
        return htmx.show("accounts/sign_in.html", form=form)
    if not form.validate() or form.missing():
        return htmx.show("accounts/sign_in.html", status=422, form=form)
    found = queries.person_with(vietnamese.phone(form.phone.data or ""))
    if not passwords.matches(found[1] if found else None, vietnamese.nfc(form.password.data or "")) or not found:
        form.mend("phone", WRONG)
        return htmx.show("accounts/sign_in.html", status=422, form=form)
    begin_session(found[0])
    return htmx.go(local_path(form.next.data) or url_for("status.show_home"))


def begin_session(person_id: int) -> None:
    """A new session for a person: nothing of the one before is left in it."""
    end_session()
    agent = vietnamese.fold(request.user_agent.string)
    token = commands.start_sign_in(person_id, user_agent=agent, now=clock.now())
    found = queries.signed_in(token, now=clock.now(), today=clock.today())
    if found is None:  # a person without any membership today
        commands.end_sign_in(token, now=clock.now())
        abort(403)
    login_user(Signed(token, found.scope))
    session.permanent = True


def end_session() -> None:
    """Ends the sign-in this browser holds, in the table and in the cookie."""
    if current_user.is_authenticated:
        commands.end_sign_in(current_user.token, now=clock.now())
    session.clear()


@accounts.route("/dang-xuat", methods=["POST"])
@requires()
def sign_out() -> ResponseReturnValue:
    end_session()
    leaving = redirect(url_for("accounts.sign_in"), code=303)
    leaving.headers["Clear-Site-Data"] = '"cache"'
    return leaving
