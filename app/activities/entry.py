"""An activity before it is stored, and the rules it must keep; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

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


@dataclass(frozen=True)
class Similar:
    """An entry already stored; hour: when it was logged, in words."""

    number: int
    hour: str
    type: str
    held_on: date
    figures: Mapping[str, int] = field(default_factory=dict)


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


def questions(entries: Iterable[Entry], similar: Iterable[Similar], plan: Plan) -> list[Question]:
    """What is asked once: a date before the plan, and an entry equal in type, date and figures to one stored."""
    asked = []
    kept = list(similar)
    for entry in entries:
        if entry.held_on < plan.head.started_on:
            text = (
                f"Ngày {entry.held_on:%d/%m/%Y} trước khi Kế hoạch ban hành ({plan.head.started_on.month}/"
                f"{plan.head.started_on.year}). Có đúng ngày này không?"
            )
            asked.append(Question(f"before-plan/{entry.held_on}", text))
        for other in kept:
            if (other.type, other.held_on, other.figures) == (entry.type, entry.held_on, entry.figures):
                label = plan.activity_types[entry.type].label
                text = f"{label} ngày {entry.held_on:%d/%m/%Y} với đúng các số này đã ghi lúc {other.hour}. Ghi thêm lần nữa?"
                asked.append(Question(f"again/{other.number}", text))
                break
    return list(dict.fromkeys(asked))


def questions_of_correction(new: Entry, stored: Entry, similar: Iterable[Similar], plan: Plan) -> list[Question]:
    """What is asked about a corrected entry and could not be asked of it as it is stored."""
    before = questions([stored], (), plan)
    return [question for question in questions([new], similar, plan) if question not in before]
