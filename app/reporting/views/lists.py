"""Which reports there are: the periods to report on, and the reports that were kept."""

from flask import current_app
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.periods.calendar import Kind, months_until
from app.periods.closings import listed, own_periods
from app.periods.current import cut_off, period_on
from app.permissions import Action
from app.reporting.letters import LETTERS
from app.reporting.queries import kept_reports
from app.reporting.views.blueprint import reports
from app.settings.queries import settings_of

MONTHS = 3  # the running month and those before it


@reports.route("")
@requires(Action.SEE_REPORTS)
def list_reports() -> ResponseReturnValue:
    scope, today = current_scope(), clock.today()
    year = period_on(today, Kind.YEAR)
    months = reversed(months_until(period_on(today), MONTHS, cut_off()))
    longer = [period_on(today, kind) for kind in (Kind.QUARTER, Kind.HALF)]
    offered = [*months, *longer, year, *own_periods(scope.ward_id, year)]
    holidays = current_app.extensions["holidays"]
    return htmx.show(
        "reporting/list_reports.html",
        scope=scope,
        offered=listed(scope.ward_id, offered, settings_of(scope.ward_id), holidays, today),
        kept=kept_reports(scope),
        letters=LETTERS,
    )
