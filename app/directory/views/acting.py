"""How the directory's pages act: for whom and when, and what they answer when a rule says no."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope
from app.accounts import sessions
from app.cards.commands import Issuing
from app.directory.commands.changing import Doing, Refused
from app.directory.queries.units import UnitCard, unit_of
from app.forms import BaseForm
from app.permissions import Role
from app.settings.queries import settings_of

Result = TypeVar("Result")
ROLES = [(role.value, role.label[:1].upper() + role.label[1:]) for role in Role]


def doing() -> Doing:
    return Doing(current_scope().ward_id, current_actor(), clock.now(), clock.today())


def sent(form: BaseForm) -> bool:
    """Whether the form was sent; then every box has been looked at."""
    if request.method == "POST":
        form.validate()
    return request.method == "POST"


def carried_out(form: BaseForm, box: str, act: Callable[[], Result]) -> Result | None:
    """What an act gives, or None when a rule said no: the form then says why, at `box` where no other is named."""
    try:
        return act()
    except Refused as refused:
        form.mend(refused.box if refused.box in form else box, refused.sentence)
        return None


def refused_page(sentence: str, back: str) -> ResponseReturnValue:
    """What cannot be done now, and why."""
    return htmx.show("directory/refused.html", status=409, scope=current_scope(), sentence=sentence, back=back)


def unit_or_404(code: str) -> UnitCard:
    return unit_of(current_scope(), code) or abort(404)


def issuing(key: str) -> Issuing:
    """How a card is made for a form of that key; a form without one has its own."""
    try:
        known = str(UUID(key))
    except ValueError:
        known = str(uuid4())
    lasts = timedelta(days=settings_of(current_scope().ward_id).card_days)
    return Issuing(sessions.keys(), lasts, current_actor(), clock.now(), known)
