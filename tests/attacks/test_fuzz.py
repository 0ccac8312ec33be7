"""Whatever hypothesis thinks of for addresses, queries, headers and forms, no answer is a 5xx."""

import os
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.permissions import Role
from app.plan import Plan, read_plan
from app.units.models import Unit
from tests import factories
from tests.attacks.payloads import DATES, MARKUP, NUMBERS, REFUSED, SQL
from tests.house.world import examples, methods
from tests.page import PageClient

PLAN: Plan = read_plan()
EXAMPLES = os.environ.get("FUZZ_EXAMPLES")  # a long hunt, each time with other examples
fuzzing = settings(
    max_examples=int(EXAMPLES or 100),
    derandomize=EXAMPLES is None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
odd = st.one_of(
    st.sampled_from((*MARKUP, *SQL, *REFUSED, *NUMBERS, *DATES)),
    st.text(max_size=60),
    st.integers().map(str),
    st.dates().map(str),
    st.floats().map(str),
    st.sampled_from((*PLAN.activity_types, *PLAN.measures, *PLAN.duties, *PLAN.unit_kinds, *PLAN.quick_topics)),
)
periods = st.from_regex(r"[12][0-9]{3}(-[01][0-9]|-Q[0-9]|-H[0-9]|)(\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})?", fullmatch=True)
places = st.builds("{}/{}".format, st.one_of(st.dates().map(str), odd), st.one_of(st.integers().map(str), odd))
NAMES = ("ky", "q", "loai", "nhiem-vu", "so-lieu", "sau", "tu", "next")
queries = st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(odd, periods, places)), max_size=4)
FIELDS = (
    "key", "held_on", "day", "month", "year", "type", "topics", "note", "difficulty", "difficulty_category", "confirmed",
    "luot_nguoi_du", "so_buoi", "luot_nguoi_hd", "huong_dan_dvc-luot_nguoi_hd", "of", "phone", "password", "next",
)  # fmt: skip
fields = st.lists(st.tuples(st.sampled_from(FIELDS), odd), max_size=6)
headers = st.dictionaries(
    st.sampled_from(("HX-Request", "HX-Current-URL", "HX-Target", "Accept", "Accept-Encoding", "Origin", "Referer", "Cookie",
                     "Content-Type", "If-None-Match", "Range", "User-Agent", "X-Forwarded-For", "Sec-Fetch-Site", "Host")),
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60), max_size=3,
)  # fmt: skip


class Fuzzed(PageClient):
    """A client with all the doors there are and a token for them."""

    doors: list[tuple[str, str]]
    kept: str


@pytest.fixture(params=[Role.REPORTER, Role.REVIEWER])
def somebody(request: pytest.FixtureRequest, app: Flask, unit: Unit, ward: Unit) -> Fuzzed:
    """Someone signed in, in a ward with an entry."""
    entry = factories.an_activity(unit)
    client = Fuzzed(app)
    client.signed_in_as(factories.a_person(unit, request.param))
    client.doors = [(m, path) for rule, path in examples(app, entry) for m in methods(rule) if "xuat" not in path]
    client.kept = client.token()
    return client


Pairs = list[tuple[str, str]]


def ask(client: Fuzzed, door: tuple[str, str], query: Pairs, form: Pairs, **more: Any) -> Any:
    """Opens a door with a query and, when it takes one, a form."""
    method, path = door
    address = f"{path}?{urlencode(query, errors='surrogatepass')}"
    body = urlencode([("csrf_token", client.kept), *form], errors="surrogatepass") if method == "POST" else None
    kind = {"content_type": "application/x-www-form-urlencoded"} if body else {}
    answer = client.send(address, method=method, data=body, **(kind | more))
    assert answer.status_code < 500, f"{method} {address} {form}"
    return answer


@fuzzing
@given(place=st.integers(0, 50), query=queries, htmx=st.booleans())
def test_no_query_is_too_much(somebody: Fuzzed, place: int, query: Pairs, htmx: bool):
    ask(
        somebody, somebody.doors[place % len(somebody.doors)], query, [], headers={"HX-Request": "true"} if htmx else {}
    )


@fuzzing
@given(slug=st.sampled_from(("hop", "huong-dan", "loa-bang-tin", "khac")), form=fields, kind=odd)
def test_no_form_is_too_much(somebody: Fuzzed, slug: str, form: Pairs, kind: str):
    good = {"key": str(uuid4()), "held_on": clock.today().isoformat(), "type": "hop_tdp", "luot_nguoi_du": "45"}
    marking = [door for door in somebody.doors if "trung" in door[1]]
    for door in (("POST", f"/nhat-ky/ghi/{slug}"), ("POST", "/dang-nhap"), *marking):
        answer = ask(somebody, door, [("loai", kind)], [*(good | dict(form)).items(), *form])
        assert answer.status_code in {200, 303, 404, 409, 422}


@fuzzing
@given(place=st.integers(0, 50), sent=headers)
def test_no_header_is_too_much(somebody: Fuzzed, place: int, sent: dict[str, str]):
    more = {"content_type": sent.pop("Content-Type")} if "Content-Type" in sent else {}
    ask(somebody, somebody.doors[place % len(somebody.doors)], [], [], headers=sent, **more)


@fuzzing
@given(
    parts=st.lists(
        st.one_of(st.sampled_from(("nhat-ky", "don-vi", "ghi", "phieu", "trung", "static")), odd), max_size=4
    )
)
def test_no_address_is_too_much(somebody: Fuzzed, parts: list[str]):
    path = "/" + "/".join(quote(part, safe="", errors="surrogatepass") for part in parts).lstrip("/")  # "//x" is a host

    for method in ("GET", "POST", "HEAD", "PUT"):
        data = {"csrf_token": somebody.kept} if method == "POST" else None
        assert somebody.send(path, method=method, data=data).status_code < 500, path


@fuzzing
@given(
    body=st.binary(max_size=400), kind=st.sampled_from(("multipart/form-data; boundary=x", "application/json", "", "x"))
)
def test_no_body_is_too_much(somebody: Fuzzed, body: bytes, kind: str):
    framed = b"--x\r\nContent-Disposition: form-data; name=" + body + b"\r\n--x--" if "boundary" in kind else body
    for path in ("/nhat-ky/ghi/hop", "/dang-nhap"):
        assert somebody.send(path, method="POST", data=framed, content_type=kind).status_code < 500
