"""An activity before it is stored, and the rules it must keep; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.plan import ActivityType, Plan
from app.wording import sentence

EARLIEST_YEAR = 2000


@dataclass(frozen=True)
class Entry:
    """What a person says a unit did. figures: measure id → whole number; what was left empty is not in it."""

    type: str
    held_on: date
    figures: Mapping[str, int]
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    note: str = ""
    difficulty: str = ""
    difficulty_category: str | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong with an entry: about "type", "held_on" or a measure."""

    about: str
    message: str


@dataclass(frozen=True)
class Question:
    """What a person is asked once about an entry that is allowed but odd. id: what answering yes sends back."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SameDay:
    """An entry already stored, of the same unit, type and day, with its figures."""

    number: int
    type: str
    held_on: date
    logged_at: datetime
    figures: Mapping[str, int]
    version: int = 1


def problems(entry: Entry, unit_kind: str, today: date, plan: Plan) -> list[Problem]:
    """Everything that forbids an entry (domain.md 5.3)."""
    kind = plan.activity_types.get(entry.type)
    if kind is None:
        return [Problem("type", "Chọn loại hoạt động.")]
    found = [*_about_date(entry.held_on, today), *_about_figures(entry, kind, plan)]
    if unit_kind not in kind.unit_kinds or kind.own_form:
        noun = plan.unit_kinds[unit_kind].noun if unit_kind in plan.unit_kinds else "đơn vị này"
        found.append(Problem("type", f"Loại hoạt động không dành cho {noun}."))
    return found


def _about_date(held_on: date, today: date) -> list[Problem]:
    if held_on > today:
        return [Problem("held_on", "Ngày hoạt động không được sau hôm nay.")]
    if held_on.year < EARLIEST_YEAR:
        return [Problem("held_on", f"Năm {held_on.year} chưa đúng. Xem lại năm.")]
    return []


def _about_figures(entry: Entry, kind: ActivityType, plan: Plan) -> list[Problem]:
    missing = [name for name in kind.required if name not in entry.figures]
    found = [
        Problem(name, f"Nhập {plan.measures[name].noun} (nếu không đếm được, ghi số ước tính).") for name in missing
    ]
    for name in entry.figures:
        message = _about_figure(name, entry, kind, plan)
        if message:
            found.append(Problem(name, message))
    return found


def _about_figure(name: str, entry: Entry, kind: ActivityType, plan: Plan) -> str:
    value, measure = entry.figures[name], plan.measures[name]
    whole = entry.figures.get(measure.sub_of or "")
    if value < 0:
        return "Số không được âm."
    if whole is not None and value > whole:
        return f"{sentence(measure.noun)} không được lớn hơn {plan.measures[measure.sub_of or ''].noun}."
    if name not in (*kind.required, *kind.optional):
        return f"{kind.label} không có {measure.noun}. Để trống ô này."
    return ""
