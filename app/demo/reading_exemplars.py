"""The exemplars in a demonstration file: strict about ids, lenient about what may follow what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.demo.fields import day, known, mapping, one_of, text_of
from app.exemplars.acting import Place
from app.exemplars.proposing import NewExemplar
from app.exemplars.workflow import Kind, State
from app.plan import Plan, PlanError
from app.plan.checks import LINE

LONGEST_ID = 40


@dataclass(frozen=True)
class DemoExemplar:
    """An exemplar of a file. published: where, when and by which unit, when the file says so."""

    id: str
    line: int
    unit: str
    said: NewExemplar
    proposed_as: str
    on: date
    state: State
    publisher: str | None
    published: Place | None


def read_exemplars(
    rows: Sequence[dict[str, Any]], plan: Plan, units: set[str], titles: Mapping[str, str]
) -> list[DemoExemplar]:
    """Raises PlanError with the line of what may not be stored."""
    found = [_exemplar(row, plan, dict.fromkeys(units), titles) for row in rows]
    seen: set[str] = set()
    for each in found:
        if each.id in seen:
            raise PlanError(f"line {each.line}: the id “{each.id}” stands twice")
        seen.add(each.id)
    return found


def _exemplar(row: dict[str, Any], plan: Plan, units: Mapping[str, None], titles: Mapping[str, str]) -> DemoExemplar:
    line, by, published = row[LINE], str(row.get("by") or ""), mapping(row, "published")
    found = str(row.get("id") or "")
    if not 0 < len(found) <= LONGEST_ID:
        raise PlanError(f"line {line}: an exemplar's id has 1 to {LONGEST_ID} letters")
    return DemoExemplar(
        found,
        line,
        known([row.get("unit")], units, "unit", line)[0],
        _said(row, plan),
        titles.get(by, by)[:80],
        day(row.get("date"), line),
        one_of(State, row.get("status"), "state of an exemplar", line),
        known([published.get("by")], units, "unit", line)[0] if published else None,
        _place(published) if published else None,
    )


def _said(row: Mapping[str, Any], plan: Plan) -> NewExemplar:
    line = row[LINE]
    return NewExemplar(
        text_of(row.get("title"), line)[:120],
        known([row.get("field")], plan.exemplar_fields, "field of an exemplar", line)[0],
        one_of(Kind, row.get("kind"), "kind of exemplar", line),
        text_of(row.get("text"), line),
        row.get("consent_publish") is True,
        row.get("child") is True,
        row.get("consent_guardian") is True,
    )


def _place(row: Mapping[str, Any]) -> Place:
    line = row[LINE]
    return Place(
        text_of(row.get("where"), line)[:120], day(row.get("date"), line), text_of(row.get("link"), line)[:300]
    )
