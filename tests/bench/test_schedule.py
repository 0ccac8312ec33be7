"""The bench's generator: entries the app would take, and one unit that never changes."""

from collections import Counter
from datetime import date

import pytest

from app.activities.entry import problems
from app.plan import Plan
from bench.schedule import schedule
from bench.wards import A_MONTH, MEASURED, MEASURED_ENTRIES, town

TODAY = date(2026, 11, 22)


def test_every_generated_entry_keeps_the_rules_of_the_app(plan: Plan):
    here = town(2000, plan)
    kinds = {unit.code: unit.kind for unit in here.units}

    entries = list(schedule(2000, here, plan, TODAY))

    assert len(entries) == 2000
    assert [problems(entry, kinds[code], TODAY, plan) for code, entry in entries] == [[]] * 2000


def test_the_measured_unit_has_the_same_entries_whatever_the_size(plan: Plan):
    small, large = ([e for c, e in schedule(n, town(n, plan), plan, TODAY) if c == MEASURED] for n in (1000, 20_000))

    assert len(small) == MEASURED_ENTRIES
    assert small == large


def test_the_same_seed_makes_the_same_entries(plan: Plan):
    here = town(1000, plan)

    assert list(schedule(1000, here, plan, TODAY)) == list(schedule(1000, here, plan, TODAY))


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_units_keep_a_realistic_pace_in_every_size(plan: Plan, size: int):
    here = town(size, plan)

    pace = size / len(here.loggers) / here.months

    assert A_MONTH[0] <= pace <= A_MONTH[1]
    assert here.months <= 36


def test_the_measured_ward_has_120_units(plan: Plan):
    kinds = Counter(unit.kind for unit in town(1000, plan).loggers)

    assert (sum(kinds.values()), kinds["tdp"], kinds["truong"]) == (120, 80, 30)
