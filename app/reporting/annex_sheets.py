"""Phụ lục I as paper holds it: a table for each kind of unit with the measures that kind reported, then the ward's sums; pure."""

from collections.abc import Iterable
from itertools import groupby

from app.periods.snapshot import Snapshot, UnitFigures
from app.plan import ENTRIES, Plan
from app.reporting.annex_figures import NAME, WARD, is_shown
from app.tables import Column, Holds, Row, Table

OFFICES = "Phòng, ban, đơn vị của phường"
_PLACE = Column("STT", Holds.NUMBER, 0.4)


def figure_sheets(snapshot: Snapshot, plan: Plan) -> tuple[Table, ...]:
    """The tables of the annex. Kinds of one unit share a table; an empty cell: the unit did not report it."""
    shown = [unit for unit in snapshot.units if is_shown(unit)]
    if not shown:
        return (Table(NAME, (_PLACE,), (), "Chưa đơn vị nào có số liệu trong kỳ."),)
    labels = dict(snapshot.kinds)
    counts = {kind: sum(1 for unit in snapshot.units if unit.kind == kind) for kind in labels}
    named = [(labels[unit.kind] if counts[unit.kind] > 1 else OFFICES, unit) for unit in shown]
    named.sort(key=lambda pair: pair[0] == OFFICES)
    groups = groupby(named, key=lambda pair: pair[0])
    sheets = [_sheet(name, [unit for _, unit in pairs], snapshot) for name, pairs in groups]
    return (*sheets, _sums(snapshot, plan))


def _sheet(name: str, units: list[UnitFigures], snapshot: Snapshot) -> Table:
    measures = [(id, label) for id, label in snapshot.measures if any(id in unit.figures for unit in units)]
    columns = (_PLACE, Column("Đơn vị", share=3), *(Column(label, Holds.NUMBER) for _, label in measures))
    rows = [Row((n, unit.name, *(unit.figures.get(id) for id, _ in measures))) for n, unit in enumerate(units, 1)]
    sums = Row((None, "Cộng", *(_sum(units, id) for id, _ in measures)), is_sum=True)
    return Table(name, columns, (*rows, sums) if len(units) > 1 else tuple(rows))


def _sum(units: Iterable[UnitFigures], measure: str) -> int:
    return sum(unit.figures.get(measure, 0) for unit in units)


def _sums(snapshot: Snapshot, plan: Plan) -> Table:
    columns = (_PLACE, Column("Số liệu", share=4), Column("Đơn vị tính", share=2), Column(WARD, Holds.NUMBER, 1.5))
    rows = tuple(
        Row((n, label, "hoạt động" if id == ENTRIES else _unit(id, plan), snapshot.total.get(id)))
        for n, (id, label) in enumerate(snapshot.measures, 1)
    )
    return Table(WARD, columns, rows)


def _unit(measure: str, plan: Plan) -> str:
    return plan.measures[measure].unit if measure in plan.measures else ""
