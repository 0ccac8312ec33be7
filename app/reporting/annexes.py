"""The three annexes of a period's report as tables: for Excel whole, for Word the first in sheets (annex_sheets).

    snapshot = figures_of(ward_id, expected, plan)
    first, second, third = annexes(ward_id, expected.period, plan, snapshot, now=clock.now())
    apart = silent_table(snapshot, plan)          # stands under the first, by its own name

Each Table has a name for its heading (not in capitals), columns with shares of the width, and rows of typed cells: numbers
are int (write them with dots), dates are date, None stays empty; Row.is_sum stands out. Without rows `empty` is said.
Line breaks in a cell part paragraphs. Personal numbers are masked already.
"""

from datetime import datetime

from app.closing.taking import snapshot_of
from app.office_hours.hours import Holidays
from app.periods.calendar import Period
from app.periods.closings import closing_of_days
from app.periods.snapshot import Snapshot
from app.plan import Plan
from app.reporting.annex_exemplars import exemplars_table
from app.reporting.annex_figures import figures_table, silent_table
from app.reporting.annex_threads import threads_table
from app.settings.queries import settings_of
from app.status.updating import Expected
from app.tables import Table

__all__ = ["annexes", "figures_of", "later_annexes", "silent_table"]


def figures_of(ward_id: int, of: Expected, plan: Plan) -> Snapshot:
    """What a closing in effect froze, when the period is closed; else the figures as they stand now."""
    kept = closing_of_days(ward_id, of.period)
    return kept.snapshot if kept else snapshot_of(ward_id, of, plan)


def annexes(
    ward_id: int, period: Period, plan: Plan, snapshot: Snapshot, *, now: datetime
) -> tuple[Table, Table, Table]:
    """Phụ lục I, II, III. snapshot: from figures_of()."""
    return (figures_table(snapshot, plan), *later_annexes(ward_id, period, plan, now=now))


def later_annexes(ward_id: int, period: Period, plan: Plan, *, now: datetime) -> tuple[Table, Table]:
    """Phụ lục II and III: the threads and exemplars of the period, as they stand now."""
    a_day = settings_of(ward_id).office_hours(Holidays()).a_day
    return threads_table(ward_id, period, plan, now=now, a_day=a_day), exemplars_table(ward_id, period, plan)
