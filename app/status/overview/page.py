"""Everything the overview says of a ward in a period: at most seven queries, whatever the ward holds."""

from datetime import date, datetime
from typing import NamedTuple

from app.activities.models import TagKind
from app.activities.totals import Figures
from app.activities.ward_totals import Asked, WardFigures, figures_of_ward
from app.exemplars.totals import WardExemplars, exemplars_of_ward
from app.feedback.ward_totals import WardThreads, threads_of_ward
from app.periods.calendar import Period
from app.plan import ENTRIES, Measure, Obligation, Plan
from app.scope import Scope
from app.status.overview.duties import KindReach, reach_of_duties
from app.status.overview.queries import Standing, units_standing
from app.status.overview.table import Row, all_rows
from app.status.queries import Shown
from app.status.updating import Expected, Rates, State, UnitUpdate, rates

GUIDED = "luot_nguoi_hd"
LEADING = (("so_buoi", "luot_nguoi_du"), (GUIDED,), ("luot_hs",))  # the figures of each card


class Spans(NamedTuple):
    """The period shown, the one before it, and the running total evidence is looked for in."""

    period: Period
    before: Period | None
    running: Period


class Ward(NamedTuple):
    """What the table needs. rows: by name; due_on: the last day to be in time."""

    units: list[Standing]
    figures: WardFigures
    threads: WardThreads
    rates: Rates
    rows: list[Row]
    due_on: date

    @property
    def found(self) -> list[Row]:
        """The rows of what a search finds."""
        found = {each.of.unit.id for each in self.units if each.is_found}
        return [row for row in self.rows if row.unit.id in found]

    @property
    def silent(self) -> list[UnitUpdate]:
        """Who has said nothing, by name."""
        updates = (each.update for each in self.units)
        return [each for each in updates if each and each.state is State.SILENT]


class Sum(NamedTuple):
    """A figure of the ward, and that of the period before; None: nobody reported it."""

    measure: str
    label: str
    now: int | None
    before: int | None


class Part(NamedTuple):
    """A topic or an audience with its share of a figure."""

    id: str
    label: str
    value: int


class Overview(NamedTuple):
    """leading: the figures of each card; others: what else was reported in the period or in the one before."""

    leading: list[list[Sum]]
    others: tuple[Sum, ...]
    topics: tuple[Part, ...]
    audiences: tuple[Part, ...]
    exemplars: WardExemplars
    duties: list[KindReach]


def ward_of(scope: Scope, spans: Spans, of: Expected, now: datetime, plan: Plan, sought: str) -> Ward:
    """The ward's units with their figures, states and threads."""
    period = spans.period
    units = units_standing(scope, of, spans.running, plan, sought)
    figures = figures_of_ward(Asked(scope.ward_id, period, spans.before, Shown._fields, GUIDED), plan)
    asked = [kind.id for kind in plan.unit_kinds.values() if kind.obligation is Obligation.REQUESTED]
    threads = threads_of_ward(scope.ward_id, period, now, asked)
    states = [(each.update.state, each.update.in_time) for each in units if each.update]
    return Ward(units, figures, threads, rates(states), all_rows(units, figures.by_unit, threads.raised), of.due_on)


def overview_of(scope: Scope, ward: Ward, period: Period, plan: Plan) -> Overview:
    """What stands around the table."""
    sums = _sums(ward.figures.now, ward.figures.before, plan)
    leading = [[sums[measure] for measure in card if measure in sums] for card in LEADING]
    topics, audiences = (ward.figures.by_tag[kind] for kind in (TagKind.TOPIC, TagKind.AUDIENCE))
    return Overview(
        [card for card in leading if card],
        tuple(each for each in sums.values() if not any(each.measure in card for card in LEADING)),
        _parts(topics, {each.id: each.label for each in plan.quick_topics.values()}),
        _parts(audiences, {each.id: each.label for each in plan.audiences.values()}),
        exemplars_of_ward(scope.ward_id, period.first_on, period.last_on),
        reach_of_duties([each.of for each in ward.units], plan),
    )


def _sums(now: Figures, before: Figures, plan: Plan) -> dict[str, Sum]:
    """In the plan's order, entries first; what nobody reported in either period is left out."""
    names = {ENTRIES: "Số hoạt động"} | {each.id: _name(each, plan) for each in plan.measures.values()}
    return {m: Sum(m, name, now.get(m), before.get(m)) for m, name in names.items() if m in now or m in before}


def _name(measure: Measure, plan: Plan) -> str:
    """A part is named with what it is part of, which may stand elsewhere."""
    if not measure.sub_of:
        return measure.label
    label = measure.label
    return f"{plan.measures[measure.sub_of].label}, {label[0].lower()}{label[1:]}"


def _parts(values: dict[str, int], labels: dict[str, str]) -> tuple[Part, ...]:
    """The greatest first; what another plan called it keeps its id."""
    parts = (Part(id, labels.get(id, id), value) for id, value in values.items())
    return tuple(sorted(parts, key=lambda part: -part.value))
