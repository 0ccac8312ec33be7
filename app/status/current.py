"""How units stand, by the ward's own settings: what views ask."""

from datetime import date

from flask import current_app

from app.periods.calendar import Kind, Period, months_over, previous
from app.periods.current import cut_off, period_on
from app.periods.queries import deadline_of
from app.plan import current_plan
from app.settings.queries import settings_of
from app.status.declaring.months import Month, months_of
from app.status.updates import unit_state
from app.status.updating import Expected, State, expected_kinds
from app.units.queries import UnitView


def expected_in(ward_id: int, period: Period, today: date) -> Expected:
    """What the ward asks of its units in a period: by when, and of which kinds; of none before the period has begun."""
    settings = settings_of(ward_id)
    due_on = deadline_of(ward_id, period, settings, current_app.extensions["holidays"])
    kinds = expected_kinds(settings, current_plan()) if period.first_on <= today else frozenset[str]()
    return Expected(period, due_on, kinds, months_over(period, cut_off()))


def month_of(unit_id: int, ward_id: int, month: Period) -> Month | None:
    """A month of a unit; None: it is not expected in it."""
    return next(iter(_months(unit_id, ward_id, month)), None)


def months_at_home(today: date) -> list[Period]:
    """The months a unit says something of on its home: the one just ended, and the running one."""
    running = period_on(today)
    ended = previous(running, cut_off())
    return [ended, running] if ended else [running]


def open_months(unit_id: int, ward_id: int, today: date) -> list[Month]:
    """Those of home, as long as they are open and the unit is expected in them."""
    found = _months(unit_id, ward_id, *months_at_home(today))
    return [each for each in found if not each.is_closed]


def _months(unit_id: int, ward_id: int, *periods: Period) -> list[Month]:
    return months_of(unit_id, periods, settings_of(ward_id), current_app.extensions["holidays"], current_plan())


def state_of(unit: UnitView, ward_id: int, period: Period, today: date) -> tuple[State | None, Month | None]:
    """How a unit stands in a period that has begun, and the month where it is one; None: it is not expected."""
    if period.first_on > today:
        return None, None
    if period.kind is Kind.MONTH:
        month = month_of(unit.id, ward_id, period)
        return (month.state, month) if month else (None, None)
    found = unit_state(unit.id, expected_in(ward_id, period, today))
    return (found.state, None) if found else (None, None)
