"""Gathers what a report is written from: the closed figures where the period is closed, today's where it is not."""

from dataclasses import dataclass
from datetime import datetime

from app.activities.supplements import closings_supplemented
from app.activities.type_totals import type_sums
from app.closing.taking import differences, snapshot_of, ward_now
from app.config import CutOff
from app.feedback.figures import Asked, report_of
from app.feedback.ward_totals import threads_of_ward
from app.periods.calendar import Period, previous, running_total
from app.periods.closings import closing_of, closing_of_days
from app.periods.snapshot import TypeSum
from app.permissions import Role
from app.plan import Obligation, Plan
from app.reporting.facts import Facts, Late
from app.reporting.queries import reports_reopened
from app.reporting.threads import exemplars_counted, threads_named
from app.scope import Scope
from app.status.updating import Expected, State, rates


@dataclass(frozen=True)
class Wanted:
    """A report of which ward and period, at which instant. expected: what the ward asks of its units in it."""

    ward_id: int
    ward_name: str
    expected: Expected
    now: datetime
    cut_off: CutOff

    @property
    def period(self) -> Period:
        return self.expected.period

    @property
    def desk(self) -> Scope:
        """The ward's desk: a report says the same whoever asks for it."""
        roles = frozenset({Role.REVIEWER})
        return Scope(0, "", self.ward_id, "", self.ward_name, "", self.ward_id, self.ward_name, roles=roles)


def facts_of(wanted: Wanted, plan: Plan) -> Facts:
    """Everything a report is written from; some dozen queries, however many entries."""
    ward_id, period = wanted.ward_id, wanted.period
    kept = closing_of_days(ward_id, period)
    snapshot = kept.snapshot if kept else snapshot_of(ward_id, wanted.expected, plan)
    states = [(State(unit.state), unit) for unit in snapshot.units if unit.state]
    asked = tuple(kind.id for kind in plan.unit_kinds.values() if kind.obligation is Obligation.REQUESTED)
    before, running = previous(period, wanted.cut_off), running_total(period, wanted.cut_off)
    threads = threads_of_ward(ward_id, period, wanted.now, asked)
    by_type = snapshot.by_type if snapshot.by_type is not None else _types_now(ward_id, period, plan)
    return Facts(
        ward_name=wanted.ward_name,
        period=period,
        is_closed=kept is not None,
        snapshot=snapshot,
        by_type=by_type,
        rates=rates((state, unit.in_time) for state, unit in states),
        silent=[unit.name for state, unit in states if state is State.SILENT],
        before_period=before,
        before=_before(ward_id, before, plan),
        running=running,
        cumulative=ward_now(ward_id, running, plan),
        feedback=report_of(wanted.desk, Asked(period, wanted.now, asked)),
        threads=threads_named(ward_id, period),
        open_threads=threads.waiting + threads.in_progress,
        exemplars=exemplars_counted(ward_id, period),
        late=_late(wanted, plan),
        plan=plan,
    )


def _types_now(ward_id: int, period: Period, plan: Plan) -> list[TypeSum]:
    return type_sums(ward_id, period.first_on, period.last_on, plan)


def _before(ward_id: int, before: Period | None, plan: Plan) -> dict[str, int]:
    if before is None:
        return {}
    kept = closing_of_days(ward_id, before)
    return kept.snapshot.total if kept else ward_now(ward_id, before, plan)


def _late(wanted: Wanted, plan: Plan) -> list[Late]:
    """How the figures of earlier closings differ from today's, where something came to them in this period.

    Also where a kept report stands on one that was reopened in it: closed again, it would have changed without a word.
    """
    found = []
    asked = (wanted.ward_id, wanted.period)
    for number, period_id in dict.fromkeys([*closings_supplemented(*asked), *reports_reopened(*asked)]):
        kept = closing_of(wanted.ward_id, period_id, number)
        if kept is not None:
            now = ward_now(wanted.ward_id, kept.closing.span, plan)
            for each in differences(kept.snapshot, kept.snapshot.total, now, plan):
                found.append(
                    Late(period_id, kept.closing.span.label, number, each.measure, each.label, each.frozen, each.now)
                )
    return found
