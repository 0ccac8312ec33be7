"""The content of an entry as kept in its history, and what two versions differ in; pure."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

from app.activities.entry import Entry
from app.plan import Plan
from app.wording import number


class Difference(NamedTuple):
    """A field that changed: its name in words, what stood there and what stands there; "" for nothing."""

    label: str
    before: str
    after: str


def as_text(entry: Entry) -> str:
    """An entry as JSON."""
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True, default=str)


def from_text(text: str) -> Entry:
    """The entry as_text() made it from."""
    kept: dict[str, Any] = json.loads(text)
    kept["held_on"] = date.fromisoformat(kept["held_on"])
    lists: dict[str, Any] = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    return Entry(**kept | lists)


def differences(before: Entry, after: Entry, plan: Plan) -> list[Difference]:
    """What changed between two versions, in the order of the page."""
    pairs = zip(_fields(before, plan), _fields(after, plan), strict=True)
    return [Difference(label, old, new) for (label, old), (_, new) in pairs if old != new]


def _fields(entry: Entry, plan: Plan) -> Iterator[tuple[str, str]]:
    yield "Loại hoạt động", plan.activity_types[entry.type].label
    yield "Ngày hoạt động", f"{entry.held_on:%d/%m/%Y}"
    for measure in plan.measures.values():
        value = entry.figures.get(measure.id)
        yield measure.label, "" if value is None else number(value)
    for label, chosen, listed in (
        ("Nội dung phổ biến", entry.topics, plan.quick_topics),
        ("Đối tượng", entry.audiences, plan.audiences),
        ("Kênh, nền tảng", entry.channels, plan.channels),
    ):
        yield label, "; ".join(each.label for each in listed.values() if each.id in chosen)
    yield "Ghi chú", entry.note
    yield "Khó khăn gặp phải", entry.difficulty
    category = plan.difficulty_categories.get(entry.difficulty_category or "")
    yield "Khó khăn về việc", category.label if category else ""
