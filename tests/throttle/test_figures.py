"""The throttle's figures keep what is promised of them (ASVS 6.1.1), whatever they are changed to."""

from datetime import timedelta

import pytest

from app.throttle.figures import ACCOUNT, ADDRESS, CODE, DEVICE, FACTOR, LONGEST_KEPT, Limit

HOUR = timedelta(hours=1)
LIMITS = {"account": ACCOUNT, "device": DEVICE, "address": ADDRESS, "code": CODE, "factor": FACTOR}


def tries_within(limit: Limit, span: timedelta, *, after: int = 0) -> int:
    """How many tries fit into a span for somebody who tries whenever it is allowed, having failed `after` times."""
    passed, tries = timedelta(0), 0
    while passed < span:
        tries += 1
        passed += limit.wait_after(after + tries)
    return tries


@pytest.mark.parametrize("limit", [ACCOUNT, DEVICE])
def test_at_most_ten_tries_of_an_account_an_hour(limit: Limit):
    assert tries_within(limit, HOUR) == 10
    assert max(tries_within(limit, HOUR, after=failures) for failures in range(200)) <= 10


def test_nobody_waits_longer_than_a_quarter_of_an_hour():
    assert max(limit.wait_after(n) for limit in LIMITS.values() for n in range(1000)) <= timedelta(minutes=15)


def test_an_address_may_fail_a_hundred_times_an_hour_at_most():
    assert 30 < tries_within(ADDRESS, HOUR) <= 100


def test_typed_codes_are_throttled_harder_than_that():
    assert tries_within(CODE, HOUR) < tries_within(ADDRESS, HOUR) / 3


@pytest.mark.parametrize("name", LIMITS)
def test_waits_never_shrink(name: str):
    waits = [LIMITS[name].wait_after(failures) for failures in range(50)]

    assert waits == sorted(waits)
    assert waits[0] == timedelta(0)


@pytest.mark.parametrize("name", LIMITS)
def test_a_counter_outlives_its_longest_wait_and_is_kept_as_long(name: str):
    assert LIMITS[name].waits[-1] < LIMITS[name].forgotten_after <= LONGEST_KEPT
