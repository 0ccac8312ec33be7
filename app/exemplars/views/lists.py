"""The list of exemplars: the ward's on the desk, what may be published for a publisher, the unit's own on the phone."""

from flask import request
from flask.typing import ResponseReturnValue

from app import htmx
from app.access import current_scope, requires
from app.exemplars.lists import counts_in_ward, exemplars_in_ward, own_exemplars, pulled_from, queue_of
from app.exemplars.views.acts import exemplars
from app.exemplars.workflow import State
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
    page = page_asked()
    found, has_more = own_exemplars(scope, page)
    template, plan = "exemplars/list_exemplars.html", current_plan()
    return htmx.show(template, scope=scope, exemplars=found, plan=plan, page=page, has_more=has_more)


def _ward_list(scope: Scope, asked: str) -> ResponseReturnValue:
    sought, page, state = bounded(request.args.get("q")), page_asked(), TABS.get(asked)
    found, has_more = exemplars_in_ward(scope, state, sought, page)
    kept = {"muc": asked if state else "", "q": sought}
    return htmx.show(
        "exemplars/ward_exemplars.html",
        partial="exemplars/_ward_list.html",
        scope=scope,
        exemplars=found,
        tabs=TABS,
        tab=asked if state else "",
        counts=counts_in_ward(scope),
        sought=sought,
        kept={name: value for name, value in kept.items() if value},
        page=page,
        has_more=has_more,
        plan=current_plan(),
    )


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
