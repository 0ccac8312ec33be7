"""A receipt, an entry."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import htmx
from app.access import current_scope, requires
from app.activities import queries
from app.activities.changes import closing_over
from app.activities.totals import totals_of_unit
from app.activities.views.blueprint import activities
from app.activities.views.entry_page import show_entry
from app.periods.current import period_on
from app.permissions import Action
from app.plan import current_plan


@activities.route("/phieu/<number:number>")
@requires(Action.SEE_ENTRIES)
def show_receipt(number: int) -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    entries = queries.activities_on_receipt(scope, number)
    if not entries:
        abort(404)
    period = period_on(entries[0].held_on)
    totals = totals_of_unit(entries[0].unit_id, period.first_on, period.last_on, plan)
    tile = plan.tile(entries[0].unit_kind, request.args.get("tu", ""))
    return htmx.show(
        "activities/show_receipt.html",
        entries=entries,
        number=number,
        period=period,
        totals=totals,
        tile=tile,
        is_supplement=closing_over(entries[0], scope).is_supplement,
        plan=plan,
    )


@activities.route("/<number:number>")
@requires(Action.SEE_ENTRIES)
def show_activity(number: int) -> ResponseReturnValue:
    return show_entry(queries.activity_of(current_scope(), number) or abort(404))
