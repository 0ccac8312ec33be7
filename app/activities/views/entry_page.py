"""The page of an entry: what it holds, what the person may do with it now, and what was done with it."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from app import htmx
from app.access import current_scope
from app.activities import repeats
from app.activities.change_words import UNCHANGED, said_done
from app.activities.changes import MOST, ChangeView, Closing, changes_of, closing_over
from app.activities.changing import party_of
from app.activities.odd_list import odd_about
from app.activities.queries import ActivityView
from app.activities.step_form import READY, StepForm
from app.activities.workflow import Party, Step, steps_from
from app.periods.calendar import period
from app.periods.current import cut_off
from app.permissions import Action
from app.plan import current_plan

JUST_DONE = "luu"  # in the address: the version the person's own step has just made


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
        "is_unit": party_of(scope) is Party.UNIT and scope.may(Action.CORRECT_ENTRIES),
        "why_returned": why_returned(changes),
        "saved": _just_done(entry, changes),
        "ready_reasons": READY,
        "form": None,
    }
    if Step.RETURN in context["steps"]:
        context["return_form"] = more.pop("form", None) or StepForm()
    return htmx.show("activities/show_activity.html", status=status, **(context | more))


def steps_now(entry: ActivityView, changes: Sequence[ChangeView], closing: Closing) -> frozenset[Step]:
    """What the person may do with the entry as it stands."""
    scope = current_scope()
    if not scope.may(Action.CORRECT_ENTRIES):
        return frozenset()
    was = next((each.was for each in changes if each.step is Step.WITHDRAW), None)
    return steps_from(entry.status, party_of(scope), is_closed=closing.period is not None, was=was)


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
