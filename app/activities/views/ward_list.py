"""The entries behind a figure of the whole ward."""

from collections.abc import Mapping

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.listing import place_of
from app.activities.views.blueprint import activities
from app.activities.ward_listing import WardFilter, ward_count, ward_entries
from app.periods.current import asked_period
from app.permissions import Action
from app.plan import ENTRIES, current_plan
from app.routing import bounded


@activities.route("/danh-sach")
@requires(Action.SEE_UNITS)
def list_of_ward() -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    period = asked_period(request.args.get("ky"), clock.today())
    measure = _one_of("so-lieu", {ENTRIES: None} | dict(plan.measures)) or ENTRIES
    kind, topic = _one_of("loai", plan.activity_types), _one_of("noi-dung", plan.quick_topics)
    audience, unit_kind = _one_of("doi-tuong", plan.audiences), _one_of("don-vi", plan.unit_kinds)
    wanted = WardFilter(scope.ward_id, period, measure, measure in plan.readings, kind, topic, audience, unit_kind)
    count, figure = ward_count(wanted)
    return htmx.show(
        "activities/ward_list.html",
        scope=scope,
        wanted=wanted,
        period=period,
        page=ward_entries(wanted, after=place_of(request.args.get("sau"))),
        count=count,
        figure=figure,
        measure=plan.measures.get(measure),
        plan=plan,
    )


def _one_of(name: str, known: Mapping[str, object]) -> str:
    """A word of the address that must be the plan's; "" where it says nothing, 404 for what nobody knows."""
    asked = bounded(request.args.get(name))
    return asked if not asked or asked in known else abort(404)
