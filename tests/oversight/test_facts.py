"""What an audit line says changed, in words."""

import json

import pytest

from app.oversight.facts import LABELS, Change, changes
from app.settings.queries import BOUNDS

NAMES = {"kind": {"tdp": "Tổ dân phố"}, "parent": {"12": "Phường Phú Lương"}}


def said(before: dict[str, object], after: dict[str, object]) -> list[Change]:
    return changes(json.dumps(before), json.dumps(after), NAMES)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("role", "reviewer", "chuyên viên phụ trách"),
        ("closed_on", "2026-11-30", "30/11/2026"),
        ("closed_on", None, "để trống"),
        ("title", "", "để trống"),
        ("locked", True, "có"),
        ("second_factor", 1, "có"),
        ("second_factor", 0, "không"),
        ("kind", "tdp", "Tổ dân phố"),
        ("parent", 12, "Phường Phú Lương"),
        ("parent", 13, "13"),
        ("households", 1250, "1.250"),
        ("morning_from", 450, "07:30"),
        ("name", "Tổ dân phố số 7", "Tổ dân phố số 7"),
    ],
)
def test_a_value_is_read_as_people_say_it(key: str, value: object, words: str):
    assert said({}, {key: value}) == [Change(LABELS[key], None, words)]


def test_what_changed_stands_side_by_side():
    assert said({"phone": "0510000001", "name": "A"}, {"phone": "0510000002", "name": "B"}) == [
        Change("Tên", "A", "B"),
        Change("Số điện thoại", "0510000001", "0510000002"),
    ]


def test_a_key_nobody_named_is_shown_as_it_is():
    assert said({"unheard": 1}, {}) == [Change("unheard", "1", None)]


def test_every_setting_has_a_label():
    assert set(BOUNDS) <= set(LABELS)
