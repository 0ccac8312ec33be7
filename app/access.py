"""Who may open which route: every view carries exactly one mark, and the app does not start otherwise."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Flask, abort, current_app
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.scope import Role, Scope

View = Callable[..., ResponseReturnValue]
PUBLIC = "public"


class UndeclaredAccess(RuntimeError):
    """A route without a mark."""


def public(view: View) -> View:
    """Anyone may open it."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def requires(*roles: Role) -> Callable[[View], View]:
    """Only someone signed in with one of these roles; without roles, anyone signed in."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return cast(ResponseReturnValue, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
            if roles and current_scope().roles.isdisjoint(roles):
                abort(403)
            return view(*args, **kwargs)

        guarded.access = " ".join(sorted(roles)) or "signed-in"  # type: ignore[attr-defined]
        return guarded

    return mark


def current_scope() -> Scope:
    """The signed-in person's scope; only for views behind requires()."""
    return cast(Scope, current_user.scope)


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
