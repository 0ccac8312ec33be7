"""A long random life of one thread: whatever people try, the table holds, no message is lost, the clock is never negative.

200 steps in the suite; `make nightly` takes 10 000 and more (NIGHTLY=1).
"""

import os
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.extensions import db
from app.feedback.commands import NotThere, NotYours, Stale
from app.feedback.handlers import Handler
from app.feedback.models import Feedback, Message
from app.feedback.stepping import NotNow
from app.feedback.workflow import CLOSED_BY, Party, State, Step, after
from app.permissions import Role
from tests import factories

NIGHTLY = bool(os.environ.get("NIGHTLY"))
EXAMPLES, STEPS = (600, 50) if NIGHTLY else (5, 40)
PEOPLE = ("unit", "officer", "handler")
TAKEN = [step for step in Step if step not in {Step.RAISE, Step.LAPSE, Step.PROPOSE_ANSWER}]
RUNS = {State.SENT, State.RECEIVED, State.IN_PROGRESS, State.ESCALATED, State.REOPENED}


class Thread(RuleBasedStateMachine):
    """One thread, three people, and time that goes on."""

    @initialize()
    def begin(self) -> None:
        db.session.rollback()
        ward = factories.a_ward(f"W{os.urandom(6).hex()}")
        unit, office = (factories.a_unit(ward, code=os.urandom(6).hex(), kind=kind) for kind in ("tdp", "tt_vhtttt"))
        held = {"unit": (unit, Role.REPORTER), "officer": (ward, Role.REVIEWER), "handler": (office, Role.HANDLER)}
        self.people = {name: factories.a_scope(*each) for name, each in held.items()}
        self.office, self.at = Handler(office.id), datetime(2026, 11, 2, 2, tzinfo=UTC)
        self.code = factories.a_feedback(unit, by=self.people["unit"], at=self.at)
        self.ward_id, self.said = ward.id, 1

    @property
    def row(self) -> Feedback:
        db.session.rollback()
        return db.session.query(Feedback).filter_by(ward_id=self.ward_id).one()

    @rule(hours=st.integers(0, 24 * 20))
    def time_goes_on(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(name=st.sampled_from(PEOPLE), step=st.sampled_from(TAKEN), stale=st.booleans())
    def somebody_acts(self, name: str, step: Step, stale: bool) -> None:
        before = self.row
        state, version, closes = State(before.state), before.version, before.closes_at
        more = {"seen": version - 1} if stale and version > 1 else {}
        handler = self.office if step is Step.FORWARD else Handler()
        try:
            factories.a_step(
                self.code, self.people[name], step, at=self.at, handler=handler, text=f"{self.said}", **more
            )
        except (NotNow, NotYours, Stale, NotThere):  # not there: for a handler, until it was forwarded
            assert self.row.version == version
            return
        lapsed = state is State.ANSWERED and closes is not None and closes <= self.at
        self.said += 1 + lapsed
        party = {"unit": Party.UNIT, "officer": Party.WARD, "handler": Party.HANDLER}[name]
        taken = Step.PROPOSE_ANSWER if (name, step) == ("handler", Step.ANSWER) else step
        assert not more
        assert self.row.state == after(State.SOLVED if lapsed else state, taken, party)

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "code"):
            return
        row = self.row
        found = db.session.query(Message).filter_by(feedback_id=row.id).order_by(Message.position).all()
        assert [each.position for each in found] == list(range(1, row.version + 1))
        assert row.version == self.said
        assert found[-1].state == row.state
        assert row.waited >= 0
        assert (row.due_at is not None) == (row.waiting_since is not None) == (row.state in RUNS)
        assert (row.closed_by is not None) == (row.closed_at is not None) == (row.state == State.SOLVED)
        assert row.closed_by is None or row.closed_by == CLOSED_BY[Step(self.closing(found))]

    @staticmethod
    def closing(found: list[Message]) -> str:
        return next(each.step for each in reversed(found) if Step(each.step) in CLOSED_BY)


@pytest.mark.parametrize("examples", [EXAMPLES])
def test_a_thread_lives_through_whatever_people_try(app: Flask, examples: int):
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql") and NIGHTLY:
        examples //= 10
    run_state_machine_as_test(
        Thread,
        settings=settings(
            max_examples=examples, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
