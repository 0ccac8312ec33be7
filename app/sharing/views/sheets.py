"""Paper of a unit: what it did in a period, to be signed; and an empty sheet for those who will not type."""

from string import ascii_lowercase

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.listing import Filter, entries
from app.feedback.totals import outcome_of
from app.periods.calendar import following, previous, running_total
from app.periods.current import asked_period, cut_off
from app.permissions import Action
from app.plan import current_plan
from app.qr import qr_of
from app.sharing.sheet import signer, sums
from app.sharing.views.blueprint import sharing, unit_or_404

ENTRIES = 60  # on the sheet: two pages of A4


@sharing.route("/don-vi/<code:code>/phieu-tong-hop")
@requires(Action.SEE_ENTRIES)
def show_sheet(code: str) -> ResponseReturnValue:
    unit, plan, scope = unit_or_404(code), current_plan(), current_scope()
    period = asked_period(request.args.get("ky"), clock.today())
    page = entries(Filter(unit.id, period), limit=ENTRIES)
    return htmx.show(
        "sharing/show_sheet.html",
        scope=scope,
        unit=unit,
        period=period,
        running=running_total(period, cut_off()),
        sums=sums(unit, period, running_total(period, cut_off()), plan),
        entries=list(reversed(page.entries)),
        has_more=page.after is not None,
        threads=outcome_of(unit.id, period.first_on, period.last_on),
        signer=signer(unit.kind),
        around=(previous(period, cut_off()), following(period, cut_off())),
        today=clock.today(),
        plan=plan,
    )


@sharing.route("/don-vi/<code:code>/phieu-ghi-tay")
@requires(Action.SEE_ENTRIES)
def show_blank_sheet(code: str) -> ResponseReturnValue:
    unit, plan = unit_or_404(code), current_plan()
    types = plan.coded_types(unit.kind)
    address = url_for("on_behalf.choose_page", code=unit.code, _external=True)
    return htmx.show(
        "sharing/show_blank_sheet.html",
        scope=current_scope(),
        unit=unit,
        types=types,
        columns=ascii_lowercase[: max((len(plan.inputs(type)) for _, type in types), default=0)],
        qr=qr_of(address),
        plan=plan,
    )
