"""Units from a file: rows checked before anything is stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.plan import Plan, PlanError
from app.plan.checks import LINE
from app.routing import CodeConverter
from app.units.models import WARD
from app.vietnamese import has_control, nfc

HOME_WARD = "09568"  # phường Phú Lương after QĐ 19/2025/QĐ-TTg (domain.md, 0.10)
GREATEST_HOUSEHOLDS = 100_000
_CODE = re.compile(CodeConverter.regex, re.ASCII)  # a code stands in addresses


def is_code(text: str) -> bool:
    """Whether a text may be a unit's code; “them” is the page where one is added."""
    return _CODE.fullmatch(text) is not None and text != "them"


@dataclass(frozen=True)
class NewUnit:
    code: str
    kind: str
    name: str
    parent: str
    households: int | None
    opened_on: date | None
    closed_on: date | None


def units_of(rows: list[dict[str, Any]], plan: Plan) -> list[NewUnit]:
    """The units of a file, the ward first; where it names no ward, the plan's own is put above them.

    Raises PlanError naming the line of a row that may not be stored.
    """
    wards = [row for row in rows if row.get("kind") == WARD]
    root = str(wards[0].get("code")) if wards else HOME_WARD
    units = (
        []
        if wards
        else [NewUnit(HOME_WARD, WARD, plan.head.ward[:1].upper() + plan.head.ward[1:], "", None, None, None)]
    )
    seen = {unit.code for unit in units}
    for row in wards + [row for row in rows if row.get("kind") != WARD]:
        unit = _unit(row, plan, root)
        if unit.code in seen:
            raise PlanError(f"line {row[LINE]}: the code “{unit.code}” stands twice")
        seen.add(unit.code)
        units.append(unit)
    return units


def _unit(row: Mapping[str, Any], plan: Plan, root: str) -> NewUnit:
    line = row[LINE]
    kind = row.get("kind")
    if kind != WARD and (not isinstance(kind, str) or kind not in plan.unit_kinds):
        raise PlanError(f"line {line}: “{kind}” is no kind of unit")
    code, name = (_text(row, key) for key in ("code", "name"))
    if not is_code(code) or len(name) > 200:
        raise PlanError(f"line {line}: a code has at most 20 letters A-Z, digits, dots and dashes; a name 200 letters")
    households = row.get("households")
    if households is not None and not (type(households) is int and 0 <= households <= GREATEST_HOUSEHOLDS):
        raise PlanError(f"line {line}: households must be a whole number up to {GREATEST_HOUSEHOLDS}")
    opened, closed = _date(row, "opened_on"), _date(row, "closed_on")
    if opened and closed and closed < opened:
        raise PlanError(f"line {line}: closed before it was opened")
    parent = "" if kind == WARD else str(row.get("parent") or root)
    return NewUnit(code, str(kind), name, parent, households, opened, closed)


def _text(row: Mapping[str, Any], key: str) -> str:
    text = nfc(str(row.get(key) or ""))
    if not text or has_control(text) or "\n" in text:
        raise PlanError(f"line {row[LINE]}: “{key}” is missing or holds what no text may hold")
    return text


def _date(row: Mapping[str, Any], key: str) -> date | None:
    value = row.get(key)
    try:
        return value if value is None or type(value) is date else date.fromisoformat(str(value))
    except ValueError as error:
        raise PlanError(f"line {row[LINE]}: “{value}” is no date (YYYY-MM-DD)") from error
