"""The page of an entry: what it holds, what the person may do with it now, and what was done with it."""

from collections.abc import Sequence
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import htmx
from app.access import current_scope
from app.activities import queries, repeats
from app.activities.change_words import UNCHANGED, said_done
from app.activities.changes import MOST, ChangeView, Closing, changes_of, closing_over
from app.activities.changing import may_reach, party_of
from app.activities.illustrating import may_take_off
from app.activities.odd_list import odd_about
from app.activities.queries import ActivityView
from app.activities.step_form import READY, StepForm
from app.activities.workflow import Party, Status, Step, steps_from
from app.periods.calendar import period
from app.periods.current import cut_off
from app.permissions import Action
from app.photos.queries import MOST as MOST_PHOTOS
from app.photos.queries import photos_of
from app.plan import current_plan

PHOTOS_DONE = "anh"  # in the address: how many photos have just been added, or "bo": one was taken off
JUST_DONE = "luu"  # in the address: the version the person's own step has just made


def entry_to_change(number: int) -> ActivityView:
    """The entry of a number: 404 where the person may not see it, 403 where seeing is all he may."""
    scope = current_scope()
    entry = queries.activity_of(scope, number) or abort(404)
    return entry if may_reach(entry.unit_id, scope) else abort(403)


def show_entry(entry: ActivityView, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    """more: form, of the step that is open; refused: why a step was not taken."""
    scope, plan = current_scope(), current_plan()
    changes, closing = changes_of(entry), closing_over(entry, scope)
    context: dict[str, Any] = {
        "scope": scope,
        "plan": plan,
        "entry": entry,
        "others": repeats.repeats_of(entry),
        "odd": odd_about(entry.number),
        "changes": changes[:MOST],
        "has_older": len(changes) > MOST,
        "closing": closing,
        "closed_label": closed_label(closing),
        "steps": steps_now(entry, changes, closing),
        "is_unit": party_of(scope) is Party.UNIT and _may_change(entry),
        "why_returned": why_returned(changes),
        "saved": _just_done(entry, changes),
        "ready_reasons": READY,
        "form": None,
    } | _about_photos(entry)
    context["removes_photos"] = may_remove_photos(entry)
    if Step.RETURN in context["steps"]:
        context["return_form"] = more.pop("form", None) or StepForm()
    return htmx.show("activities/show_activity.html", status=status, **(context | more))


def _about_photos(entry: ActivityView) -> dict[str, Any]:
    """The photos of an entry, and whether the person may add to them."""
    adds = _is_own(entry) and _may_change(entry) and entry.status is not Status.WITHDRAWN
    done = request.args.get(PHOTOS_DONE, "") if adds else ""
    return {"photos": photos_of(entry.number), "most_photos": MOST_PHOTOS, "adds_photos": adds, "photos_done": done}


def may_remove_photos(entry: ActivityView) -> bool:
    """Whether the person may take photos off: of the own unit, whether or not its month is closed."""
    return _is_own(entry) and _may_change(entry) and may_take_off(entry.status, current_scope())


def _is_own(entry: ActivityView) -> bool:
    return entry.unit_id == current_scope().unit_id


def steps_now(entry: ActivityView, changes: Sequence[ChangeView], closing: Closing) -> frozenset[Step]:
    """What the person may do with the entry as it stands."""
    if not _may_change(entry):
        return frozenset()
    was = next((each.was for each in changes if each.step is Step.WITHDRAW), None)
    return steps_from(entry.status, party_of(current_scope()), is_closed=closing.period is not None, was=was)


def _may_change(entry: ActivityView) -> bool:
    scope = current_scope()
    return scope.may(Action.CORRECT_ENTRIES) and may_reach(entry.unit_id, scope)


def closed_label(closing: Closing) -> str:
    """ "tháng 10/2026", or "" where nothing is closed."""
    return period(closing.period, cut_off()).label if closing.period else ""


def why_returned(changes: Sequence[ChangeView]) -> str:
    """The reason of the last time it was sent back."""
    return next((each.reason for each in changes if each.step is Step.RETURN), "")


def _just_done(entry: ActivityView, changes: Sequence[ChangeView]) -> str:
    """What to say to who comes from a step of his own; "" to everybody else who opens the address."""
    asked = request.args.get(JUST_DONE)
    if asked == "0":
        return UNCHANGED
    own = bool(changes) and changes[0].by_id == current_scope().person_id and asked == str(entry.version)
    return said_done(changes[0], current_plan()) if own else ""
