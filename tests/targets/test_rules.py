"""What may have a target, and what a bar says: worked by hand."""

import pytest

from app.periods.calendar import period
from app.plan import Plan
from app.targets.bars import Wanted, bars
from app.targets.rules import kinds_with_targets, measures_of, refusal

NOVEMBER = period("2026-11")


def wanted(value: int, *, measure: str = "luot_nguoi_du", is_own: bool = False, of: str = "2026-11") -> Wanted:
    return Wanted(of, measure, value, is_own)


def test_those_the_plan_only_asks_never_have_a_target(plan: Plan):
    assert {"mttq", "ban_xdd"}.isdisjoint(kinds_with_targets(plan))
    assert len(kinds_with_targets(plan)) == len(plan.unit_kinds) - 2
    for kind in ("mttq", "ban_xdd"):
        assert refusal(kind, "so_buoi", plan) == (
            "whose",
            f"{plan.unit_kinds[kind].label} phối hợp thực hiện theo đề nghị, không đặt chỉ tiêu.",
        )


def test_readings_and_derived_figures_never_have_one(plan: Plan):
    offered = {measure.id for measure in measures_of(list(plan.unit_kinds), plan)}

    assert offered.isdisjoint({"so_pm_cong_cu", "so_guong", "so_phan_anh", "so_bao_cao"})
    assert refusal("phong_kthtdt", "so_pm_cong_cu", plan)[0] == "measure"
    assert refusal("tdp", "so_phan_anh", plan)[0] == "measure"


def test_a_unit_has_targets_of_what_it_logs_alone(plan: Plan):
    assert refusal("tdp", "luot_nguoi_hd", plan) is None
    assert refusal("truong", "luot_hs", plan) is None
    assert refusal("tdp", "luot_hs", plan)[0] == "measure"


@pytest.mark.parametrize(
    ("reached", "words", "filled"),
    [
        (120, "120 trên 200 lượt người dự", 120),
        (0, "0 trên 200 lượt người dự", 0),
        (200, "200 trên 200 lượt người dự", 200),
        (1250, "1.250 lượt người dự, hơn chỉ tiêu 200", 200),
        (None, "200 lượt người dự, trong kỳ chưa có số liệu", 0),
    ],
)
def test_a_bar_tells_the_truth(plan: Plan, reached: int | None, words: str, filled: int):
    figures = {} if reached is None else {"luot_nguoi_du": reached}

    [bar] = bars([wanted(200)], NOVEMBER, figures, plan)

    assert (bar.words, bar.filled, bar.value) == (words, filled, 200)


@pytest.mark.parametrize("own_first", [True, False])
def test_a_units_own_target_goes_before_its_kinds(plan: Plan, own_first: bool):
    both = [wanted(300, is_own=True), wanted(200)]

    found = bars(both if own_first else both[::-1], NOVEMBER, {}, plan)

    assert [bar.value for bar in found] == [300]


def test_bars_stand_in_the_plans_order_and_of_their_period_alone(plan: Plan):
    several = [wanted(9, measure="luot_nguoi_hd"), wanted(8), wanted(7, measure="so_buoi"), wanted(6, of="2026-Q4")]

    assert [bar.value for bar in bars(several, NOVEMBER, {}, plan)] == [7, 8, 9]
