"""A long random life of entries: whatever people do, the totals on the page, on the console and of the raw rows agree.

300 steps in the suite; `make nightly` takes 10 000 and more (NIGHTLY=1).
"""

import os

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from app.activities.models import Activity, Change, Measurement, Supplement
from app.database import let_go
from app.extensions import db
from app.periods.calendar import Period
from app.periods.models import Closure
from app.status.console import Group, totals_table
from tests.activities.expecting import expected_figures
from tests.activities.lives import MONTHS, PLAN, SPAN
from tests.activities.saying import Saying

NIGHTLY = bool(os.environ.get("NIGHTLY"))
EXAMPLES, STEPS = (250, 50) if NIGHTLY else (6, 50)


class Entries(Saying):
    """After every step the figures, the rows and the history are what the test's own books say."""

    @rule(month=st.sampled_from([*MONTHS, SPAN]))
    def the_page_says_the_same(self, month: Period) -> None:
        for unit_id, code in self.codes.items():
            page = self.browser.get("status.show_unit", code=code, ky=month.id)
            shown = {each["data-measure"]: each.get_text() for each in page.find_all(attrs={"data-measure": True})}
            figures = expected_figures(self.kept.values(), unit_id, month)
            assert shown == {measure: f"{value:,}".replace(",", ".") for measure, value in figures.items()}

    @invariant()
    def the_sums_agree(self) -> None:
        if not hasattr(self, "kept"):
            return
        db.session.rollback()
        for span in (*MONTHS, SPAN):
            table = totals_table(span, PLAN, by=Group.UNIT)["units"]
            let_go()
            for unit_id, code in self.codes.items():
                assert table[code] == expected_figures(self.kept.values(), unit_id, span)

    @invariant()
    def the_rows_agree(self) -> None:
        if not hasattr(self, "kept"):
            return
        db.session.rollback()
        raw = {}
        held = select(Activity, Measurement).join(Measurement).where(Activity.unit_id.in_(self.codes))
        for entry, figure in db.session.execute(held):
            assert figure.counts == (entry.status in {"da_gui", "da_xac_nhan"} and entry.duplicate_of_id is None)
            assert (figure.held_on, figure.unit_id, figure.type) == (entry.held_on, entry.unit_id, entry.type)
            if figure.measure == "luot_nguoi_du":
                raw[entry.id] = (entry.status, entry.version, entry.duplicate_of_id, entry.held_on, figure.value)
        books = {n: (e.status, e.version, e.duplicate_of, e.day, e.attended) for n, e in self.kept.items()}
        assert raw == books

    @invariant()
    def what_was_done_is_kept(self) -> None:
        if not hasattr(self, "kept"):
            return
        db.session.rollback()
        for number, entry in self.kept.items():
            versions = db.session.scalars(
                select(Change.version).where(Change.activity_id == number).order_by(Change.version)
            )
            assert list(versions) == list(range(2, entry.version + 1))
        frozen = {c.id: c.figures for c in db.session.query(Closure).filter_by(ward_id=self.ward_id)}
        assert frozen == self.snapshots
        marks = select(Supplement.closure_id, Supplement.activity_id).where(Supplement.activity_id.in_(self.kept))
        assert {tuple(row) for row in db.session.execute(marks)} == self.marked


def test_the_figures_hold_through_whatever_people_do(app: Flask):
    Entries.app = app
    examples = EXAMPLES // 5 if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql") else EXAMPLES
    run_state_machine_as_test(
        Entries,
        settings=settings(
            max_examples=max(examples, 1),
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
