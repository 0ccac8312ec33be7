"""What a closing froze, for ever, and what came after it."""

from flask import abort
from flask.typing import ResponseReturnValue

from app import htmx
from app.access import current_scope, requires
from app.activities.supplements import supplements_of
from app.closing import taking
from app.closing.views.blueprint import periods
from app.periods.calendar import Kind
from app.periods.closings import Kept, closing_of
from app.permissions import Action
from app.plan import ENTRIES, Plan, current_plan
from app.routing import page_asked
from app.status.updating import STATE_LABELS


@periods.route("/<period:name>/chot/<number:number>")
@requires(Action.SEE_ENTRIES)
def show_closing(name: str, number: int) -> ResponseReturnValue:
    scope, plan, page = current_scope(), current_plan(), page_asked()
    kept = closing_of(scope.ward_id, name, number) or abort(404)
    of = kept.closing.span
    found, has_more = supplements_of(scope, number, plan, page)
    return htmx.show(
        "periods/show_closing.html" if scope.sees_ward else "periods/show_own_closing.html",
        scope=scope,
        period=of,
        closing=kept.closing,
        snapshot=kept.snapshot,
        own=kept.snapshot.of_unit(scope.unit_code),
        different=_different(kept, plan),
        supplements=found,
        has_more=has_more,
        page=page,
        marks=of.kind is Kind.MONTH,
        states=STATE_LABELS,
        plan=plan,
    )


def _different(kept: Kept, plan: Plan) -> list[taking.Difference]:
    """Where today's figures are not the frozen ones: the ward's, or the own unit's."""
    scope, of = current_scope(), kept.closing.span
    if scope.sees_ward:
        now = taking.ward_now(scope.ward_id, of, plan)
        return taking.differences(kept.snapshot, kept.snapshot.total, now, plan)
    own, now = kept.snapshot.of_unit(scope.unit_code), taking.unit_now(scope.unit_id, of, plan)
    return taking.differences(kept.snapshot, own.figures if own else {ENTRIES: 0}, now, plan)
