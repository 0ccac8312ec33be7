"""The same for the desk's forms: whatever is sent to any door by an admin, a leader or a stranger, no answer is a 5xx."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.attacks.test_fuzz import Fuzzed, Pairs, ask, fuzzing, odd
from tests.house.world import examples, methods

FIELDS = (
    "again", "browser", "card_code", "closed_on", "code", "consent", "event", "first_on", "households", "key", "kind", "last_on",
    "leaver", "membership", "name", "next", "number", "opened_on", "parent", "password", "person", "phone", "present",
    "remember", "reporter_days", "role", "second_factor", "secret", "title", "token", "tu", "den", "truoc", "trang", "unit", "unit_code", "viec", "xem", "xong",
)  # fmt: skip
TAKEN = ("TDP07", "09568", "tdp", "reporter", "admin", "1", "0510000007", "24/11/2026", "2026-11-24")
values = st.one_of(odd, st.sampled_from(TAKEN))
pairs = st.lists(st.tuples(st.sampled_from(FIELDS), values), max_size=8)


@pytest.fixture(params=[Role.ADMIN, Role.REPORTER, None], ids=str)
def somebody(request: pytest.FixtureRequest, app: Flask, unit: Unit, ward: Unit) -> Fuzzed:
    """An admin, a leader or nobody, with every door there is."""
    entry = factories.an_activity(unit)
    client = Fuzzed(app)
    if request.param:
        client.signed_in_as(factories.a_person(ward if request.param is Role.ADMIN else unit, request.param))
    client.doors = [
        (m, path) for rule, path in examples(app, entry) for m in sorted(methods(rule)) if "xuat" not in path
    ]
    client.kept = client.token()
    return client


@fuzzing
@given(place=st.integers(0, 500), form=pairs)
def test_no_form_is_too_much_for_any_door(somebody: Fuzzed, place: int, form: Pairs):
    doors = [door for door in somebody.doors if door[0] == "POST"]

    ask(somebody, doors[place % len(doors)], [], form)


@fuzzing
@given(place=st.integers(0, 500), query=pairs)
def test_no_query_is_too_much_for_any_page(somebody: Fuzzed, place: int, query: Pairs):
    doors = [door for door in somebody.doors if door[0] == "GET"]

    ask(somebody, doors[place % len(doors)], query, [])
