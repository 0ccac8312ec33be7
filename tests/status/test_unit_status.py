"""What a unit's page says, from pieces of its timeline: pure, without a database."""

from datetime import date

import pytest

from app.activities.totals import Piece
from app.periods.calendar import months_until, period, running_total
from app.plan import ENTRIES, Plan
from app.status.unit_status import UnitStatus, boundaries, figures_in, unit_status

SEPTEMBER, NOVEMBER = date(2026, 8, 15), date(2026, 10, 15)


def page_of(plan: Plan, *pieces: Piece, id: str = "2026-11", kind: str = "tdp") -> UnitStatus:
    shown = period(id)
    return unit_status(list(pieces), kind, (shown, running_total(shown), months_until(shown, 12)), plan)


def an_entry(starts_on: date, last_on: date, *, type: str = "hop_tdp", count: int = 1, **figures: int) -> list[Piece]:
    return [Piece(starts_on, type, measure, value, last_on) for measure, value in {ENTRIES: count, **figures}.items()]


@pytest.mark.parametrize("id", ["2026-01", "2026-12", "2026-Q3", "2026-H1", "2026", "2026-10-01..2026-10-31"])
def test_the_cuts_of_a_page_make_every_span_of_it_whole(id: str):
    shown = period(id)
    running, months = running_total(shown), months_until(shown, 12)

    starts, last = boundaries(shown, running, months)

    assert {shown.first_on, running.first_on, *(m.first_on for m in months)} <= set(starts)
    assert last == max(shown.last_on, months[-1].last_on)
    assert starts == sorted(set(starts))


def test_two_dates_that_end_inside_a_month_cut_that_month_behind_them():
    shown = period("2026-10-01..2026-10-31")

    starts, last = boundaries(shown, running_total(shown), months_until(shown, 12))

    assert {date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 1)} <= set(starts)
    assert last == date(2026, 11, 14)


def test_a_piece_that_reaches_beyond_a_span_is_not_in_it(plan: Plan):
    crossing = Piece(NOVEMBER, "hop_tdp", "luot_nguoi_du", 45, date(2026, 11, 15))

    assert figures_in([crossing], period("2026-11"), plan) == {ENTRIES: 0}


def test_the_period_and_the_running_total_are_told_apart(plan: Plan):
    old = an_entry(SEPTEMBER, date(2026, 9, 1), luot_nguoi_du=30)
    new = an_entry(NOVEMBER, date(2026, 11, 2), luot_nguoi_du=45)

    found = {row.measure: (row.in_period, row.running) for row in page_of(plan, *old, *new).figures}

    assert found == {ENTRIES: (1, 2), "luot_nguoi_du": (45, 75)}


def test_a_figure_of_earlier_months_only_is_not_a_zero_of_this_one(plan: Plan):
    found = page_of(plan, *an_entry(SEPTEMBER, date(2026, 9, 1), luot_nguoi_du=30))

    assert {row.measure: row.in_period for row in found.figures} == {ENTRIES: 0, "luot_nguoi_du": None}


def test_a_duty_ticks_itself_from_the_types_that_serve_it(plan: Plan):
    new = an_entry(NOVEMBER, date(2026, 11, 2), type="huong_dan_dvc", luot_nguoi_hd=20)
    found = page_of(plan, *new)

    with_evidence = {row.duty.id for row in found.duties if row.running}
    assert with_evidence == {d.id for d in plan.duties_of("tdp") if "huong_dan_dvc" in d.activity_types}
    assert found.duties_with_evidence == len(with_evidence) > 0
    row = next(row for row in found.duties if "luot_nguoi_hd" in row.duty.measures and row.running)
    assert (row.in_period, row.figures["luot_nguoi_hd"], row.last_on) == (1, 20, date(2026, 11, 2))


def test_a_duty_with_evidence_of_earlier_months_says_when_last(plan: Plan):
    old = an_entry(SEPTEMBER, date(2026, 9, 1), luot_nguoi_du=30)

    row = next(r for r in page_of(plan, *old).duties if "hop_tdp" in r.duty.activity_types)

    assert (row.in_period, row.running, row.last_on) == (0, 1, date(2026, 9, 1))


def test_every_duty_of_the_kind_is_listed_even_without_any_entry(plan: Plan):
    for kind in plan.unit_kinds:
        found = page_of(plan, kind=kind)
        assert [row.duty for row in found.duties] == list(plan.duties_of(kind))
        assert found.duties_with_evidence == 0
        assert all(row.last_on is None for row in found.duties)
        assert found.is_asked is (kind in {"mttq", "ban_xdd"})


def test_the_picture_has_twelve_months_and_its_tallest_bar_is_full(plan: Plan):
    old = an_entry(SEPTEMBER, date(2026, 9, 1), count=1)
    new = an_entry(NOVEMBER, date(2026, 11, 2), count=4)

    months = page_of(plan, *old, *new).months

    assert [month.period.id for month in months][-3:] == ["2026-09", "2026-10", "2026-11"]
    assert len(months) == 12
    assert [(m.entries, m.height) for m in months[-3:]] == [(1, 25), (0, 0), (4, 100)]


def test_without_any_entry_no_bar_is_drawn(plan: Plan):
    assert {month.height for month in page_of(plan).months} == {0}


def test_a_reading_of_the_period_and_of_the_running_total_are_its_latest(plan: Plan):
    readings = [
        Piece(NOVEMBER, "van_ban_chi_dao", "so_pm_cong_cu", 5, date(2026, 11, 10)),
        Piece(NOVEMBER, "van_ban_chi_dao", "so_pm_cong_cu", 7, date(2026, 11, 1)),
        Piece(SEPTEMBER, "van_ban_chi_dao", "so_pm_cong_cu", 9, date(2026, 9, 1)),
    ]

    rows = {row.measure: row for row in page_of(plan, *readings, kind="phong_kthtdt").figures}

    assert (rows["so_pm_cong_cu"].in_period, rows["so_pm_cong_cu"].running) == (5, 5)


def test_entries_after_the_period_are_in_neither_figure(plan: Plan):
    later = an_entry(date(2026, 11, 15), date(2026, 11, 20), luot_nguoi_du=50)

    rows = {row.measure: (row.in_period, row.running) for row in page_of(plan, *later).figures}

    assert rows == {ENTRIES: (0, 0)}
