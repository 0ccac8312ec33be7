"""Text as Vietnamese people type it: forms, folding, telephone numbers, figures, dates."""

import unicodedata
from datetime import date

import pytest

from app import vietnamese

TODAY = date(2026, 11, 22)
DECOMPOSED = unicodedata.normalize("NFD", "Nguyễn Thị Đường")


def test_text_is_composed_trimmed_and_has_one_kind_of_line_end():
    assert vietnamese.nfc(f"  {DECOMPOSED}\r\nhai\rba ") == "Nguyễn Thị Đường\nhai\nba"


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x7fb", "a\x85b", "a\ud800b", "a\ufffeb", "\ufdd0"])
def test_what_no_text_may_hold_is_seen(text: str):
    assert vietnamese.has_control(text)


@pytest.mark.parametrize("text", ["", "hai\ndòng", "cột\tcột", DECOMPOSED, "👍🏽", "a\u200db"])
def test_what_a_text_may_hold_is_let_through(text: str):
    assert not vietnamese.has_control(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đường  Nguyễn Trãi",
        "ĐƯỜNG NGUYỄN TRÃI",
        "duong nguyen trai",
        "\u0110ường\tNguyễn\nTrãi",
        "Đường Nguyễn Trãi\x00",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_folding_forgets_marks_case_and_spaces(text: str, form: str):
    assert vietnamese.fold(unicodedata.normalize(form, text)) == "duong nguyen trai"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0510000001", "0510000001"),
        ("0510 000 001", "0510000001"),
        ("0510.000.001", "0510000001"),
        ("(0510)-000-001", "0510000001"),
        ("+84510000001", "0510000001"),
        ("+84 (0) 510 000 001", "0510000001"),
        ("84510000001", "0510000001"),
        ("510000001", "0510000001"),
        ("051000001", None),
        ("05100000019", None),
        ("0210000001", None),
        ("０５１００００００１", None),
        ("mười số", None),
        ("", None),
        ("0" * 5000, None),
    ],
)
def test_a_telephone_number_has_one_form(typed: str, kept: str | None):
    assert vietnamese.phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("45", 45),
        (" 45 ", 45),
        ("0", 0),
        ("007", 7),
        ("-5", -5),
        ("1.250", 1250),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("1.250.000", 1_250_000),
        ("-1.250", -1250),
        ("999999999999", 999_999_999_999),
        ("999.999.999.999", 999_999_999_999),
    ],
)
def test_a_number_is_read_as_typed(typed: str, read: int):
    assert vietnamese.number(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "+5", "- 5", "1_000", "1,5", "1.25", "1250.000", "1.2500", "1.250.5", "1e3", "0x1F", "５", "４５"]
    + ["٤٥", "²", "½", "Ⅷ", "45 người", "4\n5", "1000000000000", "1.000.000.000.000", "9" * 5000, "1" + ".000" * 5000],
)
def test_what_is_no_number_is_not_guessed(typed: str):
    assert vietnamese.number(typed) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("5/11", date(2026, 11, 5)),
        ("05/11", date(2026, 11, 5)),
        ("5-11", date(2026, 11, 5)),
        ("5.11.2025", date(2025, 11, 5)),
        (" 5 / 11 / 26 ", date(2026, 11, 5)),
        ("11/5/2026", date(2026, 5, 11)),
        ("29/02/2028", date(2028, 2, 29)),
        ("5/11/2569", date(2569, 11, 5)),
    ],
)
def test_a_date_is_read_day_first(typed: str, read: date):
    assert vietnamese.day(typed, TODAY) == read


@pytest.mark.parametrize(
    "typed",
    ["", "5", "31/11", "29/02/2026", "29/2", "0/1", "1/0", "32/1", "1/13", "5/11/0000", "5/11/202", "5/11/20266"]
    + [
        "2026-11-05",
        "５/11",
        "5/11/２０２６",
        "5//11",
        "5/11/",
        "/11",
        "5/11 19:40",
        "năm tháng mười một",
        "1/1" * 2000,
    ],
)
def test_a_day_that_does_not_exist_is_none(typed: str):
    assert vietnamese.day(typed, TODAY) is None
