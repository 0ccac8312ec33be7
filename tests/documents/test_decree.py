"""Numbers, dates, symbols, letters and ends of lines as the decree writes them."""

from datetime import date

import pytest

from app.documents import decree

DAYS = {
    (2026, 1, 1): "ngày 01 tháng 01 năm 2026",
    (2026, 1, 10): "ngày 10 tháng 01 năm 2026",
    (2026, 2, 9): "ngày 09 tháng 02 năm 2026",
    (2028, 2, 29): "ngày 29 tháng 02 năm 2028",
    (2026, 3, 5): "ngày 05 tháng 3 năm 2026",
    (2026, 3, 10): "ngày 10 tháng 3 năm 2026",
    (2026, 9, 2): "ngày 02 tháng 9 năm 2026",
    (2026, 9, 30): "ngày 30 tháng 9 năm 2026",
    (2026, 10, 9): "ngày 09 tháng 10 năm 2026",
    (2026, 12, 31): "ngày 31 tháng 12 năm 2026",
}
NUMBERS = [
    (1, "BC-UBND", "01/BC-UBND"),
    (5, "BC-VHXH", "05/BC-VHXH"),
    (9, "bc-ubnd", "09/BC-UBND"),
    (10, "BC-UBND", "10/BC-UBND"),
    (99, "TTr-UBND", "99/TTR-UBND"),
    (100, "BC - UBND", "100/BC-UBND"),
    (1250, "BC–UBND", "1250/BC-UBND"),
    (None, "BC-UBND", "…/BC-UBND"),
    (7, "BC-Đội", "07/BC-ĐỘI"),
]
CAPITALS = {
    "Ủy ban nhân dân": "ỦY BAN NHÂN DÂN",
    "phường Phú Lương": "PHƯỜNG PHÚ LƯƠNG",
    "Phòng Văn hóa - Xã hội": "PHÒNG VĂN HÓA - XÃ HỘI",
    "đường Ngô Thì Nhậm, ngõ 7b": "ĐƯỜNG NGÔ THÌ NHẬM, NGÕ 7B",
    "ễợữỵẳ": "ỄỢỮỴẲ",
}
ROMAN = {1: "I", 3: "III", 4: "IV", 5: "V", 9: "IX", 14: "XIV", 19: "XIX", 39: "XXXIX"}
SEALED = {
    "hoàn thành nhiệm vụ.": "hoàn thành nhiệm vụ./.",
    "hoàn thành nhiệm vụ": "hoàn thành nhiệm vụ./.",
    "hoàn thành nhiệm vụ./.": "hoàn thành nhiệm vụ./.",
    "hoàn thành nhiệm vụ ./. ": "hoàn thành nhiệm vụ./.",
    "tin, bài;": "tin, bài./.",
    "theo Kế hoạch 12/KH-UBND.": "theo Kế hoạch 12/KH-UBND./.",
    "có mặt 24/7.": "có mặt 24/7./.",
}


@pytest.mark.parametrize(("day", "said"), DAYS.items())
def test_days_under_10_and_months_1_and_2_alone_get_a_zero(day: tuple[int, int, int], said: str):
    assert decree.day_in_words(date(*day)) == said


def test_a_date_not_known_leaves_its_places_blank():
    assert decree.day_in_words(None, 2026) == "ngày … tháng … năm 2026"
    assert decree.day_in_words(None) == "ngày … tháng … năm …"


@pytest.mark.parametrize(("number", "symbol", "said"), NUMBERS)
def test_numbers_under_10_get_a_zero_and_symbols_are_capitals_without_blanks(number, symbol: str, said: str):
    assert decree.number_and_symbol(number, symbol) == said


@pytest.mark.parametrize(("text", "said"), CAPITALS.items())
def test_capitals_keep_every_mark(text: str, said: str):
    assert decree.capitals(text) == said


@pytest.mark.parametrize(("number", "said"), ROMAN.items())
def test_parts_and_annexes_have_roman_numbers(number: int, said: str):
    assert decree.roman(number) == said


@pytest.mark.parametrize("number", [0, -1, 40])
def test_no_roman_number_is_made_up(number: int):
    with pytest.raises(ValueError, match="no number"):
        decree.roman(number)


def test_points_go_by_the_vietnamese_alphabet():
    assert [decree.point(place) for place in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]
    assert decree.point(23) == "y"
    with pytest.raises(ValueError, match="no điểm 24"):
        decree.point(24)


@pytest.mark.parametrize(("text", "said"), SEALED.items())
def test_the_end_takes_the_place_of_the_last_mark(text: str, said: str):
    assert decree.sealed(text) == said


def test_lines_end_by_semicolons_and_the_last_by_a_full_stop():
    assert decree.ended(["Như trên", "Văn phòng;", "Lưu: VT, VHXH."]) == ["Như trên;", "Văn phòng;", "Lưu: VT, VHXH."]
    assert decree.ended(["Như trên;"]) == ["Như trên."]
    assert decree.ended([]) == []


def test_figures_and_days_of_tables_are_vietnamese():
    assert [decree.figure(n) for n in (0, 12, 1250, -1250, 1_234_567)] == ["0", "12", "1.250", "-1.250", "1.234.567"]
    assert decree.short_day(date(2026, 10, 5)) == "05/10/2026"
