"""The list of periods, and one period with its closings and what belongs to earlier ones."""

from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.supplements import count_of, supplements_since
from app.closing.views.blueprint import Shown, current_holidays, periods, shown_or_404
from app.periods.calendar import Kind, Period, period
from app.periods.closings import listed, own_periods
from app.periods.current import cut_off, period_on
from app.periods.states import arranged, periods_of_year, present_periods, years_listed
from app.permissions import Action
from app.plan import current_plan
from app.routing import page_asked
from app.settings.queries import settings_of


@periods.route("")
@requires(Action.SEE_ENTRIES)
def list_periods() -> ResponseReturnValue:
    scope, today = current_scope(), clock.today()
    years, this_year = years_listed(today, _began_on(), cut_off()), int(period_on(today, Kind.YEAR).id)
    year = _year(years, this_year)
    present = present_periods(today, _began_on(), cut_off()) if year == this_year else []
    every = [*present, *_periods_of(year), *own_periods(scope.ward_id, period(str(year), cut_off()))]
    found = listed(scope.ward_id, every, settings_of(scope.ward_id), current_holidays(), today)
    shown = arranged(found, present)
    return htmx.show("periods/list_periods.html", scope=scope, year=year, years=years, shown=shown)


def _began_on() -> date:
    return current_plan().head.started_on


def _periods_of(year: int) -> list[Period]:
    return [each for each in periods_of_year(year, cut_off()) if each.last_on >= _began_on()]


def _year(years: range, otherwise: int) -> int:
    """The year an address asks for, this one where it asks for none that is listed."""
    asked = request.args.get("nam", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in years else otherwise


@periods.route("/<period:name>")
@requires(Action.SEE_ENTRIES)
def show_period(name: str) -> ResponseReturnValue:
    return period_page(shown_or_404(name))


def period_page(shown: Shown, *, status: int = 200, notice: str = "", typed: str = "") -> ResponseReturnValue:
    """A period's page; notice: why what was asked for was not done, typed: what it came with."""
    scope, plan, page = current_scope(), current_plan(), page_asked()
    earlier, has_more = supplements_since(scope, shown.period, plan, page)
    latest = shown.latest
    return htmx.show(
        "periods/show_period.html",
        status=status,
        scope=scope,
        shown=shown,
        notice=notice,
        typed=typed,
        supplements=earlier,
        has_more=has_more,
        page=page,
        came_later=count_of(scope, latest.number) if latest and latest.holds else 0,
        plan=plan,
    )
