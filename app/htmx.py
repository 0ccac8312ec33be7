"""The only file that knows an htmx answer from a page (and htmx-flask from its bugs: dependencies.md 4)."""

from typing import Any

from flask import Flask, Response, make_response, redirect, render_template
from htmx_flask import Htmx, request


def register(app: Flask) -> None:
    """Teaches requests about htmx and says in every answer that pages vary by it."""
    Htmx(app)
    app.after_request(_vary)


def asked() -> bool:
    """Whether htmx asked and will swap the answer into the page."""
    return bool(request.htmx)


def show(page: str, /, *, partial: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or for htmx only the partial that changes."""
    template = partial if partial and asked() else page
    return make_response(render_template(template, **context), status)


def go(url: str) -> Response:
    """On to another page of ours: 303 for a browser, HX-Redirect for htmx."""
    if not asked():
        return redirect(url, code=303)  # type: ignore[return-value]
    answer = make_response("", 204)
    answer.headers["HX-Redirect"] = url
    return answer


def _vary(response: Response) -> Response:
    response.vary.add("HX-Request")
    return response
