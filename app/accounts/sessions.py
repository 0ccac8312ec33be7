"""The browser's side of a sign-in: the session cookie, the device's mark, and who is loaded from them."""

import secrets
from datetime import timedelta

from flask import abort, after_this_request, current_app, g, request, session
from flask.wrappers import Response
from flask_login import UserMixin, current_user, login_user

from app import clock, vietnamese
from app.access import current_actor
from app.accounts import commands, factors, people, queries, sign_ins
from app.accounts.commands import Here
from app.accounts.models import Step
from app.accounts.queries import Pending, SignedIn, Standing, UnitChoice
from app.accounts.sign_ins import NewSignIn
from app.config import COOKIES_LAST, Config
from app.database import let_go
from app.extensions import login_manager
from app.keys import Keys
from app.scope import Actor, Scope
from app.settings.queries import Settings, settings_of

TOKEN_LENGTH = 43
login_manager.session_protection = None  # it hashes the address, and phones change theirs all day


class Signed(UserMixin):
    """The signed-in person as Flask-Login knows one; its id is the sign-in's random id."""

    def __init__(self, token: str, found: SignedIn) -> None:
        self.token = token
        self.found = found
        self.scope: Scope = found.scope
        self.units: tuple[UnitChoice, ...] = found.units

    def get_id(self) -> str:
        return self.token

    def is_fresh(self) -> bool:
        """Whether the password was given not long ago (a setting of the ward)."""
        since = self.found.confirmed_at
        minutes = settings_of(self.scope.ward_id).confirm_after_minutes
        return since is not None and clock.now() - since <= timedelta(minutes=minutes)


@login_manager.user_loader
def load_signed(token: str) -> Signed | None:
    if len(token) != TOKEN_LENGTH:
        return None
    now = clock.now()
    found = queries.signed_in(token, now=now, today=clock.today())
    if found is None:
        return None
    if sign_ins.is_due(found, now):
        sign_ins.keep_alive(found, now=now)
        session.modified = True
    return Signed(token, found)


def keys() -> Keys:
    """The keys made from this program's secret."""
    config: Config = current_app.extensions["settings"]
    return config.keys


def mark() -> str:
    """This browser's own mark: random, the same for whoever uses it, kept when they sign out. "" without one."""
    found = request.cookies.get(_mark_name(), "")
    return found if len(found) == TOKEN_LENGTH else ""


def user_agent() -> str:
    return vietnamese.fold(request.user_agent.string)[: sign_ins.AGENT_LENGTH]


def here(sign_in_id: int) -> Here:
    """This browser, where a secret is chosen: its sign-in and its mark stay when all others go."""
    return Here(sign_in_id, mark())


def standing_or_refuse(person_id: int) -> Standing:
    """What the person holds today; who holds nothing has no business here (403)."""
    return queries.standing_of(person_id, clock.today()) or abort(403)


def settings_for(standing: Standing) -> Settings:
    """What the wards a person works in decided; of several the strictest."""
    return Settings.strictest(settings_of(ward_id) for ward_id in standing.wards)


def begin(person_id: int, *, remembered: bool) -> Step | None:
    """A new session for a person whose secret was right: nothing of the one before is left in it.

    Returns what it still waits for. remembered: the browser shall know the person next time.
    """
    standing = standing_or_refuse(person_id)
    settings = settings_for(standing)
    life = sign_ins.lifetime(standing, settings, remembered=remembered)
    demanded = bool(settings.second_factor)
    step = factors.factor_step(person_id, demanded=demanded) if standing.is_official else None
    end()
    actor = _actor(person_id, standing)
    token = sign_ins.start_sign_in(NewSignIn(person_id, user_agent(), life, step), by=actor, now=clock.now())
    _hold(token, step, remembered=remembered)
    if step is None and remembered:
        remember(person_id)
    return step


def wait(token: str) -> None:
    """The session of a sign-in that opens nothing yet (a card was used)."""
    end()
    _hold(token, Step.CHOOSE, remembered=True)


def pending(step: Step) -> Pending | None:
    """The sign-in this browser holds that waits for a step."""
    token = session.get("pending", "")
    found = queries.pending(token, now=clock.now()) if len(token) == TOKEN_LENGTH else None
    return found if found is not None and found.step is step else None


def move_on(waiting: Pending, *, remembered: bool | None = None) -> Step | None:
    """The step was taken; returns the next one, or None when the person is signed in.

    remembered: whether the browser shall know the person next time, where it was asked; else as it was said before.
    """
    standing = standing_or_refuse(waiting.person_id)
    settings = settings_for(standing)
    asks = waiting.step is Step.CHOOSE and standing.is_official
    step = factors.factor_step(waiting.person_id, demanded=bool(settings.second_factor)) if asks else None
    remembered = bool(session.permanent) if remembered is None else remembered
    life = sign_ins.lifetime(standing, settings, remembered=remembered)
    token = sign_ins.move_on(waiting.id, step, life, by=_actor(waiting.person_id, standing), now=clock.now())
    _hold(token, step, remembered=remembered)
    if step is None and remembered:
        remember(waiting.person_id)
    return step


def renew() -> None:
    """A secret was changed: the sign-in goes on under another random id, and the old cookie opens nothing."""
    remembered = bool(session.permanent)
    token = sign_ins.renew(current_user.found.id, now=clock.now())
    g.pop("_login_user", None)
    _hold(token, None, remembered=remembered)


def _actor(person_id: int, standing: Standing) -> Actor:
    return Actor(person_id, current_actor().address, standing.ward_id)


def _hold(token: str, step: Step | None, *, remembered: bool) -> None:
    session.clear()
    session.permanent = remembered
    let_go()
    if step is not None:
        session["pending"] = token
        return
    found = queries.signed_in(token, now=clock.now(), today=clock.today())
    login_user(Signed(token, found or abort(403)))


def end() -> None:
    """Ends the sign-in this browser holds, in the table and in the cookie."""
    for token in {session.get("_user_id"), session.get("pending")} - {None}:
        sign_ins.end_sign_in(str(token), now=clock.now())
    g.pop("_login_user", None)
    session.clear()


def remember(person_id: int) -> None:
    """From now on this browser is known to be the person's; it gets a mark when it has none that is known."""
    value = mark() if people.is_known(mark()) else secrets.token_urlsafe(32)  # else somebody may have planted it
    commands.remember_device(value, person_id, now=clock.now())

    @after_this_request
    def keep(answer: Response) -> Response:
        answer.set_cookie(
            _mark_name(), value, max_age=COOKIES_LAST, secure=request.is_secure, httponly=True, samesite="Lax"
        )
        return answer


def forget() -> None:
    """This browser is known to be nobody's."""
    if mark():
        commands.forget_device(mark())

    @after_this_request
    def drop(answer: Response) -> Response:
        answer.delete_cookie(_mark_name(), secure=request.is_secure, httponly=True, samesite="Lax")
        return answer


def _mark_name() -> str:
    return "__Host-sotayso-may" if request.is_secure else "sotayso-may"
