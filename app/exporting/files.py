"""Writes what is taken out into a file, seen at one moment (security.md, A23): its figures add up whoever writes meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from app.config import CutOff
from app.database import at_one_moment
from app.exporting.columns import columns_of, rows_of
from app.exporting.entries import entries, measures_of, parts
from app.exporting.wanted import Bounds, Form, Wanted, in_words
from app.periods.closings import closing_of_days
from app.plan import Plan
from app.reporting.annexes import annexes, figures_of, silent_table
from app.status.updating import Expected
from app.tables import Row, Table
from app.wording import moment, number
from app.workbooks.csv_file import write_csv
from app.workbooks.workbook import About, Sheet, write_workbook

ENTRIES_SHEET = "Lần ghi"
ANNEXES = ("Phụ lục I", "Phụ lục II", "Phụ lục III")
FROZEN = "Phụ lục I là số đã chốt lúc {}. Lần ghi lấy lúc lập tệp, có thể gồm phần bổ sung sau khi chốt."
LIVE = "Kỳ chưa chốt số liệu: các số còn có thể thay đổi."
Heard = Callable[[int], None]


@dataclass(frozen=True)
class Asked:
    """What is written, of whom, at which instant. expected: what the ward asks of the period, for its annexes."""

    bounds: Bounds
    wanted: Wanted
    ward_name: str
    expected: Expected
    plan: Plan
    cut_off: CutOff
    now: datetime


def write_export(file: IO[bytes], asked: Asked, heard: Heard = lambda _: None) -> int:
    """Writes the file; returns how many entries are in it. heard: is told now and then how many are written."""
    with at_one_moment():
        chosen = parts(asked.bounds, asked.wanted)
        measures = measures_of(chosen, asked.wanted)
        columns = columns_of(measures, asked.plan)
        rows = rows_of(entries(chosen, asked.wanted), measures, asked.plan, asked.cut_off, heard)
        total = sum(part.entries for part in chosen)
        if asked.wanted.form is Form.CSV:
            write_csv(file, columns, rows)
        else:
            unit = next((part.unit.name for part in chosen if asked.wanted.unit or asked.bounds.unit_id), "")
            sheets = [*_annex_sheets(asked), Sheet(ENTRIES_SHEET, columns, rows)]
            write_workbook(file, sheets, _about(asked, unit, total))
    return total


def _annex_sheets(asked: Asked) -> list[Sheet]:
    if asked.wanted.form is not Form.PERIOD or asked.bounds.unit_id is not None:  # the annexes are the ward's
        return []
    snapshot = figures_of(asked.bounds.ward_id, asked.expected, asked.plan)
    period = asked.expected.period
    first, *others = annexes(asked.bounds.ward_id, period, asked.plan, snapshot, now=asked.now)
    apart = silent_table(snapshot, asked.plan)
    names = zip(ANNEXES[1:], others, strict=True)
    return [_sheet(ANNEXES[0], first), _sheet(apart.name, apart), *(_sheet(name, table) for name, table in names)]


def _sheet(name: str, table: Table) -> Sheet:
    """A table as a sheet; without rows the sheet says why in its first text column."""
    if table.rows:
        return Sheet(name, table.columns, table.rows)
    said = [table.empty if place == 1 else None for place in range(len(table.columns))]
    return Sheet(name, table.columns, [Row(tuple(said))])


def _about(asked: Asked, unit_name: str, total: int) -> About:
    period = asked.wanted.period
    lines = [("Phường", asked.ward_name), *in_words(asked.wanted, unit_name, asked.plan)]
    lines += [("Số lần ghi", number(total)), ("Lập lúc", moment(asked.now))]
    if asked.wanted.form is Form.PERIOD:
        kept = closing_of_days(asked.bounds.ward_id, period)
        lines.append(("Chốt số liệu", FROZEN.format(moment(kept.closing.closed_at)) if kept else LIVE))
    return About(f"Số liệu {period.label}, {asked.ward_name}", asked.now, lines)
