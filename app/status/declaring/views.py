"""A unit, or the officer for it, says of a month that it is complete or that there was nothing, or takes that back."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.declaring import (
    HasEntries,
    HasNone,
    MonthClosed,
    NotBegun,
    NotYours,
    Whose,
    declare_month,
    take_back,
)
from app.activities.forms import is_key
from app.periods.calendar import Kind, Period
from app.periods.current import asked_period
from app.periods.models import Said
from app.permissions import Action
from app.status.current import month_of, months_at_home
from app.status.declaring.months import may_speak, speaks
from app.status.declaring.words import NOT_ASKED, told, why
from app.submissions.commands import KeyReused
from app.units.queries import UnitView, unit_of

declaring = Blueprint("declaring", __name__, url_prefix="/don-vi")
declaring.add_app_template_filter(told)
declaring.add_app_template_filter(speaks)
NOTHING = "khong-phat-sinh"
DEEDS: dict[str, Callable[..., None]] = {
    NOTHING: partial(declare_month, said=Said.NOTHING),
    "da-du": partial(declare_month, said=Said.COMPLETE),
    "mo-lai": take_back,
}


@declaring.route("/<code:code>/bao-ky/<slug:slug>", methods=["GET", "POST"])
@requires(Action.DECLARE_PERIODS)
def speak_of_month(code: str, slug: str) -> ResponseReturnValue:
    unit, period = unit_of(current_scope(), code) or abort(404), asked_period(request.args.get("ky"), clock.today())
    if slug not in DEEDS or period.kind is not Kind.MONTH or not may_speak(unit.id, current_scope()):
        abort(404)
    if request.method != "POST" or month_of(unit.id, current_scope().ward_id, period) is None:
        return _page(unit, period, asks=slug == NOTHING)
    try:
        DEEDS[slug](Whose(unit.id, period, current_scope(), _key()), now=clock.now())
    except NotYours:
        abort(404)
    except KeyReused:
        abort(409)
    except (HasEntries, HasNone, MonthClosed, NotBegun) as refused:
        return _page(unit, period, refused=why(refused))
    return htmx.go(_back(unit, period))


def _key() -> str:
    """Of the form, where it has one: what a phone says without a network comes by it, and maybe twice."""
    key = request.form.get("key", "")
    return key if is_key(key) else ""


def _page(unit: UnitView, period: Period, *, asks: bool = False, refused: str = "") -> ResponseReturnValue:
    """The month as it stands now. asks: whether it is to be confirmed that there was nothing."""
    scope = current_scope()
    month = month_of(unit.id, scope.ward_id, period)
    return htmx.show(
        "declaring/month.html",
        partial="declaring/_declaring.html",
        status=409 if refused or not month else 200,
        scope=scope,
        unit=unit,
        period=period,
        months=[month] if month else [],
        asking=asks and month is not None and not (month.entries or month.returned or month.said),
        refused=refused if month else NOT_ASKED,
        back=_back(unit, period),
    )


def _back(unit: UnitView, period: Period) -> str:
    """To what was said of the month: at home for who logs there and finds it there, else on the unit's page."""
    place = f"of-{period.id}"
    if unit.id == current_scope().unit_id and period in months_at_home(clock.today()):
        return url_for("status.show_home", _anchor=place)
    return url_for("status.show_unit", code=unit.code, ky=period.id, _anchor=place)
