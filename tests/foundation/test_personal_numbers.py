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
        ("CCCD 001099012345", "CCCD ••••••••••45"),
        ("số 012345678901.", "số ••••••••••01."),
    ],
)
def test_a_number_that_names_a_person_is_masked_but_for_its_end(text: str, shown: str):
    assert has_any(text)
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text", ["45 người", "1.250.000 đồng", "15/10/2026 đến 14/11/2026", "091234567", "09123456789", "3.643"]
)
def test_other_numbers_stay(text: str):
    assert not has_any(text)
    assert masked(text) == text
