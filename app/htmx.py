"""The only file that knows an answer to htmx, and one to a phone's outbox, from a page (htmx-flask's bugs: dependencies.md 4)."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template
from htmx_flask import Htmx, request

from app import delivery


def register(app: Flask) -> None:
    """Teaches requests about htmx and says in every answer that pages vary by it."""
    Htmx(app)
    app.after_request(_vary)


def asked() -> bool:
    """Whether htmx asked and will swap the answer into the page."""
    return bool(request.htmx)


def show(page: str, /, *, partial: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or for htmx only the partial that changes; an outbox is told what is to be mended."""
    if delivery.asked():
        return delivery.refused(status if status >= 400 else 422, _sentences(context))
    template = partial if partial and asked() else page
    return make_response(render_template(template, **context), status)


def go(url: str) -> Response:
    """Done, and on to another page of ours: 303 for a browser, HX-Redirect for htmx, 201 for an outbox."""
    if delivery.asked():
        return delivery.delivered(url)
    if not asked():
        return redirect(url, code=303)  # type: ignore[return-value]
    answer = make_response("", 204)
    answer.headers["HX-Redirect"] = url
    return answer


def _sentences(context: Mapping[str, Any]) -> list[str]:
    """Why a form was shown again."""
    form = context.get("form")
    if context.get("reused"):
        return ["Mục này đã gửi một lần với nội dung khác. Xem lại, nếu là việc khác thì ghi mới."]
    return (
        [text for _, text in form.problems()] if form else [context.get("refused") or "Chưa lưu được. Mở ra xem lại."]
    )


def _vary(response: Response) -> Response:
    response.vary.add("HX-Request")
    return response
