"""Reads a catalogue and checks it: a wrong one stops the start with its line."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from app.plan import checks, model
from app.plan.checks import LINE, PlanError, Row
from app.plan.model import Obligation, Plan
from app.plan.tile import Layout, Tile

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
    "exemplar_fields": model.Named,
    "outside_handlers": model.Named,
    "difficulty_categories": model.DifficultyCategory,
}


class _Loader(yaml.CSafeLoader):
    """Remembers the line of every mapping and refuses a key given twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {LINE: node.start_mark.line + 1}
    for key_node, value_node in node.value:
        key = _value(loader, key_node)
        if isinstance(key, list | dict) or key in found:
            raise PlanError(f"line {key_node.start_mark.line + 1}: “{key}” is given twice or is no key")
        found[key] = _value(loader, value_node)
    return found


def _value(loader: _Loader, node: yaml.Node) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except PlanError:
        raise
    except (TypeError, ValueError) as error:  # 2026-02-30 is written like a date
        raise PlanError(f"line {node.start_mark.line + 1}: {error}") from error


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
        sections_raw = {name: _rows(raw, name) for name in SECTIONS}
        tiles_raw = dict(_tiles(raw))
        checks.ids(sections_raw)
        head = _rows(raw, "plan")[0]
        sections = {name: _section(raw, name, cls) for name, cls in SECTIONS.items()}
        tiles = {kind: tuple(_make(Tile, t) for t in rows) for kind, rows in tiles_raw.items()}
        plan = Plan(_make(model.Head, head), **sections, tiles=MappingProxyType(tiles))
        checks.references(sections_raw, tiles_raw)
        checks.tiles(tiles_raw, plan)
        checks.weekdays(sections_raw["activity_types"])
    except (PlanError, OSError, UnicodeDecodeError) as error:
        raise PlanError(f"{path}: {error}") from error
    return plan


def rows_of(raw: dict[str, Any], section: str) -> list[Row]:
    """The rows of a section of a parsed file, none when it is not there. Raises PlanError for what are no rows."""
    rows = raw.get(section) or []
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise PlanError(f"line {raw[LINE]}: every row of “{section}” must be a mapping")
    return rows


def _rows(raw: dict[str, Any], section: str) -> list[Row]:
    if section not in raw:
        raise PlanError(f"line 1: the section “{section}” is not there")
    rows = raw[section] if isinstance(raw[section], list) else [raw[section]]
    if not all(isinstance(row, dict) for row in rows):
        raise PlanError(f"line 1: every row of “{section}” must be a mapping")
    return rows


def _tiles(raw: dict[str, Any]) -> Iterator[tuple[str, list[Row]]]:
    for kind, rows in _rows(raw, "tiles")[0].items():
        if kind != LINE:
            if not (isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)):
                raise PlanError(f"line {raw['tiles'][LINE]}: “{kind}” has no list of tiles")
            yield kind, rows


def _section(raw: dict[str, Any], name: str, cls: type) -> Any:
    return MappingProxyType({row["id"]: _make(cls, row) for row in _rows(raw, name)})


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: each for key, each in value.items() if key != LINE})
    return tuple(value) if isinstance(value, list) else value


ENUMS: dict[str, type[StrEnum]] = {"obligation": Obligation, "layout": Layout}


def _make(cls: type, row: Row) -> Any:
    checks.keys(cls, row)
    values = {key: _frozen(value) for key, value in row.items() if key != LINE}
    for key in ENUMS.keys() & values.keys():
        try:
            values[key] = ENUMS[key](str(values[key]))
        except ValueError as error:
            raise PlanError(f"line {row[LINE]}: {error}") from error
    return cls(**values)
