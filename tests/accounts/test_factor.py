"""The codes of a second factor, by RFC 6238's own figures and at the window's edges."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from app.accounts import factor
from app.keys import CODE_LETTERS, Keys

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B, SHA-1: its eight digits end in these six
RFC_CODES = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]
NOW = datetime(2026, 11, 23, 8, 0, 10, tzinfo=UTC)
KEYS = Keys("k" * 40)
SECRET = KEYS.factor(7, "nonce")


@pytest.mark.parametrize(("at", "code"), RFC_CODES)
def test_the_codes_are_those_of_the_rfc(at: int, code: str):
    assert factor.step_of(code, RFC_SECRET, datetime.fromtimestamp(at, UTC)) == at // 30


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(steps: int, taken: bool):
    code = pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=30 * steps))

    assert (factor.step_of(code, SECRET, NOW) is not None) is taken


def test_a_code_is_understood_with_its_space():
    code = pyotp.TOTP(SECRET).at(NOW)

    assert factor.step_of(f" {code[:3]} {code[3:]} ", SECRET, NOW) == int(NOW.timestamp()) // 30


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "１２３４５６", "\0" * 6])
def test_what_is_not_six_digits_is_no_code(typed: str):
    assert not factor.is_code(typed)
    assert factor.step_of(typed, SECRET, NOW) is None


def test_each_person_and_each_set_up_has_a_secret_of_160_bits_of_its_own():
    secrets = {Keys(key * 40).factor(who, nonce) for key in "ab" for who in (7, 8) for nonce in ("one", "two")}

    assert len(secrets) == 8
    assert {len(each) for each in secrets} == {32}


def test_the_qr_names_the_site_and_the_person():
    address = factor.address(SECRET, "0510000007")

    parsed = pyotp.parse_uri(address)
    assert (parsed.issuer, parsed.name, parsed.secret) == ("Sổ tay số", "0510000007", SECRET)


def test_ten_recovery_codes_differ_and_hold_no_letter_read_two_ways():
    codes = factor.fresh_codes()

    assert len(set(codes)) == 10
    assert all(factor.is_recovery_code(code) and set(factor.bare(code)) <= set(CODE_LETTERS) for code in codes)


def test_a_recovery_code_is_one_persons_own():
    assert KEYS.recovery(7, "bcf 234 ghk") == KEYS.recovery(7, "BCF-234-GHK")
    assert KEYS.recovery(7, "BCF-234-GHK") != KEYS.recovery(8, "BCF-234-GHK")
    assert KEYS.recovery(7, "BCF-234-GHK") != KEYS.code("BCF-234-GHK")
