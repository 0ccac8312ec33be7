"""flask totals gives the figures the demonstration file expects of itself, exactly."""

import pytest
from flask import Flask

from app.plan import Plan
from tests.demo.console import Console
from tests.demo.sample import kinds, sample

EXPECTED = sample()["expected"]
PERIODS = tuple(EXPECTED["by_period"])
ALL = ("--from", "2026-08-01", "--to", "2026-12-31")
SPANS = {
    "2026-09": ("2026-08-15", "2026-09-14"),
    "2026-10": ("2026-09-15", "2026-10-14"),
    "2026-11": ("2026-10-15", "2026-11-14"),
    "2026-12": ("2026-11-15", "2026-12-14"),
}


def added(figures) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in figures:
        for measure, value in each.items():
            found[measure] = found.get(measure, 0) + value
    return found


def test_by_unit(totals):
    printed = totals(*ALL, "--by", "unit")

    assert printed["units"] == EXPECTED["by_unit"]
    assert printed["total"] == EXPECTED["total"]


def test_by_kind(totals):
    assert totals(*ALL, "--by", "kind")["kinds"] == EXPECTED["by_unit_kind"]


@pytest.mark.parametrize("id", PERIODS)
def test_by_period(totals, id: str):
    first, last = SPANS[id]

    printed = totals("--period", id)

    assert printed == {"period": id, "from": first, "to": last, "total": EXPECTED["by_period"][id]}
    assert totals("--from", first, "--to", last)["total"] == EXPECTED["by_period"][id]


@pytest.mark.parametrize("id", PERIODS)
def test_the_units_and_the_kinds_of_a_period_add_up_to_it(totals, id: str):
    units = totals("--period", id, "--by", "unit")["units"]
    by_kind = totals("--period", id, "--by", "kind")["kinds"]

    silent = [code for code, figures in units.items() if kinds()[code] == "tdp" and not figures["so_hoat_dong"]]
    assert added(units.values()) == added(by_kind.values()) == EXPECTED["by_period"][id]
    assert silent == EXPECTED["tdp_without_entry_in_period"][id]
    assert all("so_hoat_dong" in figures for figures in units.values())


@pytest.mark.parametrize(("id", "parts"), [("2026-Q4", PERIODS[1:]), ("2026-H2", PERIODS), ("2026", PERIODS)])
def test_a_longer_period_is_the_sum_of_its_months(totals, id: str, parts: tuple[str, ...]):
    assert totals("--period", id)["total"] == added(EXPECTED["by_period"][part] for part in parts)


@pytest.mark.parametrize("code", ["TDP01", "TDP05", "TDP12", "TH01", "MTTQ"])
def test_one_unit_alone(totals, code: str):
    printed = totals(*ALL, "--unit", code, "--by", "unit")

    assert printed["units"] == {code: EXPECTED["by_unit"][code]}
    assert printed["total"] == EXPECTED["by_unit"][code]
    assert printed["period"] is None


def test_without_json_it_can_be_read(demo: Flask, plan: Plan):
    said = Console(demo).run("totals", "--period", "2026-11")

    lines = dict(reversed(line.split()) for line in said.splitlines())
    assert {name: int(value) for name, value in lines.items()} == EXPECTED["by_period"]["2026-11"]


def test_the_figures_come_in_the_plans_order(totals, plan: Plan):
    order = ["so_hoat_dong", *plan.measures]

    printed = list(totals(*ALL)["total"])

    assert printed == sorted(printed, key=order.index)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--period", "2026-13"), "2026-13"),
        (("--period", "2026-W40"), "2026-W40"),
        (("--from", "2026-12-31", "--to", "2026-01-01"), "2026-12-31"),
        ((), "--period"),
        (("--from", "2026-01-01"), "--to"),
        (("--period", "2026-11", "--from", "2026-01-01", "--to", "2026-02-01"), "either"),
        (("--period", "2026-11", "--unit", "TDP99"), "TDP99"),
    ],
)
def test_what_it_cannot_answer_it_refuses(demo: Flask, words: tuple[str, ...], said: str):
    assert said in Console(demo).refused("totals", *words)
