"""Who may open which route: every view carries exactly one mark, and the app does not start otherwise."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

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


def requires(action: Action | None = None, *, fresh: bool = False) -> Callable[[View], View]:
    """Only someone signed in whose roles in the unit acted for allow the action; without one, anyone signed in.

    fresh: and who gave the password not long ago (ASVS 7.5.1).
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return cast(ResponseReturnValue, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
            if action is not None and not current_scope().may(action):
                abort(403)
            if fresh and not current_user.is_fresh():
                return cast(ResponseReturnValue, current_app.login_manager.needs_refresh())  # type: ignore[attr-defined]
            return view(*args, **kwargs)

        guarded.access = (action or "signed-in") + (" fresh" if fresh else "")  # type: ignore[attr-defined]
        return guarded

    return mark


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
