"""A card's picture: everything inside its edges, whatever a unit is called."""

import pytest

from app.periods.calendar import period
from app.sharing.card import SOLVED, Card, Figure
from app.sharing.fonts import read_fonts
from app.sharing.layout import EDGE, FOOT, LEADING, SIDE, picture_of
from app.sharing.lines import wrapped

FONTS = read_fonts()
NAMES = [
    "Tổ dân phố số 7",
    "Trường Trung học cơ sở Nguyễn Thị Minh Khai, cơ sở hai khu đô thị mới Phú Lương",
    "Ễ" * 200,
    "<script>alert(1)</script> & \"Tổ\" 'x' \u202e 🙂",
    "🙂🙂",
    " ",
]
GREAT = 999_999_999_999


def a_card(name: str, count: int, value: int = GREAT) -> Card:
    figures = [Figure(value, "lượt người được hướng dẫn")] * count + [Figure(value, SOLVED, is_solved=True)]
    return Card(name, name, period("2026-10-01..2026-10-31"), figures if count else [])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [0, 1, 4])
@pytest.mark.parametrize("value", [1, GREAT])
def test_nothing_leaves_the_picture(name: str, count: int, value: int):
    picture = picture_of(a_card(name, count, value), FONTS)

    widths = [FONTS.bold.width(line.text, picture.title_size) for line in picture.title]
    widths += [
        picture.words_x - EDGE + FONTS.regular.width(line.text, row.words_size)
        for row in picture.rows
        for line in row.words
    ]
    widths += [FONTS.bold.width(row.number.text, picture.number_size) for row in picture.rows]
    assert max(widths) <= SIDE - 2 * EDGE
    assert picture.title[-1].y < picture.band
    assert all(picture.band <= row.top < SIDE - FOOT for row in picture.rows)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [1, 4])
def test_no_line_touches_another(name: str, count: int):
    picture = picture_of(a_card(name, count), FONTS)

    for row, below in zip(picture.rows, [*(r.top for r in picture.rows[1:]), SIDE - FOOT], strict=True):
        top, bottom = row.words[0].y - row.words_size, row.words[-1].y + row.words_size * (LEADING - 1)
        assert row.top < top
        assert bottom < below


def test_a_name_that_is_only_signs_is_called_a_unit():
    assert [line.text for line in picture_of(a_card("🙂", 1), FONTS).title] == ["Đơn vị"]


def test_a_text_too_long_ends_where_it_is_cut():
    lines, whole = wrapped("Tổ dân phố số bảy", FONTS.bold, 60, 300, 1)

    assert (lines, whole) == (["Tổ dân…"], False)


def test_one_line_stays_one_line():
    assert wrapped("Tổ dân phố", FONTS.bold, 60, 920, 2) == (["Tổ dân phố"], True)
