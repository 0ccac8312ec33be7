"""Phụ lục I: the figures of a period by unit, and the units without any; pure."""

from collections.abc import Iterable, Iterator
from itertools import count

from app.periods.snapshot import Snapshot, UnitFigures
from app.plan import ENTRIES, Plan
from app.status.updating import STATE_LABELS, State
from app.tables import Column, Holds, Row, Table

NAME = "Số liệu theo đơn vị"
APART = "Đơn vị không có số liệu"
WARD = "Toàn phường"
_COUNT = Column("STT", Holds.NUMBER, 0.4, "Số thứ tự trong bảng.")
_UNIT = Column("Đơn vị", share=2.2, meaning="Tên đơn vị; dòng Cộng là tổng của một loại đơn vị.")
_ENTRIES_MEANING = "Số lần ghi hoạt động trong kỳ; không tính lần ghi trùng, bị trả lại, đã hủy hoặc còn nháp."


def figures_table(snapshot: Snapshot, plan: Plan) -> Table:
    """The units that gave figures × the measures anybody reported, in the plan's order, with sums by kind and in all.

    An empty cell: the unit did not report it; a zero is a zero. A kind of one unit has no sum of its own.
    """
    measures = [id for id, _ in snapshot.measures]
    columns = [Column(label, Holds.NUMBER, meaning=_meaning(id, plan)) for id, label in snapshot.measures]
    rows = [*_rows(snapshot, measures), _sum(WARD, snapshot.total, measures)]
    has_any = any(is_shown(unit) for unit in snapshot.units)
    return Table(
        NAME, (_COUNT, _UNIT, *columns), tuple(rows) if has_any else (), "Chưa đơn vị nào có số liệu trong kỳ."
    )


def _rows(snapshot: Snapshot, measures: list[str]) -> Iterator[Row]:
    places = count(1)
    for kind, label in snapshot.kinds:
        shown = [unit for unit in snapshot.units if unit.kind == kind and is_shown(unit)]
        yield from (Row((next(places), unit.name, *_cells(unit.figures, measures))) for unit in shown)
        if len(shown) > 1:
            yield _sum(f"Cộng {label}", snapshot.by_kind[kind], measures)


def _sum(name: str, figures: dict[str, int], measures: list[str]) -> Row:
    return Row((None, name, *_cells(figures, measures)), is_sum=True)


def _cells(figures: dict[str, int], measures: list[str]) -> Iterator[int | None]:
    return (figures.get(each) for each in measures)


def is_shown(unit: UnitFigures) -> bool:
    """Whether it stands in the table: it has entries, or said that its figures are complete."""
    return unit.figures.get(ENTRIES, 0) > 0 or unit.state in {State.ON_TIME, State.LATE}


def _meaning(id: str, plan: Plan) -> str:
    measure = plan.measures.get(id)
    if measure is None:
        return _ENTRIES_MEANING if id == ENTRIES else ""
    said = f"Đơn vị tính: {measure.unit}."
    if whole := plan.measures.get(measure.sub_of or ""):
        said += f" Nằm trong {whole.label}."
    if measure.reading:
        said += " Lấy số mới nhất của mỗi đơn vị, không cộng dồn."
    return f"{said} Ô trống: đơn vị không ghi số này."


def silent_table(snapshot: Snapshot, plan: Plan) -> Table:
    """The units that said không phát sinh, and those that are expected and chưa cập nhật; nobody that is only asked."""
    apart = [*_in_state(snapshot.units, State.NOTHING), *_in_state(snapshot.units, State.SILENT)]
    kinds = dict(snapshot.kinds)
    rows = (
        Row((place, unit.name, kinds.get(unit.kind, ""), STATE_LABELS[State(unit.state)]))
        for place, unit in enumerate(apart, 1)
    )
    columns = (
        _COUNT,
        Column("Đơn vị", share=2.2, meaning="Tên đơn vị cần cập nhật số liệu trong kỳ."),
        Column("Loại đơn vị", share=2.2, meaning="Loại đơn vị theo Kế hoạch."),
        Column("Tình hình", share=1.4, meaning="Không phát sinh: đơn vị đã xác nhận. Chưa cập nhật: chưa có tin gì."),
    )
    return Table(APART, columns, tuple(rows), "Mọi đơn vị cần cập nhật đều đã có số liệu.")


def _in_state(units: Iterable[UnitFigures], state: State) -> Iterator[UnitFigures]:
    return (unit for unit in units if unit.state == state)
