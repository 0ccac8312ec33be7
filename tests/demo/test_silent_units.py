"""The sample's silent tổ dân phố: those the pages call chưa cập nhật, but for who said không phát sinh."""

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file
from app.extensions import db
from app.office_hours.reading import read_holidays
from app.periods.calendar import period
from app.periods.models import Declaration
from app.periods.queries import deadline_of
from app.plan import Plan
from app.settings.queries import Settings
from app.status.updates import unit_states
from app.status.updating import Expected, State, expected_kinds
from app.units.models import Unit
from tests.demo.console import Console
from tests.demo.sample import sample

EXPECTED = sample()["expected"]["tdp_without_entry_in_period"]
NIL = {("2026-10", "TDP17")}


def states(id: str, plan: Plan) -> dict[str, State]:
    """The state of each tổ dân phố in a month, by code."""
    ward, settings = db.session.query(Unit.ward_id).filter_by(code="TDP01").scalar(), Settings()
    due_on = deadline_of(ward, period(id), settings, read_holidays())
    found = unit_states(ward, Expected(period(id), due_on, expected_kinds(settings, plan), (period(id),)))
    return {each.unit.code: each.state for each in found if each.unit.kind == "tdp"}


@pytest.mark.parametrize("id", EXPECTED)
def test_who_has_no_entry_is_silent_or_said_nothing(demo: Flask, plan: Plan, id: str):
    found = states(id, plan)

    without = [code for code, state in found.items() if state in {State.SILENT, State.NOTHING}]
    nothing = {(id, code) for code, state in found.items() if state is State.NOTHING}
    assert without == EXPECTED[id]
    assert nothing == {each for each in NIL if each[0] == id}


def test_an_entry_typed_twelve_days_late_is_in_time_until_the_deadline(demo: Flask, plan: Plan):
    assert states("2026-11", plan)["TDP08"] is State.ON_TIME  # held on 3/11, typed on 15/11, due on 17/11


@pytest.mark.parametrize("weeks", [0, 3, 52])
def test_loading_again_says_nothing_again_wherever_the_dates_are_moved(app: Flask, plan: Plan, weeks: int):
    by = timedelta(weeks=weeks)
    for _ in range(2):
        load_file(read_file(OWN, plan), now=clock.now(), by=by)

    kept = db.session.query(Declaration.unit_id, Declaration.period).all()
    assert 1 <= len(kept) == len(set(kept)) <= 2


@pytest.mark.parametrize("old", ["unit: TDP17\n  period_month", "period_month: 2026-10", "value: khong_phat_sinh"])
def test_what_no_unit_can_say_is_refused_with_its_line(console: Console, tmp_path, old: str):
    text = OWN.read_text(encoding="utf-8")
    file = tmp_path / "entries.yaml"
    file.write_text(
        text.replace(old, old.replace("TDP17", "TDP99").replace("2026-10", "2026-Q4").replace("khong", "x"), 1)
    )

    line = text[: text.index(old)].count("\n") + 1
    assert f"line {line - (0 if old.startswith('unit') else 1 if 'month' in old else 2)}" in console.refused(
        "demo", "load", str(file)
    )
