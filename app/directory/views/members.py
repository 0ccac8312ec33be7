"""A unit's people: somebody added, and the unit handed over in one minute."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx, vietnamese
from app.access import current_scope, requires
from app.cards.commands import AlreadyPrinted, Issued
from app.cards.queries import chosen
from app.cards.views import show_sheet
from app.directory.commands import handovers, memberships
from app.directory.commands.changing import Refused
from app.directory.commands.handovers import Handover
from app.directory.commands.memberships import Newcomer, OtherName
from app.directory.forms import HandoverForm, JoiningForm, PersonForm
from app.directory.queries.cards import memberships_on
from app.directory.queries.units import present_in
from app.directory.views.acting import ROLES, doing, issuing, sent, unit_or_404
from app.permissions import Action, Role

members = Blueprint("members", __name__, url_prefix="/quan-tri/don-vi/<code:code>")


@members.app_template_filter()
def phone_digits(typed: str | None) -> str:
    """A telephone number as it is kept, or nothing."""
    return vietnamese.phone(typed or "") or ""


@members.route("/them-nguoi", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def join_unit(code: str) -> ResponseReturnValue:
    unit, form, known = unit_or_404(code), JoiningForm(request.form, role=Role.REPORTER.value), ""
    newcomer, place = (form.newcomer(), form.place(code)) if sent(form) else (None, None)
    if newcomer and place and not form.errors:
        try:
            joined = memberships.join_unit(newcomer, place, doing())
        except Refused as refused:
            known = _say(form, refused)
        else:
            done = "giao-them" if joined.was_known else "them"
            return htmx.go(url_for("people.show_person", number=joined.person_id, xong=done))
    status = 422 if form.errors else 200
    return htmx.show(
        "directory/join_unit.html", status=status, scope=current_scope(), form=form, unit=unit, known=known, roles=ROLES
    )


def _say(form: PersonForm, refused: Refused) -> str:
    """Has the form say what a rule found; returns the kept name of whoever has the number, when that is the question."""
    form.mend(refused.box if refused.box in form else "name", refused.sentence)
    return refused.name if isinstance(refused, OtherName) else ""


@members.route("/ban-giao", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, fresh=True)
def hand_over(code: str) -> ResponseReturnValue:
    """The one leaves, the other comes, and the answer is the card to print."""
    unit, form, known = unit_or_404(code), HandoverForm(request.form, leaver=request.args.get("nguoi", "")), ""
    newcomer = form.newcomer() if sent(form) else None
    if newcomer:
        try:
            return _sheet(_carry_out(code, form, newcomer))
        except AlreadyPrinted as printed:
            return _already(code, str(printed))
        except Refused as refused:
            known = _say(form, refused)
    people = present_in(unit, clock.today())
    if request.method != "POST" and len({each.person_id for each in people}) == 1:
        form.leaver.data = str(people[0].person_id)
    status = 422 if form.errors else 200
    more: dict[str, Any] = {"form": form, "unit": unit, "known": known, "people": people}
    return htmx.show("directory/hand_over.html", status=status, scope=current_scope(), **more)


def _carry_out(code: str, form: HandoverForm, newcomer: Newcomer) -> Issued:
    wanted = Handover(code, form.leaver_id, newcomer, form.title.data or "")
    return handovers.hand_over(wanted, issuing(form.key.data or ""), doing())


def _sheet(card: Issued) -> ResponseReturnValue:
    return show_sheet(chosen(current_scope(), [card.membership], clock.today()), [card])


def _already(code: str, key: str) -> ResponseReturnValue:
    """The same form once more, by a second tap or by loading the page again: nothing changes."""
    found = chosen(current_scope(), memberships_on(current_scope(), key), clock.today())
    unit = unit_or_404(code)
    return htmx.show("directory/handed_over.html", status=409, scope=current_scope(), unit=unit, found=found)
