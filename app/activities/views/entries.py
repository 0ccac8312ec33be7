"""A receipt, an entry."""

from typing import NamedTuple

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import htmx
from app.access import current_scope, requires
from app.activities import queries
from app.activities.changes import closing_over
from app.activities.queries import ActivityView
from app.activities.totals import Figures, totals_of_unit
from app.activities.views.blueprint import activities
from app.activities.views.entry_page import show_entry
from app.periods.calendar import Period
from app.periods.current import period_on
from app.permissions import Action
from app.plan import Plan, current_plan


@activities.route("/phieu/<number:number>")
@requires(Action.SEE_ENTRIES)
def show_receipt(number: int) -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    entries = queries.activities_on_receipt(scope, number)
    if not entries:
        abort(404)
    months = {period_on(entry.held_on): entry for entry in entries}
    tile = plan.tile(entries[0].unit_kind, request.args.get("tu", ""))
    return htmx.show(
        "activities/show_receipt.html",
        entries=entries,
        number=number,
        months=[_so_far(period, entry, plan) for period, entry in months.items()],
        tile=tile,
        plan=plan,
    )


class SoFar(NamedTuple):
    """A month of a receipt, the unit's figures in it, and whether its entries came after it was closed."""

    period: Period
    totals: Figures
    is_supplement: bool


def _so_far(period: Period, entry: ActivityView, plan: Plan) -> SoFar:
    totals = totals_of_unit(entry.unit_id, period.first_on, period.last_on, plan)
    return SoFar(period, totals, closing_over(entry, current_scope()).is_supplement)


@activities.route("/<number:number>")
@requires(Action.SEE_ENTRIES)
def show_activity(number: int) -> ResponseReturnValue:
    return show_entry(queries.activity_of(current_scope(), number) or abort(404))
