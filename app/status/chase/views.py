"""Chưa cập nhật: the list, the texts to copy, and noting who was reminded."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.periods.calendar import Kind, Period, between, following, previous
from app.periods.closings import closings_of
from app.periods.current import asked_period, cut_off
from app.periods.reminding import note_reminders
from app.permissions import Action
from app.plan import Plan, current_plan
from app.plan.model import UnitKind
from app.status.chase.messages import Round, group_message, leader_message, short_names
from app.status.chase.queries import Silent, silent_units
from app.status.current import expected_in, months_at_home
from app.status.updating import Expected

chase = Blueprint("chase", __name__, url_prefix="/chua-cap-nhat")
chase.add_app_template_filter(leader_message)
WEEK = timedelta(days=6)  # with today: seven days


@chase.route("")
@requires(Action.SEE_UNITS)
def list_silent() -> ResponseReturnValue:
    scope, plan, today = current_scope(), current_plan(), clock.today()
    expected = _expected()
    silent, period = _silent(expected), expected.period
    asked = [each for each in silent if not each.closed_on]  # who can still be
    home = url_for("status.show_home", _external=True)
    is_at_home = period in months_at_home(today)
    this = Round(period, expected.due_on, today, _is_week(), _is_closed(period), is_at_home, scope.unit_name, home)
    return htmx.show(
        "chase/list_silent.html",
        scope=scope,
        silent=silent,
        round=this,
        expected=bool(expected.kinds),
        may_remind=scope.may(Action.REMIND_UNITS),
        asked=asked,
        message=group_message(short_names((each.unit for each in asked), plan), this) if asked else "",
        is_month=period.kind is Kind.MONTH,
        around=(None, None) if _is_week() else (previous(period, cut_off()), following(period, cut_off())),
        groups=_by_kind(silent, plan),
    )


def _by_kind(silent: list[Silent], plan: Plan) -> list[tuple[UnitKind, list[Silent]]]:
    return [(plan.unit_kinds[kind], list(of)) for kind, of in groupby(silent, key=lambda each: each.unit.kind)]


@chase.route("/da-nhac", methods=["POST"])
@requires(Action.REMIND_UNITS)
def note_reminded() -> ResponseReturnValue:
    """Those named that are still silent were reminded."""
    expected, named = _expected(), set(request.form.getlist("don-vi")[:1000])
    reminded = [each.unit for each in _silent(expected) if each.unit.code in named]
    if reminded:
        note_reminders((unit.id for unit in reminded), expected.period.id, by=current_scope(), now=clock.now())
    asked: dict[str, Any] = {"nhip": "tuan"} if _is_week() else {"ky": expected.period.id}
    place = f"u-{reminded[0].code}" if len(reminded) == 1 else None
    return htmx.go(url_for("chase.list_silent", **asked, _anchor=place))


def _is_week() -> bool:
    return request.values.get("nhip") == "tuan"


def _expected() -> Expected:
    """What is chased: a period, or the last seven days."""
    ward_id, today = current_scope().ward_id, clock.today()
    if _is_week():
        return expected_in(ward_id, between(today - WEEK, today), today)
    return expected_in(ward_id, asked_period(request.values.get("ky"), today), today)


def _silent(expected: Expected) -> list[Silent]:
    scope, today = current_scope(), clock.today()
    with_people = scope.may(Action.REMIND_UNITS)
    return silent_units(scope.ward_id, expected, current_plan(), today=today, with_people=with_people)


def _is_closed(period: Period) -> bool:
    """Whether it is a month whose units themselves can no longer say that there was nothing: for who writes to them."""
    is_over = period.kind is Kind.MONTH and period.last_on < clock.today()
    asked = is_over and current_scope().may(Action.REMIND_UNITS)
    return asked and any(closing.holds for closing in closings_of(current_scope().ward_id, period.id))
