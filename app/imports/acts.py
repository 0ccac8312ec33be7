"""What an import leaves in the audit: a line for each unit, person and membership that is new or changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from app.audit.commands import Act, Facts
from app.audit.models import Event
from app.imports.known import Known
from app.imports.outcomes import Outcome, Verdict


class Ids(NamedTuple):
    """Numbers of the stored rows: of units by code, of people by phone."""

    units: Mapping[str, int]
    people: Mapping[str, int]


def acts_on_units(outcomes: list[Outcome], known: Known, ids: Ids) -> Iterator[Act]:
    for outcome in outcomes:
        if outcome.verdict is Verdict.NEW:
            yield _added(outcome.row.values, known, ids)
        elif outcome.verdict is Verdict.CHANGED:
            yield from _changed(outcome, known, ids)


def _added(values: dict[str, Any], known: Known, ids: Ids) -> Act:
    facts = dict.fromkeys(("households", "opened_on")) | values
    facts["parent"] = ids.units[values.get("parent", known.ward_code)]
    return Act(Event.UNIT_ADDED, unit_id=ids.units[values["code"]], after=_plain(facts, facts))


def _changed(outcome: Outcome, known: Known, ids: Ids) -> Iterator[Act]:
    """A closing has a line of its own, as on the unit's page."""
    unit = known.units[outcome.row.values["code"]]
    before, after = unit._asdict() | {"parent": unit.parent_id}, dict(outcome.changes)
    if "parent" in after:
        after["parent"] = ids.units[after["parent"]]
    closing = after.keys() & {"closed_on"}
    for event, keys in ((Event.UNIT_CHANGED, after.keys() - closing), (Event.UNIT_CLOSED, closing)):
        if keys:
            yield Act(event, unit_id=unit.id, before=_plain(before, keys), after=_plain(after, keys))


def _plain(facts: Mapping[str, Any], keys: Iterable[str]) -> Facts:
    return {key: facts[key].isoformat() if isinstance(facts[key], date) else facts[key] for key in keys}


def acts_on_people(outcomes: list[Outcome], known: Known, ids: Ids) -> Iterator[Act]:
    for phone, name in given_names(outcomes).items():
        person = known.people.get(phone)
        if person is None:
            yield Act(Event.PERSON_ADDED, ids.people[phone], after={"name": name, "phone": phone})
        elif person.name != name:
            yield Act(Event.PERSON_CHANGED, person.id, before={"name": person.name}, after={"name": name})
    for outcome in outcomes:
        yield from _on_membership(outcome, known, ids)


def _on_membership(outcome: Outcome, known: Known, ids: Ids) -> Iterator[Act]:
    phone, unit, role = (outcome.row.values[key] for key in ("phone", "unit", "role"))
    title = outcome.row.values.get("title", "")
    place = (ids.people[phone], ids.units[unit])
    if outcome.verdict is Verdict.NEW:
        yield Act(Event.MEMBERSHIP_ADDED, *place, after={"role": role, "title": title})
    elif "title" in outcome.changes:
        held = known.held[phone, unit, role]
        yield Act(Event.PERSON_CHANGED, *place, before={"title": held.title}, after={"title": title})


def given_names(outcomes: list[Outcome]) -> dict[str, str]:
    """Phone → name, of everybody a file changes anything about."""
    return {o.row.values["phone"]: o.row.values["name"] for o in outcomes if o.verdict is not Verdict.SAME}
