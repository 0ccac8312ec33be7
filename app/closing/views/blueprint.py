"""The blueprint of periods, and what its pages ask of a period's address."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, current_app

from app import clock
from app.access import current_scope
from app.office_hours.hours import Holidays
from app.periods.calendar import Kind, Period, months_over, period
from app.periods.closings import closings_of
from app.periods.current import asked_period, cut_off
from app.periods.deadlines import due_on
from app.periods.queries import set_by_hand
from app.periods.states import Closing, PeriodState, as_closed, may_close, state_of
from app.plan import current_plan
from app.settings.queries import Settings, settings_of
from app.status.updating import Expected, expected_kinds

periods = Blueprint("periods", __name__, url_prefix="/ky")


@periods.app_template_filter()
def period_name(of: Period) -> str:
    """ "Kỳ tháng 11/2026"."""
    return "Kỳ theo yêu cầu" if of.kind is Kind.DATES else f"Kỳ {of.label}"


@periods.app_template_filter()
def period_label(id: str) -> str:
    """What a period of this id is called: "tháng 11/2026"."""
    return period(id).label


@dataclass(frozen=True)
class Shown:
    """A period as its page shows it: its deadline and the rule's, and its closings, the latest first."""

    period: Period
    settings: Settings
    due_on: date
    by_rule: date
    is_own: bool
    closings: list[Closing]
    today: date

    @property
    def latest(self) -> Closing | None:
        return self.closings[0] if self.closings else None

    @property
    def state(self) -> PeriodState:
        return state_of(self.period, self.latest, self.today)

    @property
    def may_close(self) -> bool:
        return may_close(self.period, self.latest, self.today)

    @property
    def is_dates(self) -> bool:
        return self.period.kind is Kind.DATES

    @property
    def is_closed(self) -> bool:
        return self.state is PeriodState.CLOSED

    @property
    def expected(self) -> Expected:
        kinds = expected_kinds(self.settings, current_plan())
        return Expected(self.period, self.due_on, kinds, months_over(self.period, cut_off()))


def shown_or_404(text: str) -> Shown:
    """The period of an address; two dates are one only where the ward made it so."""
    scope, today = current_scope(), clock.today()
    closings = closings_of(scope.ward_id, text)
    of = as_closed(asked_period(text, today), closings[0] if closings else None)
    by_hand = set_by_hand(scope.ward_id, [of]).get(of.id)
    if by_hand is None and of.kind is Kind.DATES:
        abort(404)
    decided = settings_of(scope.ward_id)
    by_rule = due_on(of.last_on, decided.office_hours(current_holidays()), decided.due_days)
    return Shown(of, decided, by_hand or by_rule, by_rule, by_hand is not None, closings, today)


def current_holidays() -> Holidays:
    """The days off this app was started with."""
    holidays: Holidays = current_app.extensions["holidays"]
    return holidays
