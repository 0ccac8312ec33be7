"""Logging an activity, its receipt, an entry."""

from flask import Blueprint, abort, request, session, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx, wording
from app.access import current_scope, requires
from app.activities import commands, queries, repeats, words
from app.activities.changing import NotNow, PeriodClosed, Wish, change_activity
from app.activities.duplicates import WrongDuplicate
from app.activities.entry import Question, Similar, questions
from app.activities.forms import ActivityForm
from app.activities.slots import tile_of_type
from app.activities.totals import totals_of_unit
from app.activities.workflow import Step
from app.periods.current import period_on
from app.permissions import Action
from app.plan import Plan, Tile, current_plan
from app.scope import Scope
from app.submissions.commands import KeyReused
from app.vietnamese import fold

activities = Blueprint("activities", __name__, url_prefix="/nhat-ky")
FORM = "activities/_activity_form.html"
activities.add_app_template_filter(words.all_figures, "figure_words")
activities.add_app_template_filter(words.zalo_message, "zalo_message")
activities.add_app_template_filter(lambda entry, plan: words.summary(entry.type, entry.figures, plan), "entry_summary")


@activities.route("/ghi/<slug:slug>", methods=["GET", "POST"])
@requires(Action.LOG)
def log_activity(slug: str) -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    tile = _tile(slug, scope, plan)
    if tile is None:
        return choose_type()
    sent = request.form if request.method == "POST" else None
    form = ActivityForm.of(tile, plan, unit_kind=scope.unit_kind, today=clock.today(), sent=sent)
    if sent is None:
        form.type.data = queries.last_type(scope, tile.types) or tile.types[0]
        return htmx.show("activities/log_activity.html", form=form)
    if not form.is_complete() or form.unanswered(_questions(form, scope, plan)):
        return htmx.show("activities/log_activity.html", partial=FORM, status=422, form=form)
    try:
        receipt = commands.log_activities(form.entries, key=form.key.data or "", by=scope, now=clock.now())
    except KeyReused as reused:
        kept = {"number": reused.number, "hour": wording.hour(reused.received_at)}
        form.renew_key()
        return htmx.show("activities/log_activity.html", partial=FORM, status=409, form=form, reused=kept)
    session.modified = True  # a changed cookie keeps the sent form out of the page cache: Back asks for a new one
    return htmx.go(url_for("activities.show_receipt", number=receipt.number, tu=slug))


def _tile(slug: str, scope: Scope, plan: Plan) -> Tile | None:
    """The tile of an address; "khac" stands for the type its query names, or for the finder."""
    if slug != "khac":
        return plan.tile(scope.unit_kind, slug) or abort(404)
    kind = plan.activity_types.get(request.args.get("loai", ""))
    if request.method == "POST":  # what may not be logged is refused by the form's rules, in words
        return tile_of_type(kind or abort(404))
    return None if kind is None or kind not in plan.types_for(scope.unit_kind) else tile_of_type(kind)


def _questions(form: ActivityForm, scope: Scope, plan: Plan) -> list[Question]:
    stored = [each for e in form.entries for each in repeats.entries_equal_to(e, scope, key=form.key.data or "")]
    similar = [Similar(e.number, wording.hour(e.logged_at), e.type, e.held_on, e.figures) for e in stored]
    return questions(form.entries, similar, plan)


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
    )


@activities.route("/phieu/<number:number>")
@requires(Action.SEE_ENTRIES)
def show_receipt(number: int) -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    entries = queries.activities_on_receipt(scope, number)
    if not entries:
        abort(404)
    period = period_on(entries[0].held_on)
    totals = totals_of_unit(entries[0].unit_id, period.first_on, period.last_on, plan)
    tile = plan.tile(scope.unit_kind, request.args.get("tu", ""))
    return htmx.show(
        "activities/show_receipt.html",
        entries=entries,
        number=number,
        period=period,
        totals=totals,
        tile=tile,
        plan=plan,
    )


@activities.route("/<number:number>")
@requires(Action.SEE_ENTRIES)
def show_activity(number: int) -> ResponseReturnValue:
    scope = current_scope()
    entry = queries.activity_of(scope, number) or abort(404)
    others = repeats.repeats_of(entry)
    return htmx.show("activities/show_activity.html", entry=entry, others=others, plan=current_plan(), scope=scope)


@activities.route("/<number:number>/trung", methods=["POST"])
@requires(Action.MARK_DUPLICATES)
def mark_duplicate(number: int) -> ResponseReturnValue:
    entry = queries.activity_of(current_scope(), number) or abort(404)
    chosen = request.form.get("of", "")
    if chosen and not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        abort(422)
    step = Step.MARK_DUPLICATE if chosen else Step.UNMARK_DUPLICATE
    wish = Wish(step, seen=entry.version, duplicate_of=int(chosen) if chosen else None)
    try:
        change_activity(number, wish, by=current_scope(), now=clock.now())
    except (WrongDuplicate, NotNow, PeriodClosed):
        abort(409)
    return htmx.go(url_for("activities.show_activity", number=number))
