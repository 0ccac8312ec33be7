"""The clock that runs against the ward, in working hours; pure (product.md, rule 5).

It runs from the moment a thread is raised. Returned for more pauses it, reopened starts it anew, an answer stops it.
Until the ward has received a thread the time to receive counts, after that the time to answer.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.feedback.choices import Severity
from app.feedback.workflow import State, Step
from app.office_hours.hours import OfficeHours

STOPS = frozenset({State.RETURNED, State.ANSWERED, State.SOLVED})


@dataclass(frozen=True)
class Goals:
    """What the ward has set itself. receive, urgent_receive: working time; answer_days: working days; silence: calendar."""

    hours: OfficeHours = field(default_factory=OfficeHours)
    receive: timedelta = timedelta(hours=8)
    urgent_receive: timedelta = timedelta(hours=4)
    answer_days: int = 5
    silence: timedelta = timedelta(days=14)

    @property
    def answer(self) -> timedelta:
        return self.answer_days * self.hours.a_day


@dataclass(frozen=True)
class Timing:
    """How long a thread has waited for the ward. since: when the clock was last started, None while it stands."""

    since: datetime | None
    waited: timedelta = timedelta(0)
    received_at: datetime | None = None
    received_in_time: bool | None = None
    answer_time: timedelta | None = None  # working time to the first answer
    answered_in_time: bool | None = None  # every answer so far
    due_at: datetime | None = None
    closes_at: datetime | None = None


def started(at: datetime, severity: Severity, goals: Goals) -> Timing:
    """The clock of a thread just raised."""
    return _with_due(Timing(at), severity, goals)


def advanced(timing: Timing, step: Step, state: State, at: datetime, severity: Severity, goals: Goals) -> Timing:
    """The clock after a step taken at an instant; state and severity are those the step led to."""
    elapsed = timing.waited + (goals.hours.worked(timing.since, at) if timing.since else timedelta(0))
    now = timing
    if step is Step.RECEIVE and now.received_at is None:
        now = replace(now, received_at=at, received_in_time=elapsed <= _to_receive(severity, goals))
    if step is Step.REOPEN:
        now = replace(now, since=at, waited=timedelta(0), closes_at=None)
    elif state in STOPS:
        now = replace(now, since=None, waited=elapsed)
    elif now.since is None:
        now = replace(now, since=at)
    if state is State.ANSWERED and now.closes_at is None:
        now = _answered(now, at, goals)
    return _with_due(now, severity, goals)


def _answered(now: Timing, at: datetime, goals: Goals) -> Timing:
    first = now.waited if now.answer_time is None else now.answer_time
    in_time = now.waited <= goals.answer and now.answered_in_time is not False
    return replace(now, answer_time=first, answered_in_time=in_time, closes_at=at + goals.silence)


def _with_due(now: Timing, severity: Severity, goals: Goals) -> Timing:
    if now.since is None:
        return replace(now, due_at=None)
    goal = goals.answer if now.received_at else _to_receive(severity, goals)
    return replace(now, due_at=goals.hours.after(now.since, max(goal - now.waited, timedelta(0))))


def _to_receive(severity: Severity, goals: Goals) -> timedelta:
    return goals.urgent_receive if severity is Severity.URGENT else goals.receive
