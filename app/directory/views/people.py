"""The ward's people: listed, shown, renamed, locked."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.accounts import sign_ins
from app.accounts.people import browsers_of
from app.cards.commands import withdraw_cards
from app.cards.queries import cards_of, chosen
from app.directory.commands import profiles
from app.directory.commands.changing import Refused
from app.directory.commands.profiles import WORKS_ELSEWHERE
from app.directory.forms import PersonForm
from app.directory.queries import people as queries
from app.directory.queries.people import Profile
from app.directory.queries.units import PAGE
from app.directory.views.acting import carried_out, doing, refused_page, sent
from app.permissions import Action
from app.routing import bounded, page_asked

people = Blueprint("people", __name__, url_prefix="/quan-tri/nguoi")


@people.route("")
@requires(Action.SEE_PEOPLE)
def list_people() -> ResponseReturnValue:
    scope, page, sought = current_scope(), page_asked(), bounded(request.args.get("q"))
    found = queries.people_of(scope, clock.today(), sought=sought, page=page)
    more: dict[str, Any] = {"people": found[:PAGE], "has_more": len(found) > PAGE, "page": page, "sought": sought}
    return htmx.show("directory/people.html", partial="directory/_people.html", scope=scope, **more)


@people.route("/<number:number>")
@requires(Action.SEE_PEOPLE)
def show_person(number: int) -> ResponseReturnValue:
    scope, who, today, now = current_scope(), profile_or_404(number), clock.today(), clock.now()
    is_ours, held = not who.is_elsewhere, [each.number for each in who.present(today)]
    return htmx.show(
        "directory/show_person.html",
        scope=scope,
        who=who,
        present=who.present(today),
        past=who.past(today),
        printable=[each.membership for each in chosen(scope, held, today)] if is_ours else [],
        browsers=browsers_of(number, now) if is_ours else [],
        cards=cards_of(scope, number) if is_ours else [],
        now=now,
        today=today,
        done=request.args.get("xong", ""),
    )


@people.route("/<number:number>/sua", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def change_person(number: int) -> ResponseReturnValue:
    who = profile_or_404(number)
    if who.is_elsewhere:
        return refused_page(WORKS_ELSEWHERE, _to(number))
    form = PersonForm(request.form, name=who.name, phone=who.phone)
    typed = form.newcomer() if sent(form) else None
    if typed and carried_out(form, "name", lambda: profiles.change_profile(number, typed.name, typed.phone, doing())):
        return htmx.go(_to(number, "sua"))
    status = 422 if form.errors else 200
    return htmx.show("directory/change_person.html", status=status, scope=current_scope(), form=form, who=who)


@people.route("/<number:number>/khoa", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def lock_person(number: int) -> ResponseReturnValue:
    who = profile_or_404(number)
    if request.method != "POST":
        return htmx.show("directory/lock_person.html", scope=current_scope(), who=who)
    try:
        profiles.lock_person(number, doing())
    except Refused as refused:
        return refused_page(refused.sentence, _to(number))
    return htmx.go(_to(number, "khoa"))


@people.route("/<number:number>/mo-lai", methods=["POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def unlock_person(number: int) -> ResponseReturnValue:
    profile_or_404(number)
    try:
        profiles.unlock_person(number, doing())
    except Refused as refused:
        return refused_page(refused.sentence, _to(number))
    return htmx.go(_to(number, "mo-lai"))


@people.route("/<number:number>/may", methods=["POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def end_browser(number: int) -> ResponseReturnValue:
    """Ends one sign-in of a person."""
    who, browser = profile_or_404(number), request.form.get("browser", "")
    if who.is_elsewhere:
        return refused_page(WORKS_ELSEWHERE, _to(number))
    known = int(browser) if browser.isascii() and browser.isdigit() and len(browser) < 10 else 0
    if not sign_ins.end_one(who.id, known, by=current_actor(), now=clock.now()):
        abort(404)
    return htmx.go(_to(number, "may"))


@people.route("/<number:number>/thu-hoi-the", methods=["POST"])
@requires(Action.ISSUE_CARDS, fresh=True)
def withdraw(number: int) -> ResponseReturnValue:
    """No unused card or code of the person opens anything, for whoever may print them one."""
    scope, who = current_scope(), profile_or_404(number)
    held = [each.number for each in who.present(clock.today())]
    if who.is_elsewhere or not chosen(scope, held, clock.today()):
        return refused_page(WORKS_ELSEWHERE if who.is_elsewhere else NO_CARDS, _to(number))
    withdraw_cards(number, scope.ward_id, by=current_actor(), now=clock.now())
    return htmx.go(_to(number, "thu-hoi"))


NO_CARDS = "Người này không có thẻ nào mình được thu hồi."


def profile_or_404(number: int) -> Profile:
    return queries.profile_of(current_scope(), number, clock.today()) or abort(404)


def _to(number: int, done: str = "") -> str:
    return url_for("people.show_person", number=number, xong=done or None)
