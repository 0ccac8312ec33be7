"""Sums: only what counts, nobody's figure is no zero, and readings are the latest, never added within a unit."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.activities.models import Activity, Measurement
from app.activities.totals import timeline, totals_of_all, totals_of_unit, totals_of_ward
from app.activities.workflow import Status, counts
from app.extensions import db
from app.plan import Plan
from app.units.models import Unit
from tests import factories

NOVEMBER = (date(2026, 10, 15), date(2026, 11, 14))
DAY = date(2026, 11, 2)


def a_reading(unit: Unit, held_on: date, tools: int, **more: int) -> Activity:
    return factories.an_activity(unit, type="van_ban_chi_dao", held_on=held_on, figures={"so_pm_cong_cu": tools} | more)


@pytest.mark.parametrize(
    ("status", "counted"),
    [
        (Status.DRAFT, False),
        (Status.SENT, True),
        (Status.RETURNED, False),
        (Status.CONFIRMED, True),
        (Status.WITHDRAWN, False),
    ],
)
def test_only_what_was_sent_or_confirmed_counts(status: Status, counted: bool):
    assert counts(status, None) is counted
    assert counts(status, 1) is False


def test_a_figure_nobody_reported_is_absent_and_zero_is_a_figure(app: Flask, unit: Unit, plan: Plan):
    factories.an_activity(unit, held_on=DAY, figures={"luot_nguoi_du": 0})

    assert totals_of_unit(unit.id, *NOVEMBER, plan) == {"so_hoat_dong": 1, "luot_nguoi_du": 0}


def test_a_unit_without_entries_has_none(app: Flask, unit: Unit, plan: Plan):
    assert totals_of_unit(unit.id, *NOVEMBER, plan) == {"so_hoat_dong": 0}
    assert totals_of_all(*NOVEMBER, plan) == {}


def test_both_ends_of_a_span_are_inside(app: Flask, unit: Unit, plan: Plan):
    for days in (-1, 0):
        factories.an_activity(unit, held_on=NOVEMBER[0] + timedelta(days), figures={"luot_nguoi_du": 1})
        factories.an_activity(unit, held_on=NOVEMBER[1] - timedelta(days), figures={"luot_nguoi_du": 10})

    assert totals_of_unit(unit.id, *NOVEMBER, plan) == {"so_hoat_dong": 2, "luot_nguoi_du": 11}


def test_a_reading_is_the_units_latest_in_the_span(app: Flask, unit: Unit, plan: Plan):
    a_reading(unit, date(2026, 10, 20), 9)
    a_reading(unit, date(2026, 11, 10), 5)
    a_reading(unit, date(2026, 11, 1), 7)
    a_reading(unit, date(2026, 11, 20), 6)

    assert totals_of_unit(unit.id, *NOVEMBER, plan) == {"so_hoat_dong": 3, "so_pm_cong_cu": 5}
    assert totals_of_unit(unit.id, date(2026, 10, 1), date(2026, 12, 31), plan)["so_pm_cong_cu"] == 6


def test_of_two_readings_of_a_day_the_one_logged_last_holds(app: Flask, unit: Unit, plan: Plan):
    a_reading(unit, DAY, 9)
    a_reading(unit, DAY, 4)

    assert totals_of_unit(unit.id, *NOVEMBER, plan)["so_pm_cong_cu"] == 4


def test_a_reading_that_does_not_count_is_not_the_latest(app: Flask, unit: Unit, plan: Plan):
    kept = a_reading(unit, date(2026, 11, 1), 7).id
    factories.mark_duplicate(a_reading(unit, date(2026, 11, 10), 5).id, of=kept)

    assert totals_of_unit(unit.id, *NOVEMBER, plan) == {"so_hoat_dong": 1, "so_pm_cong_cu": 7}


def test_readings_are_added_over_units_each_with_its_latest(app: Flask, ward: Unit, plan: Plan):
    units = [factories.a_unit(ward, kind="phong_kthtdt") for _ in range(2)]
    stranger = factories.a_unit(factories.a_ward(code="00001"))
    for tools, unit in enumerate([*units, stranger], start=1):
        a_reading(unit, date(2026, 10, 20), 100)
        a_reading(unit, DAY, tools)

    found = totals_of_ward(ward.id, *NOVEMBER, plan)

    assert {unit: figures["so_pm_cong_cu"] for unit, figures in found.items()} == {units[0].id: 1, units[1].id: 2}


def test_figures_too_large_for_32_bits_are_added(app: Flask, unit: Unit, plan: Plan):
    for _ in range(3):
        factories.an_activity(unit, held_on=DAY, figures={"kinh_phi": 999_999_999_999})

    assert totals_of_unit(unit.id, *NOVEMBER, plan)["kinh_phi"] == 2_999_999_999_997


def test_every_activity_counts_itself_once(app: Flask, unit: Unit):
    number = factories.an_activity(unit, held_on=DAY, figures={}).id

    kept = db.session.query(Measurement).filter_by(activity_id=number).all()

    assert [(row.measure, row.value, row.counts) for row in kept] == [("so_hoat_dong", 1, True)]


def test_a_timeline_is_cut_at_every_boundary(app: Flask, unit: Unit, plan: Plan):
    starts = [date(2026, 9, 15), date(2026, 10, 15), date(2026, 11, 15)]
    for day in (date(2026, 9, 14), *starts, date(2026, 10, 14), date(2026, 12, 14), date(2026, 12, 15)):
        factories.an_activity(unit, held_on=day, figures={"luot_nguoi_du": day.day})

    pieces = timeline(unit.id, starts, date(2026, 12, 14), plan)

    sums = {(p.starts_on, p.measure): (p.value, p.last_on) for p in pieces if p.measure == "luot_nguoi_du"}
    assert sums == {
        (starts[0], "luot_nguoi_du"): (29, date(2026, 10, 14)),
        (starts[1], "luot_nguoi_du"): (15, date(2026, 10, 15)),
        (starts[2], "luot_nguoi_du"): (29, date(2026, 12, 14)),
    }
