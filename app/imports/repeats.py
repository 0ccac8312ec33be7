"""Rows of one file against each other: what stands twice, what contradicts itself, what stands under itself."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from app.imports.rows import Row


def check_units(rows: list[Row]) -> None:
    """Adds to each row what another row of the sheet makes wrong about it."""
    twice(rows, lambda v: v["code"].casefold() if "code" in v else None, "Mã này đã có ở dòng {}.")
    for row in rows:
        opened, closed = row.values.get("opened_on"), row.values.get("closed_on")
        if opened and closed and closed < opened:
            row.reasons.append("“Ngày đóng” trước “Ngày mở”.")


def check_people(rows: list[Row]) -> None:
    keys = ("phone", "unit", "role")
    twice(
        rows,
        lambda v: tuple(v[k] for k in keys) if v.keys() >= set(keys) else None,
        "Người này, đơn vị này và vai trò này đã có ở dòng {}.",
    )
    names: dict[str, Row] = {}
    for row in rows:
        if row.values.keys() >= {"phone", "name"}:
            first = names.setdefault(row.values["phone"], row)
            if first.values["name"] != row.values["name"]:
                row.reasons.append(f"Số điện thoại này ở dòng {first.number} mang tên khác.")


def twice(rows: Iterable[Row], key: Callable[[dict[str, Any]], Hashable], sentence: str) -> None:
    """The first row of a key may stay; each later one names it."""
    seen: dict[Hashable, int] = {}
    for row in rows:
        found = key(row.values)
        if found is not None and seen.setdefault(found, row.number) != row.number:
            row.reasons.append(sentence.format(seen[found]))


def in_circles(parents: Mapping[str, str | None]) -> set[str]:
    """The codes that stand under themselves, however many steps up. Walks each code once."""
    state: dict[str, int] = {}
    found: set[str] = set()
    for start in parents:
        path: list[str] = []
        code: str | None = start
        while code is not None and code not in state:
            state[code] = len(path)
            path.append(code)
            code = parents.get(code)
        if code in path:
            found |= set(path[path.index(code) :])
    return found
