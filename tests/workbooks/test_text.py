"""What text becomes in a cell and in a field of CSV."""

import pytest

from app.workbooks.names import sheet_names
from app.workbooks.text import CUT, LONGEST, for_cell, for_csv, looks_like_a_formula
from tests.workbooks.hostile import FORMULAS

UNTOUCHED = ('"=1+1', "'=1+1")  # both begin with a mark that makes them text
BEHIND = "x;=cmd|' /C calc'!A0;y"


@pytest.mark.parametrize("text", [each for each in FORMULAS if each not in (*UNTOUCHED, BEHIND)])
def test_what_a_program_takes_for_a_formula_is_known(text: str):
    assert looks_like_a_formula(text)
    assert for_csv(text).startswith("'")
    assert for_csv(text).endswith(text.strip().lstrip("\r"))


@pytest.mark.parametrize("text", ["Tổ 7", "", "5-7", "a=b", "Số: -5", *UNTOUCHED])
def test_what_is_none_stays_as_it_is(text: str):
    assert not looks_like_a_formula(text)
    assert for_csv(text) == text


def test_a_formula_behind_another_delimiter_or_a_line_end_is_held_too():
    assert for_csv(BEHIND) == "x;'=cmd|' /C calc'!A0;y"
    assert for_csv("một\n-hai\t@ba") == "một\n'-hai\t'@ba"


def test_text_longer_than_a_cell_is_cut_and_says_so():
    assert for_cell("a" * LONGEST) == "a" * LONGEST

    for long in ("a" * (LONGEST + 1), "👩" * LONGEST, "_x0041_" * 6000):
        cut = for_cell(long)
        assert cut.endswith(CUT)
        assert len(CUT) < len(cut.encode("utf-16-le")) // 2 <= LONGEST


def test_names_of_sheets_are_legal_and_apart():
    names = sheet_names(["Số liệu: [I] */?\\", "'", "a" * 40, "A" * 40, "History", "Phụ lục", "phụ lục"])

    assert names == ["Số liệu   I", "Trang tính", "a" * 31, "A" * 29 + " 2", "History 2", "Phụ lục", "phụ lục 2"]
    assert all(len(name) <= 31 for name in names)
