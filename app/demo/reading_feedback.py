"""The threads of feedback in a demonstration file: strict about ids, lenient about what may follow what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.demo.fields import day, known, one_of, text_of
from app.feedback.choices import Kind, Rating, Severity
from app.feedback.workflow import State, Step
from app.plan import Plan, PlanError
from app.plan.checks import LINE
from app.plan.reading import rows_of

_ID = re.compile(r"PA-(20\d\d)-(\d{4,8})", re.ASCII)


@dataclass(frozen=True)
class DemoMessage:
    """A step on a day by somebody of a unit."""

    on: date
    unit: str
    step: Step
    text: str


@dataclass(frozen=True)
class DemoThread:
    """A thread of a file. handler: a kind of unit, or an outside handler of the plan."""

    line: int
    year: int
    number: int
    unit: str
    kind: Kind
    category: str
    severity: Severity
    title: str
    handler: str
    state: State
    rating: Rating | None
    messages: tuple[DemoMessage, ...]


def read_threads(rows: Sequence[dict[str, Any]], plan: Plan, units: set[str]) -> list[DemoThread]:
    """Raises PlanError with the line of what may not be stored."""
    threads = [_thread(row, plan, dict.fromkeys(units)) for row in rows]
    seen: set[tuple[int, int]] = set()
    for each in threads:
        if (each.year, each.number) in seen:
            raise PlanError(f"line {each.line}: this id stands twice")
        seen.add((each.year, each.number))
    return threads


def _thread(row: dict[str, Any], plan: Plan, units: Mapping[str, None]) -> DemoThread:
    line = row[LINE]
    found = _ID.fullmatch(str(row.get("id")))
    if found is None:
        raise PlanError(f"line {line}: “{row.get('id')}” is no id of a thread (PA-2026-0001)")
    messages = tuple(_message(each, units) for each in rows_of(row, "messages"))
    if not messages or messages[0].step is not Step.RAISE:
        raise PlanError(f"line {line}: a thread begins with a message “{Step.RAISE}”")
    handlers = dict.fromkeys((*plan.unit_kinds, *plan.outside_handlers))
    rating = row.get("rating")
    return DemoThread(
        line,
        int(found[1]),
        int(found[2]),
        known([row.get("unit")], units, "unit", line)[0],
        one_of(Kind, row.get("kind"), "kind of feedback", line),
        known([row.get("category")], plan.difficulty_categories, "difficulty category", line)[0],
        one_of(Severity, row.get("severity"), "severity", line),
        text_of(row.get("title") or messages[0].text, line)[:200],
        known([row.get("handler")], handlers, "handler", line)[0],
        one_of(State, row.get("status"), "state of feedback", line),
        one_of(Rating, rating, "rating", line) if rating else None,
        messages,
    )


def _message(row: Mapping[str, Any], units: Mapping[str, None]) -> DemoMessage:
    line = row[LINE]
    return DemoMessage(
        day(row.get("date"), line),
        known([row.get("from")], units, "unit", line)[0],
        one_of(Step, row.get("action"), "action", line),
        text_of(row.get("text"), line),
    )
