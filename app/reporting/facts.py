"""Everything a report of a period is written from, as the database had it; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.feedback.figures import Report
from app.periods.calendar import Period
from app.periods.snapshot import Snapshot, TypeSum
from app.plan import Plan
from app.status.updating import Rates


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread a report names: its number (PA-2026-0001), the kind of unit that raised it, its title without numbers of persons."""

    code: str
    unit_kind: str
    category: str
    title: str
    is_proposal: bool
    is_escalated: bool


@dataclass(frozen=True, slots=True)
class Late:
    """What came after an earlier closing (its period by id and by name), for the report of the period it came in: a figure as frozen, and as it is now."""

    period: str
    name: str
    closing: int
    measure: str
    label: str
    frozen: int | None
    now: int | None


@dataclass(frozen=True)
class Facts:
    """Of a ward's period. before: the figures of the period before, as closed where it is; None: there is none.

    running: from the year's first day to the period's last, both inside. exemplars: proposed in the period, of which verified.
    """

    ward_name: str
    period: Period
    is_closed: bool
    snapshot: Snapshot
    by_type: list[TypeSum]
    rates: Rates
    silent: list[str]
    before_period: Period | None
    before: Mapping[str, int]
    running: Period
    cumulative: Mapping[str, int]
    feedback: Report
    threads: list[Thread]
    open_threads: int
    exemplars: tuple[int, int]
    late: list[Late]
    plan: Plan = field(repr=False, compare=False)
