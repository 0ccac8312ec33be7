"""What is odd: the reviewer's list, and what is decided of it with one click."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities import queries
from app.activities.changing import NotNow, NotThere, PeriodClosed, Stale, Wish, change_activity
from app.activities.duplicates import WrongDuplicate
from app.activities.models import OddityKind
from app.activities.odd_list import Sought, odd_entries
from app.activities.settling import settle_oddities
from app.activities.step_form import version_of
from app.activities.views.blueprint import activities
from app.activities.workflow import Step
from app.periods.current import asked_period
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded, numbers, page_asked

CHANGED = "Một trong hai mục vừa được đổi nên chưa đánh dấu. Xem lại rồi chọn lần nữa nếu còn cần."


@activities.route("/can-xem")
@requires(Action.REVIEW_ENTRIES)
def list_oddities() -> ResponseReturnValue:
    return _show()


def _show(status: int = 200, refused: str = "") -> ResponseReturnValue:
    args, scope = request.args, current_scope()
    kind = bounded(args.get("loai")) if args.get("loai") in list(OddityKind) else ""
    period = asked_period(args["ky"], clock.today()) if args.get("ky") else None
    sought = Sought(kind, bounded(args.get("q")), period, page_asked())
    entries, has_more = odd_entries(scope, sought)
    known: dict[str, Any] = {"scope": scope, "plan": current_plan(), "kinds": list(OddityKind), "refused": refused}
    named = {"loai": kind, "q": sought.words, "ky": period.id if period else ""}
    here = {name: value for name, value in named.items() if value}
    known |= {"entries": entries, "has_more": has_more, "sought": sought, "here": here}
    return htmx.show("activities/list_oddities.html", status=status, **known)


@activities.route("/<number:number>/da-xem", methods=["POST"])
@requires(Action.REVIEW_ENTRIES)
def settle_oddity(number: int) -> ResponseReturnValue:
    """Seen, and right as it is: it is not shown again. Confirms nothing."""
    entry = queries.activity_of(current_scope(), number) or abort(404)
    kinds = [OddityKind(kind) for kind in request.form.getlist("kind") if kind in list(OddityKind)]
    settle_oddities(entry.number, kinds, by=current_scope(), now=clock.now())
    return _back(number)


@activities.route("/<number:number>/muc-tinh", methods=["POST"])
@requires(Action.REVIEW_ENTRIES)
def choose_counting(number: int) -> ResponseReturnValue:
    """Of two entries this one counts, and the other repeats it. seen: the version of the other."""
    counting = queries.activity_of(current_scope(), number) or abort(404)
    repeated = numbers(request.form.getlist("other")[:1]) or abort(422)
    wish = Wish(Step.MARK_DUPLICATE, version_of(request.form.get("seen")), duplicate_of=counting.number)
    try:
        change_activity(repeated[0], wish, by=current_scope(), now=clock.now())
    except NotThere:
        abort(404)
    except (Stale, NotNow, PeriodClosed, WrongDuplicate):
        return _show(409, CHANGED)
    return _back(number)


def _back(number: int) -> ResponseReturnValue:
    """To the list as it was filtered, or to the entry's page where the click was made there."""
    if request.form.get("from") == "entry":
        return htmx.go(url_for("activities.show_activity", number=number))
    kept = {name: bounded(request.args.get(name)) or None for name in ("loai", "q", "ky")}
    return htmx.go(url_for("activities.list_oddities", loai=kept["loai"], q=kept["q"], ky=kept["ky"]))
