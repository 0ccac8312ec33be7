"""Photos of an entry: added one by one by a phone, together by a plain form; shown to whoever sees the entry."""

from collections.abc import Callable
from typing import cast

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock, delivery, htmx
from app.access import current_scope, requires
from app.activities import queries
from app.activities.changing import NotNow
from app.activities.illustrating import Sent, add_photo, remove_photo
from app.activities.illustrations import sees_photo
from app.activities.photo_form import FAILURES, MOST_BODY, NONE, Problem, problem_with, sent_alone, sent_together
from app.activities.queries import ActivityView
from app.activities.views.blueprint import activities
from app.activities.views.entry_page import may_remove_photos, show_entry
from app.errors import RETRY_AFTER
from app.permissions import Action
from app.photos.darkroom import Darkroom
from app.photos.queries import photo_of
from app.photos.store import StoreAway, photo_file, thumbnail_file
from app.security import takes

SANDBOX = "sandbox; default-src 'none'"


def may_correct() -> bool:
    return bool(current_user.is_authenticated) and current_scope().may(Action.CORRECT_ENTRIES)


def darkroom() -> Darkroom:
    return cast(Darkroom, current_app.extensions["darkroom"])


@activities.route("/<number:number>/anh", methods=["POST"])
@requires(Action.CORRECT_ENTRIES)
@takes(MOST_BODY, of=may_correct)
def add_photos(number: int) -> ResponseReturnValue:
    entry = _own_entry(number)
    return _take_one(number) if delivery.asked() else _take_all(entry)


def _own_entry(number: int) -> ActivityView:
    """The entry of a number: 404 where the person may not see it, 403 where it is another unit's."""
    entry = queries.activity_of(current_scope(), number) or abort(404)
    return entry if entry.unit_id == current_scope().unit_id else abort(403)


def _take_one(number: int) -> ResponseReturnValue:
    """The answer to a phone: 201 with what it sent said back, or why not."""
    try:
        sent = sent_alone(request.form, request.files)
        name = _add(number, sent)
    except FAILURES as failure:
        problem = problem_with(failure)
        return _later(delivery.refused(problem.status, [problem.sentence]), problem.status)
    return delivery.delivered(url_for("activities.show_photo", number=number, name=name), sent.sha256)


def _take_all(entry: ActivityView) -> ResponseReturnValue:
    """Each photo by itself: what can be taken is, and of the others the page says why not."""
    chosen, problems = sent_together(request.files), []
    for label, sent in chosen:
        try:
            _add(entry.number, sent)
        except FAILURES as failure:
            problems.append(problem_with(failure, label))
    if not chosen:
        problems.append(Problem("", 422, NONE))
    if problems:
        status = max(problem.status for problem in problems)
        return _later(show_entry(entry, status=status, photo_problems=problems), status)
    return htmx.go(url_for("activities.show_activity", number=entry.number, anh=len(chosen)) + "#photos")


def _add(number: int, sent: Sent) -> str:
    return add_photo(number, sent, by=current_scope(), now=clock.now(), room=darkroom())


def _later(answer: ResponseReturnValue, status: int) -> ResponseReturnValue:
    """The answer with its status, and when to come again where that helps."""
    response = current_app.make_response(answer)
    response.status_code = status
    if status in RETRY_AFTER:
        response.headers["Retry-After"] = RETRY_AFTER[status]
    return response


@activities.route("/<number:number>/anh/<photo:name>")
@requires(Action.SEE_ENTRIES)
def show_photo(number: int, name: str) -> ResponseReturnValue:
    return _shown(number, name, photo_file)


@activities.route("/<number:number>/anh/<photo:name>/nho")
@requires(Action.SEE_ENTRIES)
def show_thumbnail(number: int, name: str) -> ResponseReturnValue:
    return _shown(number, name, thumbnail_file)


def _shown(number: int, name: str, file_of: Callable[[str], str]) -> ResponseReturnValue:
    """A picture and nothing else, whatever the browser may think of it; like every page never stored."""
    if not sees_photo(current_scope(), number, name):
        abort(404)
    try:
        content = darkroom().store.read(file_of(name))
    except StoreAway:
        abort(503)
    answer = Response(abort(404) if content is None else content, mimetype="image/jpeg")
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Content-Disposition"] = "inline"
    return answer


@activities.route("/<number:number>/anh/<photo:name>/bo", methods=["GET", "POST"])
@requires(Action.CORRECT_ENTRIES)
def take_photo_off(number: int, name: str) -> ResponseReturnValue:
    entry = _own_entry(number)
    if not may_remove_photos(entry):
        abort(409)
    if request.method == "POST":
        return _take_off(number, name)
    photo = photo_of(number, name) or abort(404)
    return htmx.show("activities/take_photo_off.html", entry=entry, photo=photo, scope=current_scope())


def _take_off(number: int, name: str) -> ResponseReturnValue:
    try:
        remove_photo(number, name, by=current_scope(), now=clock.now(), room=darkroom())
    except NotNow:
        abort(409)
    return htmx.go(url_for("activities.show_activity", number=number, anh="bo") + "#photos")
