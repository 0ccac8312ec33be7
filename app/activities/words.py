"""An entry in words: for lists, receipts and the message for the Zalo group. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from app.activities.models import TagKind
from app.activities.queries import ActivityView
from app.activities.weeks import WEEK
from app.drafts.queries import DraftView
from app.plan import Plan
from app.wording import day_month, number, short_date, weekday

WARD_DESK = "Phòng VH-XH"


def counted(measure: str, value: int, plan: Plan) -> str:
    """ "45 lượt người dự"."""
    return f"{number(value)} {plan.measures[measure].counted}"


def main_figure(type_id: str, figures: Mapping[str, int], plan: Plan) -> str:
    """The figure an entry is known by: its first required one, else the first it has; "" without any."""
    kind = plan.activity_types[type_id]
    found = next((m for m in (*kind.required, *kind.optional) if m in figures), None)
    return "" if found is None else counted(found, figures[found], plan)


def summary(type_id: str, figures: Mapping[str, int], plan: Plan) -> str:
    """ "Họp tổ dân phố, 45 lượt người dự"."""
    return ", ".join(filter(None, (plan.activity_types[type_id].label, main_figure(type_id, figures, plan))))


def all_figures(figures: Mapping[str, int], plan: Plan) -> list[str]:
    """Every figure in the plan's order, in words."""
    return [counted(m, figures[m], plan) for m in plan.measures if m in figures]


class Logged(Protocol):
    """An entry as to who logged it."""

    @property
    def logged_by(self) -> str | None: ...
    @property
    def logged_as(self) -> str: ...
    @property
    def told_by(self) -> str: ...


def logged_by(entry: Logged, to_officer: bool) -> str:
    """Who logged an entry: of one logged for a unit its people see Phòng VH-XH, officers the officer; both, whose words."""
    if entry.told_by:
        named = f"{entry.logged_by} ({WARD_DESK})" if to_officer and entry.logged_by else WARD_DESK
        return f"{named} ghi thay, theo lời {entry.told_by},"
    title = f" ({entry.logged_as})" if entry.logged_by and entry.logged_as else ""
    return f"{entry.logged_by or entry.logged_as or 'Đơn vị'}{title} ghi"


def draft_label(draft: DraftView, plan: Plan) -> str:
    """What a draft is of: its type, a week's sheet, or its page where no type was chosen."""
    if draft.slug == WEEK:
        return f"Ghi cả tuần từ {day_month(date.fromisoformat(draft.type))}"
    kind = plan.activity_types.get(draft.type)
    pages = (tile.label for tiles in plan.tiles.values() for tile in tiles if tile.slug == draft.slug)
    return kind.label if kind else next(pages, "Việc khác")


def zalo_message(entries: Sequence[ActivityView], plan: Plan) -> str:
    """What a receipt says to a Zalo group: plain lines, counts only; with the day of each where there are several."""
    days = sorted({entry.held_on for entry in entries})
    span = f"ngày {short_date(days[0])}" if len(days) == 1 else f"từ {day_month(days[0])} đến {short_date(days[-1])}"
    lines = [f"{entries[0].unit_name}, {span}"]
    for entry in entries:
        day = "" if len(days) == 1 else f"{weekday(entry.held_on)} {day_month(entry.held_on)}: "
        words = all_figures(entry.figures, plan)
        lines.append(f"• {day}{plan.activity_types[entry.type].label}" + (f": {', '.join(words)}" if words else ""))
    topics = topic_labels(entries[0].tags.get(TagKind.TOPIC, ()), plan)
    return "\n".join([*lines, f"• Nội dung: {topics}"] if topics else lines)


def topic_labels(topics: Iterable[str], plan: Plan) -> str:
    return "; ".join(plan.quick_topics[t].label for t in topics if t in plan.quick_topics)
