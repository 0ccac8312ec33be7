"""Chờ gửi, the service worker, and the shells of the app: pages without anybody's data, that a phone keeps."""

import hashlib
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from app import clock, htmx
from app.access import current_scope, public, requires
from app.activities.forms import ActivityForm, is_key
from app.activities.illustrations import entries_sent_as
from app.activities.sheet_form import SheetForm
from app.activities.weeks import sections_of, week_of
from app.config import ROOT, Config
from app.drafts.queries import drafts_under
from app.outbox.words import words_of
from app.plan import current_plan
from app.plan.reading import OWN
from app.routing import path_to
from app.submissions.queries import receipts_of

outbox = Blueprint("outbox", __name__)
MOST_KEYS = 500


@outbox.route("/cho-gui")
@public
def show_outbox() -> ResponseReturnValue:
    return htmx.show("outbox/show_outbox.html", words=words_of(current_plan()))


@outbox.route("/cho-gui/ai")
@public
def tell_who() -> ResponseReturnValue:
    """Who is signed in, before anything is sent, with a fresh token for the forms; person null: nobody is."""
    if not current_user.is_authenticated:
        return jsonify(person=None)
    scope = current_scope()
    who = {"person": scope.person_id, "unit": scope.unit_code, "name": scope.unit_name, "kind": scope.unit_kind}
    return jsonify(who | {"token": generate_csrf()})


@outbox.route("/cho-gui/phieu", methods=["POST"])
@requires()
def tell_missing() -> ResponseReturnValue:
    """Which of the keys a phone was told are stored the database does not hold: a restored one may have lost some.

    And for what photos wait, by the keys named as `entry`: the number of the first entry stored under each, and which
    of them are drafts of the unit.
    """
    scope, keys, awaited = current_scope(), _keys("key"), _keys("entry")
    kept = receipts_of(scope, keys)
    missing = [key for key in keys if key not in kept]
    return jsonify(missing=missing, entries=entries_sent_as(scope, awaited), drafts=drafts_under(scope, awaited))


def _keys(name: str) -> list[str]:
    return [key for key in request.form.getlist(name)[:MOST_KEYS] if is_key(key)]


@outbox.route("/ngoai-mang")
@public
def show_offline() -> ResponseReturnValue:
    return htmx.show("outbox/offline.html")


@outbox.route("/ngoai-mang/<code:code>")
@public
def show_shell(code: str) -> ResponseReturnValue:
    """Home for a kind of unit, without anybody's data."""
    tiles = current_plan().tiles_of(code) or abort(404)
    has_sheet = bool(sections_of(code, current_plan()))
    return htmx.show("outbox/home.html", tiles=tiles, has_sheet=has_sheet)


@outbox.route("/ngoai-mang/<code:code>/<slug:slug>")
@public
def show_form_shell(code: str, slug: str) -> ResponseReturnValue:
    """An empty log form for a kind of unit: key, unit and day are put in by the phone."""
    plan = current_plan()
    tile = plan.tile(code, slug) or abort(404)
    form = ActivityForm.of(tile, plan, unit_kind=code, today=clock.today(), sent=None)
    form.key.data, form.type.data, form.is_shell = "", tile.types[0], True
    form.action = path_to("activities.log_activity", slug=slug)
    return htmx.show("activities/log_activity.html", form=form)


@outbox.route("/ngoai-mang/<code:code>/tuan")
@public
def show_week_shell(code: str) -> ResponseReturnValue:
    """An empty sheet for a kind of unit that logs by the week, with all its days: the phone puts their dates in."""
    plan, week = current_plan(), week_of(clock.today())
    if not sections_of(code, plan):
        abort(404)
    form = SheetForm.of(week, plan, unit_kind=code, today=week.sunday, sent=None)
    form.key.data, form.is_shell = "", True
    return htmx.show("activities/log_week.html", form=form, plan=plan, spans=())


@outbox.route("/sw.js")
@public
def serve_worker() -> ResponseReturnValue:
    """The service worker; it changes, and a phone takes the new one with its shells, whenever what these are made of does."""
    config: Config = current_app.extensions["settings"]
    text = render_template("outbox/sw.js")
    version = hashlib.sha256((text + _made_of(config.plan_file or OWN)).encode()).hexdigest()[:12]
    answer = _file(f'const VERSION = "{version}";\n{text}', "text/javascript")
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("br"):
        answer.set_data(_packed(answer.get_data()))
        answer.content_encoding = "br"
    return answer


@outbox.route("/manifest.webmanifest")
@public
def serve_manifest() -> ResponseReturnValue:
    return _file(render_template("outbox/manifest.json"), "application/manifest+json")


@lru_cache(maxsize=4)
def _packed(text: bytes) -> bytes:
    """As small as it gets: it is asked for at every visit, and written anew only with the program."""
    packed: bytes = brotli.compress(text)
    return packed


@lru_cache
def _made_of(catalogue: Path) -> str:
    """The checksum of every template and of the plan, in hex: the same in every worker of a program."""
    files = [*sorted((ROOT / "templates").rglob("*.*")), catalogue]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _file(text: str, kind: str) -> Response:
    answer = make_response(text)
    answer.headers["Content-Type"] = f"{kind}; charset=utf-8"
    return answer
