"""What may be a password and a PIN, and what a browser is called."""

import pytest

from app.accounts.browsers import describe, is_embedded
from app.accounts.rules import (
    COMMON,
    EASY_PIN,
    NO_PIN,
    OWN_PHONE,
    TOO_LONG,
    TOO_SHORT,
    WARDS_WORDS,
    password_problem,
    pin_problem,
)

PHONE = "0510000007"
WORDS = ["Nguyễn Văn Ví Dụ", "Tổ dân phố số 7", "Phường Phú Lương"]


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("1234567", TOO_SHORT),
        ("", TOO_SHORT),
        ("x" * 1025, TOO_LONG),
        ("ế" * 342, TOO_LONG),
        ("12345678", COMMON),
        ("password1", COMMON),
        ("iloveyou", COMMON),
        ("QWERTY123", COMMON),
        ("aaaaaaaaa", COMMON),
        ("12121212", COMMON),
        ("0510000007", OWN_PHONE),
        ("+84510000007", OWN_PHONE),
        ("mk0510000007", OWN_PHONE),
        ("phuluong2026", WARDS_WORDS),
        ("Phú Lương@123", WARDS_WORDS),
        ("todanphoso7", WARDS_WORDS),
        ("NguyenVanViDu1", WARDS_WORDS),
        ("matkhau2026", WARDS_WORDS),
        ("sotayso@2026", WARDS_WORDS),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, problem: str):
    assert password_problem(password, phone=PHONE, words=WORDS) == problem


@pytest.mark.parametrize(
    "password",
    [
        "cây đa bến nước",
        "        8",
        "😀🎉🌾🏠🐃🌊🎋🥁",
        "x1" + "y" * 1022,
        "Phú Lương có giếng nước",
        "60418273",
        "конь-и-трава",
    ],
)
def test_any_unicode_of_eight_characters_may_be_one(password: str):
    assert password_problem(password, phone=PHONE, words=WORDS) is None


@pytest.mark.parametrize("pin", ["12345", "1234567", "12345a", "", "１２３４５６", "48 526", "-12345"])
def test_a_pin_is_six_digits(pin: str):
    assert pin_problem(pin, phone=PHONE) == NO_PIN


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "000000", "111111", "246802", "121212", "123123", "000007", "510000"]
)
def test_a_pin_everybody_tries_first_is_refused(pin: str):
    assert pin_problem(pin, phone=PHONE) == EASY_PIN


@pytest.mark.parametrize("pin", ["481526", "902713", "112358", "100001"])
def test_another_pin_is_taken(pin: str):
    assert pin_problem(pin, phone=PHONE) is None


AGENTS = {
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120 Mobile "
    "Safari/537.36 Zalo android/123": "Điện thoại Samsung, Zalo",
    "Mozilla/5.0 (Linux; Android 12; CPH2239) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36": "Điện thoại OPPO, Chrome",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605 Version/16.0 Mobile Safari/604": "iPhone, Safari",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605 Mobile Zalo iOS/5": "iPhone, Zalo",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0": "Máy tính Windows, Edge",
    "Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/99 Chrome/99 Safari/537.36": "Máy tính Windows, Cốc Cốc",
    "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0": "Máy tính Linux, Firefox",
    "": "Máy không rõ loại",
    "<script>alert(1)</script>": "Máy không rõ loại",
}


@pytest.mark.parametrize("agent", AGENTS)
def test_a_browser_is_called_what_people_call_it(agent: str):
    assert describe(agent) == AGENTS[agent]
    assert describe(agent.lower()) == AGENTS[agent]
    assert is_embedded(agent) == ("Zalo" in agent)
