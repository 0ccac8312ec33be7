"""What a catalogue must satisfy; each failure names its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin

from app.plan.model import WEEKDAYS, Plan
from app.plan.tile import Layout, Tile

LINE = "__line__"
SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
Row = dict[str, Any]

# section.field → the section its ids must stand in
REFERENCES = {
    "measures.sub_of": "measures",
    "topics.group": "topic_groups",
    "topics.parent": "topics",
    "quick_topics.topics": "topics",
    "forms.group": "form_groups",
    "forms.unit_kinds": "unit_kinds",
    "forms.measures": "measures",
    "duties.unit_kind": "unit_kinds",
    "duties.parent": "duties",
    "duties.measures": "measures",
    "duties.activity_types": "activity_types",
    "duties.forms": "forms",
    "activity_types.unit_kinds": "unit_kinds",
    "activity_types.required": "measures",
    "activity_types.optional": "measures",
    "activity_types.duties": "duties",
    "activity_types.form_group": "form_groups",
    "audiences.default_for": "unit_kinds",
    "difficulty_categories.unit_kinds": "unit_kinds",
    "difficulty_categories.handler": "handlers",
    "tiles.kind": "unit_kinds",
    "tiles.types": "activity_types",
    "tiles.topics": "quick_topics",
}


class PlanError(ValueError):
    """A catalogue that may not be used; the message names the file's line."""


def ids(sections: Mapping[str, list[Row]]) -> None:
    """Every row has an id, and no section has one twice."""
    for section, rows in sections.items():
        seen: set[str] = set()
        for row in rows:
            if not isinstance(row.get("id"), str):
                raise PlanError(f"line {row[LINE]}: a row of {section} has no id")
            if row["id"] in seen:
                raise PlanError(f"line {row[LINE]}: “{row['id']}” stands twice in {section}")
            seen.add(row["id"])


def references(sections: Mapping[str, list[Row]], tiles: Mapping[str, list[Row]]) -> None:
    """Every id that is pointed at stands where it should."""
    known = {section: {row["id"] for row in rows} for section, rows in sections.items()}
    known["handlers"] = known["unit_kinds"] | known["outside_handlers"]
    kinds = [{LINE: of_kind[0][LINE], "kind": kind} for kind, of_kind in tiles.items()]
    rows = {**sections, "tiles": [*kinds, *(tile for of_kind in tiles.values() for tile in of_kind)]}
    for reference, target in REFERENCES.items():
        section, field = reference.split(".")
        for row, wanted in _pointers(rows[section], field):
            if wanted not in known[target]:
                raise PlanError(f"line {row[LINE]}: “{wanted}” is not among the {target}")


def _pointers(rows: Iterable[Row], field: str) -> Iterator[tuple[Row, Any]]:
    for row in rows:
        value = row.get(field) or []
        for wanted in value if isinstance(value, list) else [value]:
            yield row, wanted


def weekdays(rows: Iterable[Row]) -> None:
    """The days a type is usually held on are days of a week."""
    for row in rows:
        for day in row.get("week", ()):
            if day not in WEEKDAYS:
                raise PlanError(f"line {row[LINE]}: “{day}” is none of {', '.join(WEEKDAYS)}")


def tiles(rows: Mapping[str, list[Row]], plan: Plan) -> None:
    """Every tile can be a page: its types are the kind's to log, and fit its layout."""
    for kind, of_kind in rows.items():
        seen = {"khac"}  # every kind's last tile, by itself
        for row, tile in zip(of_kind, plan.tiles[kind], strict=True):
            if not SLUG.fullmatch(tile.slug) or tile.slug in seen:
                raise PlanError(f"line {row[LINE]}: “{tile.slug}” stands twice or is no part of an address")
            seen.add(tile.slug)
            problem = _about_types(tile, kind, plan) or _about_layout(tile, plan)
            if problem:
                raise PlanError(f"line {row[LINE]}: {problem}")


def _about_types(tile: Tile, kind: str, plan: Plan) -> str:
    for each in (plan.activity_types[t] for t in tile.types):
        if kind not in each.unit_kinds or each.own_form:
            return f"“{each.id}” is not for {kind} to log"
    stray = tile.labels.keys() - set(tile.types)
    if stray:
        return f"“{min(stray)}” has a label but is not among the types of “{tile.slug}”"
    return "" if tile.types else f"“{tile.slug}” has no types"


def _about_layout(tile: Tile, plan: Plan) -> str:
    required = [plan.activity_types[t].required for t in tile.types]
    if tile.layout is Layout.ONE and len(set(required)) > 1:
        return f"the types of “{tile.slug}” must require the same measures"
    if tile.layout is Layout.ROWS and not all(required):
        return f"every row of “{tile.slug}” needs a required measure"
    return ""


def keys(cls: type, row: Row) -> None:
    """A row has the keys of its section: none unknown, none missing."""
    known = {field.name: field for field in fields(cls)}
    for key in row:
        if key not in known and key != LINE:
            raise PlanError(f"line {row[LINE]}: “{key}” is not a key of this section")
    for name, field in known.items():
        if name not in row and field.default is MISSING and field.default_factory is MISSING:
            raise PlanError(f"line {row[LINE]}: “{name}” is missing")
        if name in row and not _fits(row[name], field.type):
            raise PlanError(f"line {row[LINE]}: “{name}” may not be {row[name]!r:.60}")


def _fits(value: Any, wanted: Any) -> bool:
    """Whether a value read from YAML is what a field of the model holds."""
    if get_origin(wanted) is tuple:
        return isinstance(value, list) and all(type(each) is str for each in value)
    if get_origin(wanted) is Mapping:
        return isinstance(value, dict) and all(type(each) is str for key, each in value.items() if key != LINE)
    if isinstance(wanted, UnionType):
        return any(_fits(value, each) for each in get_args(wanted))
    return type(value) is (str if issubclass(wanted, StrEnum) else wanted) and value != ""
