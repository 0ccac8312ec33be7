"""The table of the ward's units: what a row says, who is shown, in which order; pure. Nobody is given a number."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from app.status.overview.queries import Standing
from app.status.queries import Shown
from app.status.updating import Group, State
from app.units.queries import UnitView


class Row(NamedTuple):
    """A unit in the table. state: None where nobody expects it to update; threads: what it raised in the period."""

    unit: UnitView
    state: State | None
    in_time: bool
    shown: Shown
    threads: int
    last_on: date | None


class Order(StrEnum):
    """How the table may be sorted; the value is what the address says."""

    NAME = "ten"
    REMIND = "can-nhac"
    LATEST = "gan-nhat"
    MEETINGS = "buoi"
    ATTENDED = "du"
    GUIDED = "huong-dan"
    PUPILS = "hoc-sinh"
    THREADS = "phan-anh"

    @property
    def label(self) -> str:
        return ORDER_LABELS[self]


ORDER_LABELS = {
    Order.NAME: "Theo tên",
    Order.REMIND: "Cần nhắc trước",
    Order.LATEST: "Mới ghi trước",
    Order.MEETINGS: "Theo số buổi",
    Order.ATTENDED: "Theo lượt dự",
    Order.GUIDED: "Theo lượt hướng dẫn",
    Order.PUPILS: "Theo lượt học sinh",
    Order.THREADS: "Theo số phản ánh",
}
GROUP_OPTIONS = tuple((each.value, each.label) for each in Group)
ORDER_OPTIONS = tuple((each.value, each.label) for each in Order)
_FIRST_DAY = date.min
_REMIND = {State.SILENT: 0, State.LATE: 1}  # whom to think of first; all others are equal
_KEYS: dict[Order, Callable[[Row], Any]] = {
    Order.REMIND: lambda row: (_REMIND.get(row.state, 2) if row.state else 3, row.last_on or _FIRST_DAY),
    Order.LATEST: lambda row: -(row.last_on or _FIRST_DAY).toordinal(),
    Order.MEETINGS: lambda row: -_or_none(row.shown.so_buoi),
    Order.ATTENDED: lambda row: -_or_none(row.shown.luot_nguoi_du),
    Order.GUIDED: lambda row: -_or_none(row.shown.luot_nguoi_hd),
    Order.PUPILS: lambda row: -_or_none(row.shown.luot_hs),
    Order.THREADS: lambda row: -row.threads,
}


def _or_none(value: int | None) -> int:
    return -1 if value is None else value  # nobody reported it: after a reported 0


@dataclass(frozen=True)
class Wanted:
    """What is asked of the table: units of a kind ("" for all), counted in a figure of the period; in which order."""

    kind: str = ""
    group: Group | None = None
    order: Order = Order.NAME


def all_rows(
    units: Iterable[Standing], figures: Mapping[int, tuple[int | None, ...]], threads: Mapping[int, int]
) -> list[Row]:
    """Who was open in the period, and whoever reported something in it all the same; by name."""
    none = Shown(0, None, None, None, None)
    rows = []
    for each in units:
        unit, update = each.of.unit, each.update
        if each.of.is_open or unit.id in figures or unit.id in threads:
            shown = Shown._make(figures[unit.id]) if unit.id in figures else none
            state, in_time = (update.state, update.in_time) if update else (None, False)
            rows.append(Row(unit, state, in_time, shown, threads.get(unit.id, 0), each.last_on))
    return rows


def arranged(rows: Iterable[Row], wanted: Wanted) -> tuple[Row, ...]:
    """The rows that are asked for, in the order that is asked for; equal ones stay by name."""
    kept = [row for row in rows if wanted.kind in ("", row.unit.kind) and _is_counted(row, wanted.group)]
    key = _KEYS.get(wanted.order)
    return tuple(sorted(kept, key=key) if key else kept)


def _is_counted(row: Row, group: Group | None) -> bool:
    return group is None or (row.state is not None and group.holds(row.state, row.in_time))


def foot(rows: Iterable[Row]) -> tuple[Shown, int]:
    """What the rows add up to: their figures and their threads."""
    columns = list(zip(*(row.shown for row in rows), strict=True)) or [()] * len(Shown._fields)
    sums = [
        sum(value for value in column if value is not None) if any(v is not None for v in column) else None
        for column in columns
    ]
    return Shown(sums[0] or 0, *sums[1:]), sum(row.threads for row in rows)
