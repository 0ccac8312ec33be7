"""Where a period stands, what a list shows of it, and how a snapshot is kept; no database."""

from datetime import UTC, date, datetime

import pytest

from app.config import CutOff
from app.periods.calendar import Kind, between, period
from app.periods.snapshot import Snapshot, UnitFigures, as_text, from_text
from app.periods.states import (
    Closing,
    Listed,
    PeriodState,
    arranged,
    as_closed,
    may_close,
    periods_of_year,
    present_periods,
    state_of,
    years_listed,
)

BEGAN = date(2025, 7, 1)
NOVEMBER = period("2026-11")
NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def a_closing(*, again: bool = False, first: date = NOVEMBER.first_on, last: date = NOVEMBER.last_on) -> Closing:
    return Closing(1, "2026-11", "month", first, last, NOW, "A", NOW if again else None, None, "")


@pytest.mark.parametrize(
    ("today", "closing", "state", "closable"),
    [
        ("2026-10-14", None, PeriodState.AHEAD, False),
        ("2026-10-15", None, PeriodState.OPEN, False),
        ("2026-11-14", None, PeriodState.OPEN, False),
        ("2026-11-15", None, PeriodState.ENDED, True),
        ("2026-11-16", a_closing(), PeriodState.CLOSED, False),
        ("2026-11-16", a_closing(again=True), PeriodState.REOPENED, True),
    ],
)
def test_a_period_stands_where_its_dates_and_its_latest_closing_say(
    today: str, closing: Closing | None, state: PeriodState, closable: bool
):
    day = date.fromisoformat(today)

    assert state_of(NOVEMBER, closing, day) is state
    assert may_close(NOVEMBER, closing, day) is closable


def test_a_closing_that_holds_lends_its_dates_and_no_other_does():
    by_calendar = period("2026-11", CutOff.CALENDAR)

    assert as_closed(by_calendar, a_closing()) == NOVEMBER
    assert as_closed(by_calendar, a_closing(again=True)) == by_calendar
    assert as_closed(by_calendar, None) == by_calendar


@pytest.mark.parametrize("cut_off", CutOff)
def test_a_year_has_its_months_quarters_halves_and_itself_the_latest_first(cut_off: CutOff):
    found = [each.id for each in periods_of_year(2026, cut_off)]

    months, quarters = [f"2026-{n:02d}" for n in range(12, 0, -1)], [f"2026-Q{n}" for n in (4, 3, 2, 1)]
    assert found == [*months, *quarters, "2026-H2", "2026-H1", "2026"]


def test_now_is_the_month_those_before_it_and_the_wider_periods():
    found = [each.id for each in present_periods(date(2026, 11, 25), BEGAN, CutOff.FIFTEENTH)]

    assert found == ["2026-12", "2026-11", "2026-10", "2026-09", "2026-Q4", "2026-H2", "2026"]


def test_before_the_plan_began_there_are_no_months():
    found = [each.id for each in present_periods(date(2025, 7, 20), BEGAN, CutOff.FIFTEENTH)]

    assert found[:3] == ["2025-08", "2025-07", "2025-Q3"]
    assert list(years_listed(date(2026, 12, 20), BEGAN, CutOff.FIFTEENTH)) == [2025, 2026, 2027, 2028, 2029]


def test_a_list_shows_on_top_what_is_open_and_what_waits():
    standing = {"2026-12": PeriodState.OPEN, "2026-11": PeriodState.CLOSED, "2026-10": PeriodState.ENDED}
    standing |= {"2026-Q4": PeriodState.OPEN, "2026-Q1": PeriodState.ENDED, "2027-01": PeriodState.AHEAD}
    rows = [Listed(period(id), BEGAN, state, None) for id, state in standing.items()]
    own = Listed(between(BEGAN, BEGAN), BEGAN, PeriodState.ENDED, None)

    parts = arranged([*rows, own], [period(id) for id in ("2026-12", "2026-11", "2026-10", "2026-Q4")])

    assert [each.period.id for each in parts.now] == ["2026-12", "2026-10", "2026-Q4"]
    assert [each.period.id for each in parts.past] == ["2026-11", "2026-Q1"]
    assert [each.period.id for each in parts.ahead] == ["2027-01"]
    assert [each.period.kind for each in parts.own] == [Kind.DATES]


SNAPSHOT = Snapshot(
    [UnitFigures("TDP07", "Tổ dân phố số 7", "tdp", {"so_hoat_dong": 1, "luot_hs": 0}, "late")],
    {"tdp": {"so_hoat_dong": 1, "luot_hs": 0}},
    {"so_hoat_dong": 1, "luot_hs": 0},
    [("tdp", "Tổ dân phố")],
    [("so_hoat_dong", "Số hoạt động"), ("luot_hs", "Số lượt học sinh")],
)


def test_a_snapshot_reads_as_it_was_written_and_is_always_written_alike():
    other = UnitFigures("TDP07", "Tổ dân phố số 7", "tdp", {"luot_hs": 0, "so_hoat_dong": 1}, "late")

    assert from_text(as_text(SNAPSHOT)) == SNAPSHOT
    assert as_text(Snapshot([other], *list(vars(SNAPSHOT).values())[1:])) == as_text(SNAPSHOT)


def test_an_empty_snapshot_can_be_read():
    assert from_text("{}") == Snapshot()
