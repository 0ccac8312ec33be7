"""The clock of a thread, worked out by hand. Monday is 23/11/2026; 8 h to receive, 4 h when urgent, 5 days to answer."""

from datetime import datetime, timedelta

import pytest

from app.clock import HANOI
from app.feedback.answer_clock import Goals, Timing, advanced, started
from app.feedback.choices import Severity
from app.feedback.workflow import State, Step

GOALS = Goals()
H = timedelta(hours=1)
NORMAL, URGENT = Severity.NORMAL, Severity.URGENT


def on(text: str) -> datetime:
    day, hour = text.split()
    d, m = map(int, day.split("/"))
    return datetime(2026, m, d, *map(int, hour.split(":")), tzinfo=HANOI)


def after(*steps: tuple[str, Step, State], raised: str = "23/11 09:00", severity: Severity = NORMAL) -> Timing:
    timing = started(on(raised), severity, GOALS)
    for at, step, state in steps:
        timing = advanced(timing, step, state, on(at), severity, GOALS)
    return timing


RECEIVED = ("23/11 10:00", Step.RECEIVE, State.RECEIVED)
RETURNED = ("24/11 09:00", Step.RETURN, State.RETURNED)
SUPPLEMENTED = ("26/11 09:00", Step.SUPPLEMENT, State.SENT)
ANSWERED = ("25/11 09:00", Step.ANSWER, State.ANSWERED)
REOPENED = ("30/11 09:00", Step.REOPEN, State.REOPENED)
# steps, urgency, when it is due
DUE = [
    ((), NORMAL, "24/11 09:30"),  # Mon 6 h, Tue 2 h
    ((), URGENT, "23/11 15:00"),
    ((RECEIVED,), NORMAL, "30/11 09:00"),  # five days from the raising, not from the receiving
    ((RECEIVED,), URGENT, "30/11 09:00"),
    ((RECEIVED, RETURNED), NORMAL, None),  # it stands
    ((RETURNED,), NORMAL, None),
    ((RETURNED, SUPPLEMENTED), NORMAL, "26/11 09:30"),  # 7 h 30 of 8 were used
    ((RECEIVED, RETURNED, SUPPLEMENTED), NORMAL, "02/12 09:00"),  # one day of five was used; four from Thursday 9:00
    ((RECEIVED, ANSWERED), NORMAL, None),
    ((RECEIVED, ANSWERED, REOPENED), NORMAL, "07/12 09:00"),  # five days anew
    ((RECEIVED, ("24/11 09:00", Step.ESCALATE, State.ESCALATED)), NORMAL, "30/11 09:00"),  # goes on running
    ((RECEIVED, ("24/11 09:00", Step.FORWARD, State.IN_PROGRESS)), NORMAL, "30/11 09:00"),
    ((RECEIVED, ("08/12 09:00", Step.UPDATE, State.IN_PROGRESS)), NORMAL, "30/11 09:00"),  # late, and it stays so
]


@pytest.mark.parametrize(("steps", "severity", "due"), DUE)
def test_when_a_thread_is_due(steps: tuple[tuple[str, Step, State], ...], severity: Severity, due: str | None):
    assert after(*steps, severity=severity).due_at == (on(due) if due else None)


@pytest.mark.parametrize(
    ("at", "severity", "in_time"),
    [
        ("24/11 09:30", NORMAL, True),
        ("24/11 09:31", NORMAL, False),
        ("23/11 15:00", URGENT, True),
        ("23/11 15:01", URGENT, False),
    ],
)
def test_received_in_time(at: str, severity: Severity, in_time: bool):
    assert after((at, Step.RECEIVE, State.RECEIVED), severity=severity).received_in_time is in_time


@pytest.mark.parametrize(("at", "in_time"), [("30/11 09:00", True), ("30/11 09:01", False)])
def test_answered_in_time(at: str, in_time: bool):
    timing = after(RECEIVED, (at, Step.ANSWER, State.ANSWERED))

    assert timing.answered_in_time is in_time
    assert timing.closes_at == on(at) + timedelta(days=14)


def test_the_time_to_the_first_answer_leaves_out_what_the_unit_took():
    timing = after(
        RECEIVED,
        RETURNED,
        SUPPLEMENTED,
        ("26/11 10:00", Step.RECEIVE, State.RECEIVED),
        ("26/11 11:00", Step.ANSWER, State.ANSWERED),
    )

    assert timing.answer_time == 9.5 * H  # 7:30 until returned, 2 h after


def test_a_late_second_answer_is_late_and_the_first_time_stays():
    timing = after(RECEIVED, ANSWERED, REOPENED, ("15/12 09:00", Step.ANSWER, State.ANSWERED))

    assert timing.answered_in_time is False
    assert timing.answer_time == 15 * H


def test_reopened_nobody_is_silent_any_more():
    assert after(RECEIVED, ANSWERED, REOPENED).closes_at is None


def test_received_twice_the_first_counts():
    timing = after(RECEIVED, RETURNED, SUPPLEMENTED, ("03/12 10:00", Step.RECEIVE, State.RECEIVED))

    assert (timing.received_at, timing.received_in_time) == (on("23/11 10:00"), True)
