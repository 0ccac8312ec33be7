"""What waits to be confirmed: the reviewer's list, and many confirmed with one click."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.changing import confirm_activities
from app.activities.listing import place_of
from app.activities.odd_list import odd_among
from app.activities.review import (
    MOST,
    Sought,
    left_out,
    mended_entries,
    returned_entries,
    waiting_count,
    waiting_entries,
)
from app.activities.step_form import version_of
from app.activities.views.blueprint import activities
from app.periods.current import asked_period
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded, numbers, path_to
from app.wording import number

NOTHING_CHOSEN = "Chọn ít nhất một lần ghi rồi bấm xác nhận."


@activities.route("/cho-xac-nhan", methods=["GET", "POST"])
@requires(Action.REVIEW_ENTRIES)
def list_waiting() -> ResponseReturnValue:
    if request.method == "GET":
        return _show(confirmed=(numbers([request.args.get("xong", "")]) or [0])[0])
    seen = _seen()
    if not seen:
        return _show(422, refused=NOTHING_CHOSEN)
    done = confirm_activities(seen, by=current_scope(), now=clock.now())
    left = left_out(current_scope(), sorted(seen.keys() - set(done)))
    if left:
        return _show(409, confirmed=len(done), left=left)
    return htmx.go(path_to("activities.list_waiting", **_kept(), xong=len(done)))


def _seen() -> Mapping[int, int]:
    """number → the version the page showed, of the entries that were ticked."""
    pairs = (each.partition(" ") for each in request.form.getlist("seen"))
    shown = {text: version_of(version) for text, _, version in pairs}
    return {each: shown.get(str(each), 0) for each in numbers(request.form.getlist("chosen"))}


def _kept() -> dict[str, str]:
    """What the address asks the list for."""
    return {name: bounded(request.args[name]) for name in ("ky", "loai", "q") if request.args.get(name)}


def _show(status: int = 200, **more: Any) -> ResponseReturnValue:
    args, scope, plan = request.args, current_scope(), current_plan()
    period = asked_period(args["ky"], clock.today()) if args.get("ky") else None
    sought = Sought(bounded(args.get("loai")), bounded(args.get("q")), period)
    place, count = place_of(args.get("sau")), waiting_count(scope)
    mended = [] if place else mended_entries(scope, sought)
    page = waiting_entries(scope, sought, place)
    return htmx.show(
        "activities/list_waiting.html",
        status=status,
        scope=scope,
        plan=plan,
        sought=sought,
        here=_kept(),
        waiting=number(count) if count <= MOST else f"{number(MOST)}+",
        mended=mended,
        returned=[] if place else returned_entries(scope, sought),
        page=page,
        odd=odd_among(each.number for each in [*mended, *page.entries]),
        kinds={each.id: each.label for each in plan.unit_kinds.values()},
        **more,
    )
