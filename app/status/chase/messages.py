"""What is sent to units that have not updated: one text for the Zalo group, one for each leader; pure."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.periods.calendar import Period
from app.plan import Plan
from app.status.chase.queries import Silent
from app.units.queries import UnitView
from app.wording import sentence, short_date, span


class Round(NamedTuple):
    """What is chased: a period with its deadline, or (is_week) only the last days, as a rhythm.

    is_closed: the month is, so that what comes now is added to it and nobody says any more that there was nothing;
    is_at_home: the units find it on their home, where they may say so; sender: whose desk asks; link: where.
    """

    period: Period
    due_on: date
    today: date
    is_week: bool
    is_closed: bool
    is_at_home: bool
    sender: str
    link: str


def group_message(names: str, of: Round) -> str:
    """One text for all of them: their names, what is asked, by when."""
    return f"Kính gửi: {names}.\n{_asked(of)}\n{_signed(of)}"


def leader_message(silent: Silent, of: Round) -> str:
    """The same for who leads one unit."""
    to = f"đồng chí {silent.leader.name}, {silent.unit.name}" if silent.leader else silent.unit.name
    return f"Kính gửi {to}.\n{_asked(of)}\n{_signed(of)}"


def _signed(of: Round) -> str:
    return f"{of.link}\n{of.sender} trân trọng cảm ơn."


def _asked(of: Round) -> str:
    days = span(of.period.first_on, of.period.last_on)
    if of.is_week:
        return (
            f"Từ {days}, Sổ tay số chưa có hoạt động nào của đơn vị. "
            "Có việc đã làm thì ghi giúp khi tiện, mỗi việc chừng nửa phút."
        )
    name = "" if ".." in of.period.id else f"{sentence(of.period.label)} "
    known = (
        f"{name}({days}): Sổ tay số chưa có số liệu của đơn vị."
        if name
        else f"Từ {days}, Sổ tay số chưa có số liệu của đơn vị."
    )
    if of.is_closed:
        return f"{known} Kỳ này đã chốt; đơn vị có hoạt động thì vẫn ghi giúp, phần ghi thêm được tính là bổ sung."
    due = short_date(of.due_on)
    asked = (
        f"Đề nghị ghi giúp chậm nhất là hết ngày {due}"
        if of.today <= of.due_on
        else f"Hạn cập nhật là {due}, mong đơn vị ghi sớm giúp"
    )
    nothing = "chọn “Không phát sinh”" if of.is_at_home else f"báo lại {of.sender}"
    return f"{known} {asked}; nếu không có hoạt động nào thì {nothing}."


def short_names(units: Iterable[UnitView], plan: Plan) -> str:
    """Units that only a number tells apart stand together, the others by name: "TDP 2, 4, 15 và Trường THCS Hoa Sen"."""
    found: dict[str, list[str]] = {}
    for unit in units:
        label = plan.unit_kinds[unit.kind].label
        numbered = re.fullmatch(rf"{re.escape(label)}(?: số)? (\d+\w?)", unit.name, re.IGNORECASE)
        if numbered:
            found.setdefault("".join(word[0] for word in label.split()).upper(), []).append(numbered.group(1))
        else:
            found.setdefault(unit.name, [])
    return _joined([f"{name} {', '.join(numbers)}" if numbers else name for name, numbers in found.items()])


def _joined(names: list[str]) -> str:
    """ "A, B và C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"
