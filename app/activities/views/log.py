"""Logging activities on a phone."""

from flask import abort, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app import clock, delivery, htmx, wording
from app.access import current_scope, requires
from app.activities import queries
from app.activities.commands import Told, Unanswered, log_activities
from app.activities.copying import Copied
from app.activities.forms import ActivityForm
from app.activities.slots import tile_of_type
from app.activities.views.blueprint import activities
from app.activities.views.copying import copy_into, source
from app.permissions import Action
from app.plan import Plan, Tile, current_plan
from app.routing import path_to
from app.scope import Scope
from app.submissions.commands import KeyReused
from app.vietnamese import fold

PAGE, FORM = "activities/log_activity.html", "activities/_activity_form.html"


@activities.route("/ghi/<slug:slug>", methods=["GET", "POST"])
@requires(Action.LOG)
def log_activity(slug: str) -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    tile = tile_at(slug, scope, plan)
    if tile is None:
        return choose_type()
    form = form_of(tile, slug, scope, request.form if request.method == "POST" else None)
    if request.method == "GET":
        if not copy_into(form):
            form.type.data = queries.last_type(scope, tile.types) or tile.types[0]
        return htmx.show(PAGE, form=form)
    return save(form, scope, slug)


def save(form: ActivityForm, by: Scope, slug: str, *, told: Told | None = None) -> ResponseReturnValue:
    """Stores what the page says, once; or shows it again with what is to be mended or answered. told: by phone."""
    if not form.is_complete():
        return htmx.show(PAGE, partial=FORM, status=422, form=form)
    try:
        key = form.key.data or ""
        ask = None if delivery.asked() else form.asks  # nobody is there to answer; the reviewer sees what is odd
        receipt = log_activities(form.entries, key=key, by=by, now=clock.now(), told=told, ask=ask)
    except Unanswered:
        return htmx.show(PAGE, partial=FORM, status=422, form=form)
    except KeyReused as reused:
        return key_reused(form, reused)
    session.modified = True  # a changed cookie keeps the sent form out of the page cache: Back asks for a new one
    return htmx.go(url_for("activities.show_receipt", number=receipt.number, tu=slug))


def key_reused(form: ActivityForm, reused: KeyReused) -> ResponseReturnValue:
    """The page was saved before with other content: says so, and keeps what was typed under a new key."""
    kept = {"number": reused.number, "hour": wording.hour(reused.received_at)}
    form.renew_key()
    return htmx.show(PAGE, partial=FORM, status=409, form=form, reused=kept)


def form_of(tile: Tile, slug: str, scope: Scope, sent: MultiDict[str, str] | None) -> ActivityForm:
    """The form of a tile for the unit acted for, and where it is sent and kept."""
    form = ActivityForm.of(tile, current_plan(), unit_kind=scope.unit_kind, today=clock.today(), sent=sent)
    form.act_for(scope)
    named = tile.types[0] if slug == "khac" else None
    form.action = path_to("activities.log_activity", slug=slug, loai=named)
    form.keeps_at = path_to("activities.keep_draft", slug=slug, loai=named)
    return form


def tile_at(slug: str, scope: Scope, plan: Plan, named: str | None = None) -> Tile | None:
    """The tile of an address; "khac" stands for the type that is named (in the query), or for the finder."""
    if slug != "khac":
        return plan.tile(scope.unit_kind, slug) or abort(404)
    kind = plan.activity_types.get(named or request.args.get("loai", ""))
    if request.method == "POST":  # what may not be logged is refused by the form's rules, in words
        return tile_of_type(kind or abort(404))
    return None if kind is None or kind not in plan.types_for(scope.unit_kind) else tile_of_type(kind)


def choose_type() -> ResponseReturnValue:
    """Every type the unit may log, found without diacritics."""
    sought = fold(request.args.get("q", "")[:100])
    types = current_plan().types_for(current_scope().unit_kind)
    found = [t for t in types if all(word in fold(f"{t.label} {t.short} {t.id}") for word in sought.split())]
    return htmx.show(
        "activities/choose_type.html",
        partial="activities/_types.html",
        types=found,
        sought=request.args.get("q", "")[:100],
        example=" ".join(fold(types[-1].label).replace(",", "").split()[:2]) if types else "",
        copied=(entry := source()) and Copied(entry.held_on, fits=False),
    )
