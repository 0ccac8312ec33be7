"""What is odd about an entry, by hand: each rule at its edge."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.activities.entry import Entry, SameDay
from app.activities.oddities import Background, Odd, oddities_of, year_before

DAY = date(2026, 11, 10)


def odd(figures: dict[str, int], *, late: int = 0, note: str = "", **background: object) -> list[tuple[object, ...]]:
    """What is odd about a meeting typed so many days late, without what is empty."""
    entry = Entry("hop_tdp", DAY, figures, note=note)
    found = oddities_of(entry, DAY + timedelta(days=late), Background(**background))  # type: ignore[arg-type]
    return [tuple(part for part in each if part is not None) for each in found]


JUMPS = [
    ([40, 50, 60], 150, False),  # three times the median is no jump
    ([40, 50, 60], 151, True),
    ([40, 50, 200], 200, False),  # and no more than the greatest is none
    ([40, 50, 200], 201, True),
    ([40, 50], 1000, False),  # too few to compare with
    ([40, 40, 50, 50], 136, True),  # the median lies between
    ([40, 40, 50, 50], 135, False),
    ([0, 0, 0], 1, True),
    ([0, 0, 0], 0, False),
]


@pytest.mark.parametrize(("earlier", "value", "jumps"), JUMPS)
def test_a_figure_jumps_above_three_medians_and_the_greatest(earlier: list[int], value: int, jumps: bool):
    kinds = [each[0] for each in odd({"luot_nguoi_du": value}, earlier={"luot_nguoi_du": earlier})]

    assert kinds == (["jump"] if jumps else [])


def test_a_jump_says_which_figure_and_what_is_usual():
    found = odd({"so_buoi": 1, "luot_nguoi_du": 500}, earlier={"so_buoi": [1, 1, 1], "luot_nguoi_du": [40, 43, 60, 44]})

    assert found == [("jump", "luot_nguoi_du", 500, 44)]


@pytest.mark.parametrize(
    ("households", "attending", "crowded"),
    [(418, 836, False), (418, 837, True), (None, 9999, False), (0, 9999, False)],
)
def test_more_than_two_of_a_household_is_a_crowd(households: int | None, attending: int, crowded: bool):
    found = odd({"luot_nguoi_du": attending}, households=households)

    assert found == ([("crowd", "luot_nguoi_du", attending, households)] if crowded else [])


@pytest.mark.parametrize(("days", "late"), [(0, False), (9, False), (10, True), (12, True)])
def test_ten_days_after_is_late(days: int, late: bool):
    assert odd({}, late=days) == ([("late", days, 10)] if late else [])


@pytest.mark.parametrize(("note", "found"), [("gọi 0912345678", True), ("001204012345", True), ("45 người", False)])
def test_a_telephone_or_identity_number_in_words_is_noticed(note: str, found: bool):
    assert odd({}, note=note) == ([("numbers",)] if found else [])


def stood(number: int, attending: int) -> SameDay:
    return SameDay(number, "hop_tdp", DAY, datetime(2026, 11, 10, tzinfo=UTC), {"luot_nguoi_du": attending})


def test_of_several_the_one_with_the_same_figures_is_repeated_else_the_latest():
    same = [stood(3, 45), stood(5, 30), stood(7, 12)]

    assert odd({"luot_nguoi_du": 30}, same=same) == [("duplicate", 5)]
    assert odd({"luot_nguoi_du": 31}, same=same) == [("duplicate", 7)]
    assert odd({"luot_nguoi_du": 31}) == []


def test_everything_odd_is_said_at_once():
    more = {"same": [stood(3, 45)], "earlier": {"luot_nguoi_du": [40, 50, 60]}, "households": 100}

    found = odd({"luot_nguoi_du": 1200}, late=30, note="0912345678", **more)

    assert [each[0] for each in found] == ["duplicate", "jump", "crowd", "late", "numbers"]
    assert Odd(*found[0][:1]).other is None


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 10), date(2025, 11, 10)),
        (date(2028, 2, 29), date(2027, 2, 28)),
        (date(2029, 2, 28), date(2028, 2, 28)),
    ],
)
def test_twelve_months_before(day: date, before: date):
    assert year_before(day) == before
