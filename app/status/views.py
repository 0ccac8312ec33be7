"""Home, a unit's status page, the ward's list, the entries behind a figure."""

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, public, requires
from app.activities import listing
from app.activities.changes import returned_to
from app.activities.listing import Filter, place_of
from app.activities.totals import timeline, totals_of_unit
from app.drafts.queries import open_drafts
from app.feedback.figures import Asked, Figures, figures_of
from app.feedback.own import news_of
from app.feedback.totals import Day, Whose
from app.feedback.views.figures import ROWS, SHORT
from app.feedback.views.inbox import asked_kinds
from app.periods.calendar import MONTHS, Period, following, months_until, previous, running_total
from app.periods.current import asked_period, cut_off, period_on
from app.permissions import Action
from app.plan import ENTRIES, Plan, current_plan
from app.routing import bounded
from app.status import queries
from app.status.aims import bars_at_home, bars_beside
from app.status.closed import note_of
from app.status.current import expected_in, open_months, state_of
from app.status.declaring.months import speaks
from app.status.elsewhere import elsewhere
from app.status.unit_status import UnitStatus, boundaries, unit_status
from app.status.updating import Group
from app.status.words import behind, leading, wider_periods, with_place
from app.units.queries import UnitView, own_unit, unit_of

status = Blueprint("status", __name__)
status.add_app_template_filter(leading)
status.add_app_template_global(behind)
status.add_app_template_filter(wider_periods)
status.add_app_template_filter(with_place)
MONTHS_DRAWN = 12
LATEST = 5


@status.route("/")
@requires()
def show_home() -> ResponseReturnValue:
    scope, plan, today = current_scope(), current_plan(), clock.today()
    if not scope.logs or not plan.tiles_of(scope.unit_kind):
        return _home_without_tiles()
    period = period_on(today)
    totals = totals_of_unit(scope.unit_id, period.first_on, period.last_on, plan)
    latest = listing.entries(Filter(scope.unit_id), limit=LATEST)
    return htmx.show(
        "status/home.html",
        scope=scope,
        today=today,
        period=period,
        totals=totals,
        latest=latest.entries,
        returned=returned_to(scope),
        drafts=open_drafts(scope),
        unit=own_unit(scope),
        months=open_months(scope.unit_id, scope.ward_id, today) if scope.may(Action.DECLARE_PERIODS) else [],
        news=news_of(scope, clock.now()),
        bars=bars_at_home(scope, [period_on(today, kind) for kind in MONTHS], {period.id: totals}, plan),
        plan=plan,
    )


def _home_without_tiles() -> ResponseReturnValue:
    """For who has nothing to log: the overview, the desk, or what is new."""
    scope = current_scope()
    if scope.may(Action.SEE_UNITS):
        return redirect(url_for("overview.show_overview"), code=303)
    if scope.has_desk:
        return redirect(url_for("directory.show_units"), code=303)
    return htmx.show("status/home_without_tiles.html", scope=scope, news=news_of(scope, clock.now()))


@status.route("/don-vi")
@requires(Action.SEE_UNITS)
def show_units() -> ResponseReturnValue:
    scope, plan = current_scope(), current_plan()
    period = asked_period(request.args.get("ky"), clock.today())
    expected = expected_in(scope.ward_id, period, clock.today())
    listed = queries.units_of_ward(scope, expected, plan, _wanted())
    return htmx.show(
        "status/units.html",
        partial="status/_units.html",
        scope=scope,
        listed=listed,
        wanted=_wanted(),
        due_on=expected.due_on,
        period=period,
        around=(previous(period, cut_off()), following(period, cut_off())),
        kinds=tuple((each.id, each.label) for each in plan.unit_kinds.values()),
        feedback=None if htmx.asked() else _feedback_of(period),
        feedback_rows=SHORT,
    )


def _wanted() -> queries.Wanted:
    """What the address asks of the list; a group nobody knows asks for nothing."""
    args, groups = request.args, {each.value: each for each in Group}
    return queries.Wanted(bounded(args.get("q")), bounded(args.get("loai")), groups.get(args.get("tinh-trang", "")))


def _feedback_of(period: Period) -> Figures | None:
    """The ward's figures of feedback; None: they are not for this person."""
    scope = current_scope()
    if not scope.reaches_ward(Action.SEE_FEEDBACK):
        return None
    return figures_of(scope, Asked(period, clock.now(), asked_kinds(current_plan())))


@status.route("/don-vi/<code:code>")
@requires(Action.SEE_ENTRIES)
def show_unit(code: str) -> ResponseReturnValue:
    unit, plan = _unit(code), current_plan()
    period = asked_period(request.args.get("ky"), clock.today())
    latest = listing.entries(Filter(unit.id, period), limit=LATEST)
    standing, raised = _status_of(unit, period, plan)
    state, month = state_of(unit, current_scope().ward_id, period, clock.today())
    return htmx.show(
        "status/show_unit.html",
        scope=current_scope(),
        unit=unit,
        standing=standing,
        state=state,
        months=[month] if month and (month.said or speaks(month, unit.id, current_scope())) else [],
        latest=latest,
        around=(previous(period, cut_off()), following(period, cut_off())),
        today=clock.today(),
        bars=bars_beside(standing, current_scope(), unit, plan),
        note=note_of(current_scope().ward_id, unit, period, clock.today(), standing.present),
        plan=plan,
        feedback=raised if current_scope().may(Action.SEE_FEEDBACK) else None,
        feedback_rows=[row for row in ROWS if row.name in Day._fields],
    )


def _status_of(unit: UnitView, period: Period, plan: Plan) -> tuple[UnitStatus, Day]:
    """The unit's status and the threads it raised in the period."""
    running = running_total(period, cut_off())
    months = months_until(period, MONTHS_DRAWN, cut_off())
    starts, last = boundaries(period, running, months)
    more = elsewhere(Whose(unit.id, unit.kind, current_scope().ward_id), starts, last, clock.now(), plan)
    pieces = [*timeline(unit.id, starts, last, plan), *more.pieces]
    return unit_status(pieces, unit.kind, (period, running, months), plan), more.threads_in(period)


@status.route("/don-vi/<code:code>/nhat-ky")
@requires(Action.SEE_ENTRIES)
def list_activities(code: str) -> ResponseReturnValue:
    unit, plan, args = _unit(code), current_plan(), request.args
    period = asked_period(args.get("ky"), clock.today()) if args.get("ky") else None
    duty, measure, kind = (bounded(args.get(name)) for name in ("nhiem-vu", "so-lieu", "loai"))
    types = plan.duties[duty].activity_types if duty in plan.duties else (kind,) if kind else ()
    if measure not in {"", ENTRIES, *plan.measures}:
        abort(404)
    wanted = Filter(unit.id, period, types, measure or (ENTRIES if duty else None))
    page = listing.entries(wanted, after=place_of(args.get("sau")))
    count, figure = listing.count(wanted)
    return htmx.show(
        "status/list_activities.html",
        scope=current_scope(),
        unit=unit,
        period=period,
        note=note_of(current_scope().ward_id, unit, period, clock.today()) if period else None,
        page=page,
        count=count,
        measure=plan.measures.get(measure),
        figure=figure,
        duty=plan.duties.get(duty),
        plan=plan,
    )


def _unit(code: str) -> UnitView:
    return unit_of(current_scope(), code) or abort(404)


@status.route("/tro-giup")
@public
def show_help() -> ResponseReturnValue:
    return htmx.show("status/help.html")
