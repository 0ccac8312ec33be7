"""A unit's whole year: figures, months, duties with evidence, feedback and exemplars, and the same as plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.activities.totals import timeline
from app.config import CutOff
from app.feedback.totals import Outcome, Whose, outcome_of
from app.periods.calendar import Period, months_until
from app.plan import ENTRIES, Plan
from app.sharing.card import order
from app.status.elsewhere import EXEMPLARS, elsewhere
from app.status.unit_status import DutyRow, UnitStatus, boundaries, figures_in, unit_status
from app.units.queries import UnitView
from app.wording import number, short_date

MONTHS_OF_A_YEAR = 12
MOST_COLUMNS = 4  # beside the number of activities, so that a page of A4 holds them


@dataclass(frozen=True)
class Year:
    """standing: the year as period and as running total. exemplars: those that count."""

    unit: UnitView
    standing: UnitStatus
    threads: Outcome
    exemplars: int

    @property
    def period(self) -> Period:
        return self.standing.period

    @property
    def duties(self) -> list[DutyRow]:
        """Those with evidence."""
        return [row for row in self.standing.duties if row.running]

    @property
    def is_empty(self) -> bool:
        return not (self.standing.figures[0].running or self.threads.raised or self.exemplars)

    def columns(self, plan: Plan) -> list[str]:
        """The measures of the table by month: the kind's own that were reported, in the plan's order."""
        return [m for m in order(self.unit.kind, plan) if m in self.standing.month_measures][:MOST_COLUMNS]


def year_of(whose: Whose, unit: UnitView, year: Period, cut_off: CutOff, now: datetime, plan: Plan) -> Year:
    """The year of a unit; four queries, and one more for the ward's desk."""
    months = months_until(year, MONTHS_OF_A_YEAR, cut_off)
    starts, last = boundaries(year, year, months)
    more = elsewhere(whose, starts, last, now, plan)
    pieces = [*timeline(unit.id, starts, last, plan), *more.pieces]
    standing = unit_status(pieces, unit.kind, (year, year, months), plan)
    exemplars = figures_in(more.pieces, year, plan).get(EXEMPLARS, 0)
    return Year(unit, standing, outcome_of(unit.id, year.first_on, year.last_on), exemplars)


def evidence(row: DutyRow, plan: Plan) -> str:
    """ "5 hoạt động", or the threads or exemplars that show a duty done."""
    noun = "hoạt động" if row.counted == ENTRIES else plan.measures[row.counted].counted
    return f"{number(row.running)} {noun}"


def as_text(year: Year, plan: Plan) -> str:
    """The year as lines to be copied."""
    first, last = (short_date(day) for day in (year.period.first_on, year.period.last_on))
    head = f"{year.unit.name}\nTổng kết {year.period.label} (từ {first} đến {last})"
    return "\n".join([head, *(["Trong năm chưa có số liệu."] if year.is_empty else _lines(year, plan))])


def _lines(year: Year, plan: Plan) -> Iterator[str]:
    standing, threads = year.standing, year.threads
    yield from (f"- {row.label}: {number(row.running)}" for row in standing.figures)
    asked = "Nội dung Kế hoạch đề nghị phối hợp" if standing.is_asked else "Nhiệm vụ trong Kế hoạch"
    yield f"{asked} đã có số liệu: {len(year.duties)} trên {len(standing.duties)}"
    yield from (f"- {row.duty.label}: {evidence(row, plan)}" for row in year.duties)
    if threads.raised:
        yield f"Phản ánh: đã gửi {threads.raised}, được trả lời {threads.answered}, đã giải quyết {threads.solved}"
    if year.exemplars:
        yield f"Gương điển hình đã giới thiệu: {number(year.exemplars)}"
