"""Passwords: argon2id with the parameters decided, nothing cut off, hashing bounded."""

import pytest
from argon2 import Type, extract_parameters

from app.accounts import passwords


def test_the_hash_is_argon2id_at_the_floor_of_owasp_or_above():
    found = extract_parameters(passwords.hashed("mat-khau-thu-7"))

    assert found.type is Type.ID
    assert (found.memory_cost, found.time_cost, found.parallelism) == (19 * 1024, 2, 1)
    assert (found.salt_len, found.hash_len) == (16, 32)


def test_two_hashes_of_one_password_differ():
    assert passwords.hashed("mat-khau-thu-7") != passwords.hashed("mat-khau-thu-7")


@pytest.mark.parametrize(
    ("kept", "typed", "same"),
    [
        ("a" * 64, "a" * 64, True),
        ("a" * 64, "a" * 65, False),
        ("a" * 1024, "a" * 1024, True),
        ("a" * 1025, "a" * 1025, False),
        ("", "a" * 2000, False),
        ("mật khẩu 🌾 dài", "mật khẩu 🌾 dài", True),
        ("Mat-khau", "mat-khau", False),
        ("mat-khau", "mat-khau ", False),
    ],
)
def test_a_password_is_compared_whole(kept: str, typed: str, same: bool):
    assert passwords.matches(passwords.hashed(kept), typed) is same


@pytest.mark.parametrize("kept", [None, "", "none", "$argon2id$cut", "plain"])
def test_what_is_no_hash_matches_nothing(kept: str | None):
    for typed in ("", "none", "plain", "mat-khau-thu-7"):
        assert passwords.matches(kept, typed) is False


def test_a_fresh_password_is_never_the_same_and_holds_no_letter_read_two_ways():
    made = {passwords.fresh() for _ in range(200)}

    assert len(made) == 200
    assert all(len(each) == 19 and not set(each) & set("ilo01IO") for each in made)
