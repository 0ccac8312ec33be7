"""What a unit's status page says, worked out from one timeline of its figures; pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.activities.totals import Figures, Piece
from app.periods.calendar import Period
from app.plan import ENTRIES, Duty, Obligation, Plan


@dataclass(frozen=True)
class FigureRow:
    """A measure with its figure in the period (None: nobody reported it) and in the running total."""

    measure: str
    label: str
    in_period: int | None
    running: int


@dataclass(frozen=True)
class DutyRow:
    """A duty with its evidence: how many in the period and so far, figures of the period, and the last day.

    counted: what is counted, entries, or threads and exemplars where the plan has it raised elsewhere.
    """

    duty: Duty
    counted: str
    in_period: int
    figures: Figures
    running: int
    last_on: date | None


@dataclass(frozen=True)
class Month:
    """A month of the picture. height: tenths of the tallest bar's hundred, for the drawing."""

    period: Period
    figures: Figures
    height: int

    @property
    def entries(self) -> int:
        return self.figures[ENTRIES]


@dataclass(frozen=True)
class UnitStatus:
    period: Period
    running: Period
    figures: list[FigureRow]
    duties: list[DutyRow]
    months: list[Month]
    month_measures: list[str]
    is_asked: bool

    @property
    def present(self) -> Figures:
        """The figures of the period that somebody reported."""
        return {row.measure: row.in_period for row in self.figures if row.in_period is not None}

    @property
    def duties_with_evidence(self) -> int:
        return sum(1 for row in self.duties if row.running)


def boundaries(period: Period, running: Period, months: Sequence[Period]) -> tuple[list[date], date]:
    """Where the timeline is cut so that the period, the running total and every month are whole pieces; its last day.

    Two dates may end inside a month: the rest of that month is then a piece of its own.
    """
    last = max(period.last_on, months[-1].last_on)
    starts = {period.first_on, running.first_on, *(month.first_on for month in months)}
    if period.last_on < last:
        starts.add(period.last_on + timedelta(days=1))
    return sorted(starts), last


def figures_in(pieces: Iterable[Piece], span: Period, plan: Plan) -> Figures:
    """The sum of the pieces that lie in a span; of a reading, the latest."""
    found: Figures = {ENTRIES: 0}
    first, last, readings = span.first_on, span.last_on, plan.readings
    for starts_on, _type, measure, value, last_on in pieces:
        if first <= starts_on and last_on <= last:
            if measure in readings:
                found.setdefault(measure, value)
            else:
                found[measure] = found.get(measure, 0) + value
    return found


def unit_status(
    pieces: Sequence[Piece], unit_kind: str, spans: tuple[Period, Period, Sequence[Period]], plan: Plan
) -> UnitStatus:
    """The page of a unit of a kind; spans: the period shown, its running total, the months of the picture."""
    period, running, months = spans
    now, so_far = figures_in(pieces, period, plan), figures_in(pieces, running, plan)
    rows = [FigureRow(ENTRIES, "Số hoạt động", now[ENTRIES], so_far[ENTRIES])]
    typed = [
        m for m in plan.measures.values() if m.id in so_far and not m.derived
    ]  # the others have pages of their own
    rows += [FigureRow(m.id, m.label, now.get(m.id), so_far[m.id]) for m in typed]
    by_month = _by_month(pieces, months, plan)
    tallest = max(figures[ENTRIES] for figures in by_month) or 1
    asked = plan.unit_kinds[unit_kind].obligation is Obligation.REQUESTED
    return UnitStatus(
        period,
        running,
        rows,
        [_duty_row(duty, pieces, period, running, plan) for duty in plan.duties_of(unit_kind)],
        [Month(m, f, round(100 * f[ENTRIES] / tallest)) for m, f in zip(months, by_month, strict=True)],
        [m.id for m in plan.measures.values() if not m.derived and any(m.id in figures for figures in by_month)],
        asked,
    )


def _by_month(pieces: Iterable[Piece], months: Sequence[Period], plan: Plan) -> list[Figures]:
    """The figures of each month, every piece looked at once."""
    starts = [month.first_on for month in months]
    parts: list[list[Piece]] = [[] for _ in months]
    for piece in pieces:
        place = bisect_right(starts, piece.starts_on) - 1
        if place >= 0:
            parts[place].append(piece)
    return [figures_in(part, month, plan) for part, month in zip(parts, months, strict=True)]


def _duty_row(duty: Duty, pieces: Sequence[Piece], period: Period, running: Period, plan: Plan) -> DutyRow:
    counted = what_counts(duty, plan)
    mine = [piece for piece in pieces if piece.type in duty.activity_types]
    if not mine:
        return DutyRow(duty, counted, 0, {}, 0, None)
    now, so_far = figures_in(mine, period, plan), figures_in(mine, running, plan)
    days = [p.last_on for p in mine if p.measure == counted and p.last_on in running]
    figures = {m: now[m] for m in duty.measures if m in now and m != counted}
    return DutyRow(duty, counted, now.get(counted, 0), figures, so_far.get(counted, 0), max(days, default=None))


def what_counts(duty: Duty, plan: Plan) -> str:
    """The measure that shows a duty done: entries, unless all its types are raised elsewhere."""
    elsewhere = bool(duty.activity_types) and all(plan.activity_types[each].own_form for each in duty.activity_types)
    return next((m for m in duty.measures if plan.measures[m].derived), ENTRIES) if elsewhere else ENTRIES
