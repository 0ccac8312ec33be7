"""Who may open which route: every view carries exactly one mark, and the app does not start otherwise."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import delivery
from app.permissions import Action
from app.scope import Actor, Scope

View = Callable[..., ResponseReturnValue]
PUBLIC = "public"


class UndeclaredAccess(RuntimeError):
    """A route without a mark."""


def public(view: View) -> View:
    """Anyone may open it."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def requires(
    action: Action | None = None, *, fresh: bool = False, fresh_in_ward: bool = False
) -> Callable[[View], View]:
    """Only someone signed in whose roles in the unit acted for allow the action; without one, anyone signed in.

    fresh: and who gave the password not long ago (ASVS 7.5.1); fresh_in_ward: so where the action reaches the whole ward.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return cast(ResponseReturnValue, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
            if not _may(current_scope(), action):
                abort(403)
            asks_again = fresh or (fresh_in_ward and action is not None and current_scope().reaches_ward(action))
            if asks_again and not current_user.is_fresh():
                return cast(ResponseReturnValue, current_app.login_manager.needs_refresh())  # type: ignore[attr-defined]
            return view(*args, **kwargs)

        asked = " fresh" if fresh else " fresh-in-ward" if fresh_in_ward else ""
        guarded.access = (action or "signed-in") + asked  # type: ignore[attr-defined]
        return guarded

    return mark


def _may(scope: Scope, action: Action | None) -> bool:
    """What was typed by one person for one unit never goes out of a phone as another's, whatever the action."""
    if delivery.asked() and not delivery.is_from(scope.person_id, scope.unit_code):
        return False
    return action is None or scope.may(action)


def current_scope() -> Scope:
    """The signed-in person's scope; only for views behind requires()."""
    return cast(Scope, current_user.scope)


def current_actor() -> Actor:
    """Who sends this request and from where, for the audit; nobody's id while nobody is signed in."""
    scope: Scope | None = current_user.scope if current_user.is_authenticated else None
    address = (request.remote_addr or "")[:64]
    return Actor(scope.person_id if scope else None, address, scope.ward_id if scope else None)


def table(app: Flask) -> list[str]:
    """Path, methods and mark of every route, sorted: what tests/house/routes.txt pins."""
    rows = []
    for rule in app.url_map.iter_rules():
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        rows.append(f"{rule.rule}  {methods}  {getattr(app.view_functions[rule.endpoint], 'access', None)}")
    return sorted(rows)


def check(app: Flask) -> None:
    """Raises UndeclaredAccess when a route has no mark."""
    for endpoint, view in app.view_functions.items():
        if not hasattr(view, "access"):
            raise UndeclaredAccess(f"{endpoint} has neither @public nor @requires")
