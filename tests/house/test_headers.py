"""Every answer carries the whole header set: pages, partials, redirects, refusals, static files."""

import re
from itertools import product
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.activities.models import Activity
from app.permissions import Role
from app.security import HEADERS
from app.units.models import Unit
from tests import factories
from tests.house.world import examples, methods
from tests.page import PageClient

FIXED = dict(HEADERS)
A_YEAR = "max-age=31536000, public, immutable"  # a name stands for one content
KINDS = {
    "text/html; charset=utf-8",
    "text/javascript; charset=utf-8",
    "application/manifest+json; charset=utf-8",
    "application/json",
}
SENDINGS: dict[str, dict[str, Any]] = {
    "htmx": {"headers": {"HX-Request": "true"}},
    "outbox": {"headers": {"X-Outbox": "1 TDP07"}},
    "foreign host": {"headers": {"Host": "evil.example"}},
    "foreign page": {"headers": {"Sec-Fetch-Site": "cross-site"}},
    "too long": {"data": b"x" * 300_000},
    "chunked": {"headers": {"Transfer-Encoding": "chunked"}},
}


def test_the_set_is_the_one_decided():
    assert {name: value for name, value in HEADERS if name != "Content-Security-Policy"} == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
        "Cache-Control": "no-store",
    }
    policy = dict(part.split(" ", 1) for part in FIXED["Content-Security-Policy"].split("; "))
    nothing = {"default-src", "base-uri", "frame-ancestors", "object-src"}
    assert {name for name, value in policy.items() if value == "'none'"} == nothing
    assert {policy[name] for name in policy.keys() - nothing} == {"'self'", "'self' data:"}
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"


@pytest.fixture
def entry(unit: Unit) -> Activity:
    return factories.an_activity(unit)


def checked(answer: Any, where: str) -> int:
    """The status of an answer, having looked at its headers."""
    fixed = {name: answer.headers.getlist(name) for name in FIXED}
    assert fixed == {name: [value] for name, value in FIXED.items()}, where
    assert "HX-Request" in answer.vary, where
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")], where
    assert "Strict-Transport-Security" not in answer.headers, where
    if answer.data:
        assert answer.headers["Content-Type"] in KINDS, where
    return int(answer.status_code)


def answers(client: PageClient, path: str, ways: dict[str, dict[str, Any]], methods: tuple[str, ...]) -> set[int]:
    """Asks for a path in each way by each method, with and without a right token where something is sent."""
    seen, token = set(), {"data": {"csrf_token": client.token()}}
    for (how, more), method in product(ways.items(), methods):
        for sent in (more, token | more) if method in ("POST", "PUT") else (more,):
            seen.add(checked(client.send(path, method=method, **sent), f"{how} {method} {path}"))
    return seen


def test_every_route_answers_with_the_whole_set_whatever_the_status(app: Flask, unit: Unit, entry: Activity):
    stranger, people = PageClient(app), [PageClient(app).signed_in_as(factories.a_person(unit, role)) for role in Role]
    seen = set()
    for _, path in examples(app, entry):
        for client in (stranger, *people):
            seen |= answers(client, path, {"plain": {}}, ("GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE"))
        for client in (stranger, people[0]):
            seen |= answers(client, path, SENDINGS, ("GET", "POST"))

    assert seen == {200, 201, 204, 303, 400, 401, 403, 404, 405, 411, 413, 422}


def test_every_route_takes_the_methods_it_declares_and_no_other(app: Flask, entry: Activity, signed_out: PageClient):
    taken: dict[str, set[str]] = {}  # a path may be one view to read and another to send to
    for rule, path in examples(app, entry):
        taken.setdefault(path, set()).update(methods(rule))
    for path, declared in taken.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - declared:
            assert signed_out.send(path, method=method).status_code == 405, f"{method} {path}"


@pytest.mark.parametrize("path", ["/khong-co", "/don-vi/KHAC/", "/nhat-ky/0", "/%00", "/%FF", "/static/khong-co.js"])
def test_what_does_not_exist_carries_it_too(reporter: PageClient, path: str):
    assert checked(reporter.send(path), path) == 404


def assets(client: PageClient) -> list[str]:
    page = BeautifulSoup(client.send("/tro-giup").data, "html.parser")
    return [
        str(tag.get(a))
        for tag in page.find_all(["link", "script"])
        for a in ("href", "src", "data-later")
        if str(tag.get(a)).startswith("/static/")
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_static_files_are_kept_for_a_year_and_carry_the_rest(signed_out: PageClient, method: str, encoding: str):
    paths = assets(signed_out)

    for path in paths:
        answer = signed_out.send(path, method=method, headers={"Accept-Encoding": encoding})
        assert answer.status_code == 200
        assert answer.headers.getlist("Cache-Control") == [A_YEAR]
        assert {n: v for n, v in answer.headers if n in FIXED} == FIXED | {"Cache-Control": A_YEAR}
        assert "Set-Cookie" not in answer.headers
        assert answer.headers.get("Content-Encoding", "identity") == ("identity" if path.endswith(".png") else encoding)
    assert len(paths) == 6


def test_every_static_name_holds_its_hash(signed_out: PageClient):
    assert all(re.fullmatch(r"/static/[\w.-]+\.[0-9a-f]{12}\.(css|js|svg|png)", path) for path in assets(signed_out))


@pytest.mark.parametrize(("sent", "status"), [({"Range": "bytes=0-9"}, 206), ({"Range": "bytes=9999999-"}, 416)])
def test_a_part_of_a_file_carries_them(signed_out: PageClient, sent: dict[str, str], status: int):
    answer = signed_out.send(assets(signed_out)[0], headers=sent)

    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == FIXED["Content-Security-Policy"]


def test_a_file_not_modified_carries_them(signed_out: PageClient):
    path = assets(signed_out)[0]
    known = signed_out.send(path).headers["ETag"]

    answer = signed_out.send(path, headers={"If-None-Match": known})

    assert answer.status_code == 304
    assert {n: v for n, v in answer.headers if n in FIXED} == FIXED | {"Cache-Control": A_YEAR}
