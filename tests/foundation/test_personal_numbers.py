"""Telephone and identity numbers in free text, as people write them; and what only looks like one."""

import pytest

from app.personal_numbers import has_any, masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gọi 0912345678 nhé", "Gọi ••••••••78 nhé"),
        ("0912 345 678", "•••• ••• •78"),
        ("0912.345.678", "••••.•••.•78"),
        ("0912 - 345 - 678", "•••• - ••• - •78"),
        ("0912–345–678", "••••–•••–•78"),
        ("0912  345\n678", "••••  •••\n•78"),
        ("0912345678,0987654321", "••••••••78,••••••••21"),
        ("+84912345678", "+•••••••••78"),
        ("84912345678", "•••••••••78"),
        ("(+84) 912 345 678", "(+••) ••• ••• •78"),
        ("0912\u00a0345\u202f678", "••••\u00a0•••\u202f•78"),
        ("0912‑345‑678", "••••‑•••‑•78"),  # hyphens Word does not break
        ("(0912) 345 678", "(••••) ••• •78"),
        ("0912,345,678", "••••,•••,•78"),
        ("0912/345/678", "••••/•••/•78"),
        ("+84 (0) 912 345 678", "+•• (•) ••• ••• •78"),
        ("0084912345678", "•••••••••••78"),
        ("CCCD 001099012345", "CCCD ••••••••••45"),
        ("số 012345678901.", "số ••••••••••01."),
    ],
)
def test_a_number_that_names_a_person_is_masked_but_for_its_end(text: str, shown: str):
    assert has_any(text)
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "45 người",
        "1.250.000 đồng",
        "15/10/2026 đến 14/11/2026",
        "091234567",
        "09123456789",
        "3.643",
        "05/11/2026, 10 người",
        "84.500.000.000 đồng",
        "05-11-2026 10 người",
        "05   10   15   20   25",
        "Văn bản 0123/456/2026",
        "015,123,456",
        "20.000…",
        "1.250.000…",
        "1,000…",
        "họp 05.11.2026…",
        "ngày 01-10…",
        "84 100…",
        "0,5/12,345",
    ],
)
def test_other_numbers_stay(text: str):
    assert not has_any(text)
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nhờ liên hệ bác Ba số 0912 345…", "nhờ liên hệ bác Ba số •••• •••…"),
        ("bác Ba số +84 912…", "bác Ba số +•• •••…"),
        ("CCCD 001099…", "CCCD ••••••…"),
        ("họp lúc 08…", "họp lúc 08…"),
        ("trong năm 2026…", "trong năm 2026…"),
    ],
)
def test_a_number_a_text_was_cut_in_shows_nothing(text: str, shown: str):
    assert masked(text) == shown
