"""What a card says and how long its message is, worked by hand."""

import pytest

from app.periods.calendar import period
from app.plan import Plan
from app.sharing.card import LONGEST, NOTHING_YET, SOLVED, Card, Figure, card_of, message, order
from app.units.queries import UnitView

NOVEMBER = period("2026-11")
ADDRESS = "https://sotayso.phuluong.example/don-vi/TDP07?ky=2026-11"


def a_card(figures: dict[str, int], plan: Plan, *, solved: int = 0, kind: str = "tdp") -> list[str]:
    unit = UnitView(1, "TDP07", "Tổ dân phố số 7", kind)
    return [str(figure) for figure in card_of(unit, "Phường Phú Lương", NOVEMBER, figures, solved, plan).figures]


@pytest.mark.parametrize(
    ("figures", "solved", "said"),
    [
        ({"so_hoat_dong": 0}, 0, []),
        ({"so_hoat_dong": 2}, 0, ["2 hoạt động"]),
        ({"so_hoat_dong": 1, "luot_nct": 7}, 0, ["1 hoạt động"]),
        ({"so_hoat_dong": 1, "luot_nguoi_du": 0}, 0, ["1 hoạt động"]),
        ({"so_hoat_dong": 0}, 2, [f"2 {SOLVED}"]),
        (
            {"so_hoat_dong": 3, "luot_nguoi_hd": 63, "so_buoi": 3},
            1,
            ["3 buổi", "63 lượt người được hướng dẫn", f"1 {SOLVED}"],
        ),
        (
            {"so_hoat_dong": 1, "luot_nguoi_du": 1250, "luot_nguoi_hd": 1},
            0,
            ["1.250 lượt người dự", "1 lượt người được hướng dẫn"],
        ),
    ],
)
def test_only_what_counts_is_on_a_card(plan: Plan, figures: dict[str, int], solved: int, said: list[str]):
    assert a_card(figures, plan, solved=solved) == said


def test_the_first_figures_of_the_kind_go_before_the_others(plan: Plan):
    everything = dict.fromkeys(plan.measures, 5) | {"so_hoat_dong": 9}

    assert a_card(everything, plan) == ["5 buổi", "5 lượt người dự", "5 tin, bài", "5 lượt phát"]
    assert a_card(everything, plan, kind="truong")[:2] == ["5 buổi", "5 lượt học sinh"]


def test_no_kind_shares_what_it_does_not_log(plan: Plan):
    for kind in plan.unit_kinds:
        typed = {m.id for each in plan.types_for(kind) for m in plan.inputs(each)}
        assert set(order(kind, plan)) <= typed


def test_the_message_is_one_sentence_and_an_address():
    figures = [Figure(3, "buổi"), Figure(63, "lượt người được hướng dẫn"), Figure(1, SOLVED, is_solved=True)]

    assert message(Card("Tổ dân phố số 7", "", NOVEMBER, figures), ADDRESS).split("\n") == [
        f"Tổ dân phố số 7, kỳ tháng 11/2026: 3 buổi, 63 lượt người được hướng dẫn, 1 {SOLVED}.",
        ADDRESS,
    ]


@pytest.mark.parametrize("name", ["Tổ", "Ễ" * 200, "Tổ dân phố " * 18, "<b>&" * 50])
@pytest.mark.parametrize("count", [0, 1, 5])
@pytest.mark.parametrize("address", [ADDRESS, "https://" + "x" * 180])
def test_a_message_is_never_longer_than_a_group_reads(name: str, count: int, address: str):
    card = Card(
        name, "", period("2026-10-01..2026-10-31"), [Figure(999_999_999_999, "lượt người được hướng dẫn")] * count
    )

    said = message(card, address)

    assert len(said) <= LONGEST
    assert (address in said.split("\n")) == bool(count)
    assert ("lượt người" in said) == bool(count)
    assert (NOTHING_YET[:20] in said) == (not count)
