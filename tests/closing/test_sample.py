"""The demonstration closed month by month: each snapshot is what the file expects of itself, and stays so."""

import json
from datetime import date
from itertools import cycle
from uuid import uuid4

import pytest
from flask import Flask

from app.activities.changing import Wish, change_activity
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.models import Activity, Supplement
from app.activities.workflow import Status, Step
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing, frozen, noon
from tests.demo.console import Console
from tests.demo.sample import invalid_case, kinds, sample

EXPECTED = sample()["expected"]
PERIODS = tuple(EXPECTED["by_period"])
LATER = noon("2027-01-05")


def closed(ward: Unit) -> dict[str, int]:
    return {id: a_closing(ward, id) for id in PERIODS}


def test_each_months_snapshot_is_what_the_file_expects(sample_ward: Unit):
    for id, number in closed(sample_ward).items():
        kept = frozen(number)

        silent = [unit.code for unit in kept.units if unit.kind == "tdp" and not unit.figures["so_hoat_dong"]]
        assert kept.total == EXPECTED["by_period"][id]
        assert silent == EXPECTED["tdp_without_entry_in_period"][id]
        assert {unit.code for unit in kept.units} == set(kinds())


def test_the_months_of_a_unit_and_of_a_kind_add_up_to_what_the_file_expects(sample_ward: Unit):
    found: dict[str, int] = {}
    for number in closed(sample_ward).values():
        kept = frozen(number)
        for name, figures in [*((unit.code, unit.figures) for unit in kept.units), *kept.by_kind.items()]:
            found[name] = found.get(name, 0) + figures["so_hoat_dong"]

    assert found == {
        name: figures["so_hoat_dong"] for name, figures in (EXPECTED["by_unit"] | EXPECTED["by_unit_kind"]).items()
    }


def test_a_wider_period_is_closed_over_the_same_entries(sample_ward: Unit):
    kept = frozen(a_closing(sample_ward, "2026-Q4"))

    parts = [EXPECTED["by_period"][id] for id in PERIODS[1:]]
    assert kept.total == {m: sum(each.get(m, 0) for each in parts) for m in {m for each in parts for m in each}}


STEPS = (Step.WITHDRAW, Step.RETURN, Step.CORRECT)


def test_what_was_expected_still_stands_in_the_snapshots_after_every_kind_of_change(sample_ward: Unit):
    numbers = closed(sample_ward)
    office = factories.unit_with("VHXH")
    officer = factories.a_scope(office, Role.REVIEWER)
    rows = db.session.query(Activity).filter_by(status=Status.CONFIRMED).order_by(Activity.id).all()
    for place, (row, step) in enumerate(zip(rows, cycle(STEPS), strict=False)):
        entry = Entry("hop_tdp", row.held_on, {"luot_nguoi_du": 999}) if step is Step.CORRECT else None
        wish = Wish(step, row.version, reason="Xem lại.", entry=entry)
        change_activity(row.id, wish, by=officer, now=LATER)
        new = Entry("hop_tdp", date(2026, 9 + place % 4, 1), {"luot_nguoi_du": 7})
        log_activities([new], key=str(uuid4()), by=officer, now=LATER)

    assert {id: frozen(number).total for id, number in numbers.items()} == EXPECTED["by_period"]
    assert db.session.query(Supplement).count() == 2 * len(rows)


def test_the_files_entry_of_a_closed_month_is_taken_and_marked(sample_ward: Unit):
    case = invalid_case("closed_period")
    numbers = closed(sample_ward)
    leader = factories.a_scope(factories.unit_with(case["unit"]))
    entry = Entry(case["type"], date.fromisoformat(case["date"]), case["measures"])

    received = log_activities([entry], key=str(uuid4()), by=leader, now=LATER)

    assert received.is_new
    assert [(s.closure_id, s.at) for s in db.session.query(Supplement)] == [(numbers["2026-09"], LATER)]
    assert frozen(numbers["2026-09"]).total == EXPECTED["by_period"]["2026-09"]


@pytest.mark.parametrize("id", PERIODS)
def test_what_flask_totals_prints_is_what_a_closing_keeps(sample_ward: Unit, app: Flask, id: str):
    printed = json.loads(Console(app).run("totals", "--period", id, "--by", "unit", "--json"))
    kept = frozen(a_closing(sample_ward, id))

    assert {unit.code: unit.figures for unit in kept.units} == printed["units"]
    assert kept.total == printed["total"]
