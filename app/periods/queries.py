"""Deadlines as the ward has them: by the rule, or as its officer set them."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import bindparam, select

from app.database import read
from app.office_hours.hours import Holidays
from app.periods.calendar import Period
from app.periods.deadlines import due_on
from app.periods.models import PeriodPlan
from app.settings.queries import Settings

_SET = select(PeriodPlan.period, PeriodPlan.first_on, PeriodPlan.last_on, PeriodPlan.due_on).where(
    PeriodPlan.ward_id == bindparam("ward"), PeriodPlan.period.in_(bindparam("periods", expanding=True))
)


def deadline_of(ward_id: int, period: Period, settings: Settings, holidays: Holidays) -> date:
    """The last day on which the period's figures are in time, the whole of it inside."""
    return deadlines_of(ward_id, [period], settings, holidays)[period.id]


def deadlines_of(ward_id: int, periods: Iterable[Period], settings: Settings, holidays: Holidays) -> Mapping[str, date]:
    """The same for several periods, by id, in one query.

    What was set by hand holds for the very days it was set for: after a change of CUT_OFF the rule holds again.
    """
    wanted = list(periods)
    by_hand, hours = set_by_hand(ward_id, wanted), settings.office_hours(holidays)
    return {each.id: by_hand.get(each.id) or due_on(each.last_on, hours, settings.due_days) for each in wanted}


def set_by_hand(ward_id: int, periods: Iterable[Period]) -> dict[str, date]:
    """The deadlines an officer set for these periods; a period of two dates has none only where nobody made it."""
    wanted = {each.id: (each.first_on, each.last_on) for each in periods}
    rows = read(_SET, {"ward": ward_id, "periods": list(wanted)})
    return {row.period: row.due_on for row in rows if wanted[row.period] == (row.first_on, row.last_on)}
