"""A page read writes nothing, but for a sign-in that is extended at most once a day, and who took a file out."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts.models import SignIn
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.house.world import everything, examples, methods
from tests.page import PageClient

QUERIES = (
    "",
    "?ky=2026-10",
    "?q=to&loai=tdp",
    "?tu=hop",
    "?loai=hop_tdp",
    "?nhiem-vu=x&so-lieu=so_hoat_dong&sau=2026-01-01/9",
)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_no_page_read_writes(app: Flask, unit: Unit, role: Role, method: str):
    entry = factories.an_activity(unit)
    client = PageClient(app).signed_in_as(factories.a_person(unit, role))
    doors = examples(app, entry)
    before = everything()

    for rule, path in doors:
        for query in QUERIES if "GET" in methods(rule) else ("",):
            client.send(path + query, method=method, data={"phone": "0510000007", "of": "", "key": "k" * 36})

    after = everything()
    after["audit"] = [line for line in after["audit"] if method != "GET" or "file-taken-out" not in line]
    assert after == before
    assert len(before["activities"]) == 1


@pytest.fixture
def used_on(unit: Unit, at, app: Flask):
    """Opens home some hours after signing in; returns when the sign-in then ends."""
    start = datetime(2026, 11, 1, 8, tzinfo=clock.HANOI)
    at(start)
    client = PageClient(app).signed_in_as(factories.a_person(unit))

    def open_home(hours: float, status: int = 200) -> timedelta:
        at(start + timedelta(hours=hours))
        client.get("/", status=status)
        return db.session.query(SignIn).one().expires_at - start

    return open_home


def test_a_sign_in_is_extended_once_a_day_and_no_oftener(used_on):
    full = timedelta(days=90)

    assert used_on(23.9) == full
    assert used_on(24.1) == full + timedelta(hours=24.1)
    assert used_on(30) == full + timedelta(hours=24.1)


def test_a_sign_in_nobody_uses_ends(used_on):
    assert used_on(24 * 90 - 1) > timedelta(days=90)

    assert used_on(24 * 180, status=303) < timedelta(days=180)
