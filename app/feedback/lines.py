"""The lines of the inbox in words; pure."""

from datetime import datetime
from typing import NamedTuple

from app.feedback.choices import Severity
from app.feedback.filters import Filters, Tab
from app.feedback.inbox import Listed
from app.feedback.words import DueState, due_state
from app.plan import Plan


class Line(NamedTuple):
    """A thread in the inbox as it is shown. Plain words only: components remembers what a line looks like by them."""

    code: str
    unit_name: str
    due: DueState
    title: str
    about: str
    is_urgent: bool


def lines_of(threads: list[Listed], filters: Filters, now: datetime, plan: Plan) -> list[Line]:
    """The threads in words; where all states are listed together each says its own."""
    return [_line(each, now, plan, says_state=filters.tab is Tab.ALL) for each in threads]


def _line(each: Listed, now: datetime, plan: Plan, *, says_state: bool) -> Line:
    category = plan.difficulty_categories.get(each.category)
    about = [each.code, *([category.label] if category else []), *([each.state.label.lower()] if says_state else [])]
    is_urgent = each.severity is Severity.URGENT
    return Line(each.code, each.unit_name, due_state(each, now, plan), each.title, ", ".join(about), is_urgent)
