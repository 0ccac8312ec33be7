"""The list of exemplars: the ward's on the desk, what may be published for a publisher, the unit's own on the phone."""

from flask import request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.exemplars.lists import Wanted, counts_in_ward, exemplars_in_ward, own_exemplars, pulled_from, queue_of
from app.exemplars.views.acts import exemplars
from app.exemplars.workflow import State
from app.periods.calendar import Period
from app.periods.current import asked_period
from app.permissions import Action, Reach
from app.plan import current_plan
from app.routing import bounded, page_asked
from app.scope import Scope

TABS = {state.value.replace("_", "-"): state for state in State}
OWN, PUBLISHED = "don-vi", "da-dang"


@exemplars.route("")
@requires(Action.SEE_EXEMPLARS)
def list_exemplars() -> ResponseReturnValue:
    scope, asked = current_scope(), bounded(request.args.get("muc"))
    reaches = scope.reaches(Action.SEE_EXEMPLARS)
    if Reach.WARD in reaches:
        return _ward_list(scope, asked)
    if Reach.PUBLISHABLE in reaches and not (asked == OWN and Reach.OWN_UNIT in reaches):
        return _queue(scope, published=asked == PUBLISHED)
    return _own_list(scope)


def _own_list(scope: Scope) -> ResponseReturnValue:
    page, period = page_asked(), _period()
    found, has_more = own_exemplars(scope, period, page)
    return htmx.show(
        "exemplars/list_exemplars.html",
        scope=scope,
        exemplars=found,
        period=period,
        kept=_kept("muc", "ky"),
        plan=current_plan(),
        page=page,
        has_more=has_more,
    )


def _ward_list(scope: Scope, asked: str) -> ResponseReturnValue:
    sought, unit = bounded(request.args.get("q")), bounded(request.args.get("don-vi"))
    page, period = page_asked(), _period()
    found, has_more = exemplars_in_ward(scope, Wanted(TABS.get(asked), sought, unit, period), page)
    return htmx.show(
        "exemplars/ward_exemplars.html",
        partial="exemplars/_ward_list.html",
        scope=scope,
        exemplars=found,
        tabs=TABS,
        tab=asked if asked in TABS else "",
        counts=counts_in_ward(scope),
        sought=sought,
        unit=unit,
        period=period,
        kept=_kept("muc", "q", "don-vi", "ky"),
        page=page,
        has_more=has_more,
        plan=current_plan(),
    )


def _period() -> Period | None:
    """The period an address names; 404 for one that does not exist."""
    asked = request.args.get("ky")
    return asked_period(asked, clock.today()) if asked else None


def _kept(*names: str) -> dict[str, str]:
    """What the next page of a list goes on asking for."""
    return {name: bounded(request.args[name]) for name in names if request.args.get(name)}


def _queue(scope: Scope, *, published: bool) -> ResponseReturnValue:
    page = page_asked()
    found, has_more = queue_of(scope, published=published, page=page)
    return htmx.show(
        "exemplars/queue.html",
        scope=scope,
        exemplars=found,
        published=published,
        pulled=pulled_from(scope),
        plan=current_plan(),
        page=page,
        has_more=has_more,
    )
