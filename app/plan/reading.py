"""Reads a catalogue and checks it: a wrong one stops the start with its line."""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from app.plan import model
from app.plan.model import Layout, Obligation, Plan

LINE = "__line__"
OWN = Path(__file__).with_name("catalogue.yaml")

SECTIONS: dict[str, type] = {
    "unit_kinds": model.UnitKind,
    "measures": model.Measure,
    "topic_groups": model.Named,
    "topics": model.Topic,
    "quick_topics": model.QuickTopic,
    "form_groups": model.Named,
    "forms": model.PlanForm,
    "duties": model.Duty,
    "activity_types": model.ActivityType,
    "audiences": model.Audience,
    "channels": model.Channel,
    "outside_handlers": model.Named,
    "difficulty_categories": model.DifficultyCategory,
}

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
    "audiences.default_for": "unit_kinds",
    "difficulty_categories.unit_kinds": "unit_kinds",
    "tiles.types": "activity_types",
    "tiles.topics": "quick_topics",
}


class PlanError(ValueError):
    """A catalogue that may not be used; the message names the file's line."""


class _Loader(yaml.CSafeLoader):
    """Remembers the line of every mapping and refuses a key given twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {LINE: node.start_mark.line + 1}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise PlanError(f"line {key_node.start_mark.line + 1}: “{key}” is given twice")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def parse(text: str) -> dict[str, Any]:
    """YAML whose mappings carry their line under LINE. Raises PlanError for what is no YAML mapping."""
    try:
        read = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise PlanError(f"{where}{getattr(error, 'problem', None) or error}") from error
    if not isinstance(read, dict):
        raise PlanError("line 1: the file does not hold a mapping")
    return read


def read_plan(path: Path = OWN) -> Plan:
    """The plan of a file. Raises PlanError naming the line of a broken reference, a doubled id, an unknown key."""
    try:
        raw = parse(path.read_text(encoding="utf-8"))
        _check_ids(raw)
        _check_references(raw)
        head = _rows(raw, "plan")[0]
        sections = {name: _section(raw, name, cls) for name, cls in SECTIONS.items()}
        tiles = {kind: tuple(_make(model.Tile, t) for t in rows) for kind, rows in _tiles(raw)}
        plan = Plan(head["title"], head["ward"], head["started_on"], **sections, tiles=MappingProxyType(tiles))
        _check_tiles(raw, plan)
    except (PlanError, KeyError, OSError) as error:
        raise PlanError(f"{path}: {error}") from error
    return plan


def _rows(raw: dict[str, Any], section: str) -> list[dict[str, Any]]:
    if section not in raw:
        raise PlanError(f"line 1: the section “{section}” is not there")
    rows = raw[section] if isinstance(raw[section], list) else [raw[section]]
    if not all(isinstance(row, dict) for row in rows):
        raise PlanError(f"line 1: every row of “{section}” must be a mapping")
    return rows


def _tiles(raw: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for kind, rows in _rows(raw, "tiles")[0].items():
        if kind == LINE:
            continue
        if kind not in {k.get("id") for k in _rows(raw, "unit_kinds")}:
            raise PlanError(f"line {rows[0][LINE]}: “{kind}” is not among the unit_kinds")
        yield kind, rows


def _check_ids(raw: dict[str, Any]) -> None:
    for section in SECTIONS:
        seen: set[str] = set()
        for row in _rows(raw, section):
            if not isinstance(row.get("id"), str):
                raise PlanError(f"line {row[LINE]}: a row of {section} has no id")
            if row["id"] in seen:
                raise PlanError(f"line {row[LINE]}: “{row['id']}” stands twice in {section}")
            seen.add(row["id"])


def _check_references(raw: dict[str, Any]) -> None:
    known = {section: {row["id"] for row in _rows(raw, section)} for section in SECTIONS}
    rows = {section: _rows(raw, section) for section in SECTIONS}
    rows["tiles"] = [tile for _, tiles in _tiles(raw) for tile in tiles]
    for reference, target in REFERENCES.items():
        section, field = reference.split(".")
        for row in rows[section]:
            value = row.get(field) or []
            for wanted in value if isinstance(value, list) else [value]:
                if wanted not in known[target]:
                    raise PlanError(f"line {row[LINE]}: “{wanted}” is not among the {target}")
    for row in rows["difficulty_categories"]:
        if row.get("handler") not in known["unit_kinds"] | known["outside_handlers"]:
            raise PlanError(f"line {row[LINE]}: “{row.get('handler')}” is no unit kind and no outside handler")


def _check_tiles(raw: dict[str, Any], plan: Plan) -> None:
    for kind, rows in _tiles(raw):
        for row, tile in zip(rows, plan.tiles[kind], strict=True):
            types = [plan.activity_types[t] for t in tile.types]
            for each in types:
                if kind not in each.unit_kinds or each.own_form:
                    raise PlanError(f"line {row[LINE]}: “{each.id}” is not for {kind} to log")
            if not types or (tile.layout is Layout.ONE and len({t.required for t in types}) > 1):
                raise PlanError(f"line {row[LINE]}: the types of “{tile.slug}” must require the same measures")
            if tile.layout is Layout.ROWS and not all(t.required for t in types):
                raise PlanError(f"line {row[LINE]}: every row of “{tile.slug}” needs a required measure")


def _section(raw: dict[str, Any], name: str, cls: type) -> Any:
    return MappingProxyType({row["id"]: _make(cls, row) for row in _rows(raw, name)})


def _make(cls: type, row: dict[str, Any]) -> Any:
    known = {f.name: f for f in fields(cls)}
    for key in row:
        if key not in known and key != LINE:
            raise PlanError(f"line {row[LINE]}: “{key}” is not a key of this section")
    for name, field in known.items():
        if name not in row and field.default is MISSING:
            raise PlanError(f"line {row[LINE]}: “{name}” is missing")
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != LINE}
    try:
        if "obligation" in values:
            values["obligation"] = Obligation(values["obligation"])
        if "layout" in values:
            values["layout"] = Layout(values["layout"])
    except ValueError as error:
        raise PlanError(f"line {row[LINE]}: {error}") from error
    return cls(**values)
