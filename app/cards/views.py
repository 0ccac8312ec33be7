"""The sign-in card: using it, printing sheets of it, reading a code out."""

from datetime import timedelta
from uuid import uuid4

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, public, requires
from app.accounts import sessions
from app.accounts.browsers import is_embedded
from app.accounts.models import Step
from app.accounts.views.sign_in import wait, wait_sentence
from app.cards import commands, queries
from app.cards.commands import AlreadyPrinted, Issuing
from app.cards.forms import SPENT_CARD, SPENT_CODE, CardForm
from app.cards.queries import Holder
from app.permissions import Action
from app.qr import qr_of
from app.routing import bounded, numbers
from app.settings.queries import settings_of
from app.throttle.commands import Subject, TooManyTries, begin_try, succeed
from app.throttle.figures import CODE

cards = Blueprint("cards", __name__)
cards.add_app_template_global(lambda: str(uuid4()), "fresh_key")
PAGE = "cards/use_card.html"
NONE_CHOSEN = "Chưa chọn người nào. Đánh dấu ở cột Chọn rồi bấm in."
TOO_MANY = f"Mỗi lần in nhiều nhất {queries.MOST} thẻ. Bỏ bớt dấu chọn, in làm nhiều lần."


@cards.route("/the", methods=["GET", "POST"])
@public
def use_card() -> ResponseReturnValue:
    """Opening it changes nothing, whoever opens it: the secret is in the address's fragment, and a tap sends it."""
    form = CardForm(request.form)
    if request.method != "POST":
        return _show(form, 200)
    if form.is_typed and not (form.validate() and form.accepts_code()):
        return _show(form, 422)
    try:
        used = _typed(form.code.data or "") if form.is_typed else _use(_which(form))
    except TooManyTries as refused:
        form.mend("code", wait_sentence(refused.open_at))
        return wait(_show(form, 429), refused.open_at)
    if used is None:
        waiting = sessions.pending(Step.CHOOSE)
        if waiting and commands.began(_which(form), waiting.id):  # the same phone again, before its PIN was set
            return redirect(url_for("steps.choose_secret"), code=303)
        form.mend("code", SPENT_CODE if form.is_typed else SPENT_CARD)
        return _show(form, 422)
    sessions.wait(used.token)
    return redirect(url_for("steps.choose_secret"), code=303)


def _show(form: CardForm, status: int) -> Response:
    return htmx.show(PAGE, status=status, form=form, embedded=is_embedded(request.user_agent.string))


def _which(form: CardForm) -> commands.Which:
    if form.is_typed:
        return commands.code_is(form.code.data or "", sessions.keys())
    return commands.token_is(form.token.data or "")


def _typed(code: str) -> commands.Used | None:
    tries = [Subject("code", request.remote_addr or "", CODE)]
    begin_try(tries, now=clock.now())
    used = _use(commands.code_is(code, sessions.keys()))
    if used is not None:
        succeed(taken_back=tries, now=clock.now())
    return used


def _use(which: commands.Which) -> commands.Used | None:
    where = {"user_agent": sessions.user_agent(), "address": request.remote_addr or ""}
    return commands.use_card(which, **where, now=clock.now(), today=clock.today())


@cards.route("/quan-tri/the")
@requires(Action.ISSUE_CARDS)
def show_holders() -> ResponseReturnValue:
    return _show_holders()


def _show_holders(problem: str = "") -> ResponseReturnValue:
    scope, sought = current_scope(), bounded(request.args.get("q"))
    return htmx.show(
        "cards/holders.html",
        partial="cards/_holders.html",
        status=422 if problem else 200,
        scope=scope,
        holders=queries.holders(scope, clock.today(), sought=sought),
        sought=sought,
        now=clock.now(),
        problem=problem,
    )


@cards.route("/quan-tri/the/in", methods=["POST"])
@requires(Action.ISSUE_CARDS, fresh=True)
def print_cards() -> ResponseReturnValue:
    """The sheet is shown once, in the answer itself: what is on it is not kept."""
    scope, wanted = current_scope(), numbers(request.form.getlist("membership"))
    found = queries.chosen(scope, wanted, clock.today()) if len(wanted) <= queries.MOST else []
    if not found:
        return _show_holders(TOO_MANY if len(wanted) > queries.MOST else NONE_CHOSEN)
    how = _issuing(timedelta(days=settings_of(scope.ward_id).card_days))
    try:
        issued = commands.issue_cards([each.membership for each in found], how)
    except AlreadyPrinted:
        return htmx.show("cards/already_printed.html", status=409, scope=scope, found=found)
    return show_sheet(found, issued)


def show_sheet(found: list[Holder], issued: list[commands.Issued]) -> ResponseReturnValue:
    """A4 sheets of eight cards."""
    address = url_for("cards.use_card", _external=True)
    made = [(who, card, qr_of(f"{address}#{card.token}")) for who, card in zip(found, issued, strict=True)]
    sheets = [made[place : place + 8] for place in range(0, len(made), 8)]
    return htmx.show("cards/sheet.html", scope=current_scope(), sheets=sheets, address=address.partition("://")[2])


def _issuing(lasts: timedelta) -> Issuing:
    key = bounded(request.form.get("key"))[:36] or None
    return Issuing(sessions.keys(), lasts, current_actor(), clock.now(), key)


@cards.route("/quan-tri/the/ma", methods=["POST"])
@requires(Action.ISSUE_CARDS, fresh=True)
def issue_code() -> ResponseReturnValue:
    """A code for somebody on the telephone."""
    scope = current_scope()
    found = queries.chosen(scope, numbers(request.form.getlist("membership"))[:1], clock.today())
    who = found[0] if found else abort(404)
    try:
        issued = commands.issue_code(who.membership, _issuing(commands.CODE_LASTS))
    except AlreadyPrinted:
        return htmx.show("cards/already_read_out.html", status=409, scope=scope, who=who)
    where = url_for("cards.use_card", _external=True).partition("://")[2]
    return htmx.show("cards/code.html", scope=scope, who=who, issued=issued, address=where)
