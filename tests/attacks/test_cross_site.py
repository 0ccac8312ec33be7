"""What another site's page, a spoofing client or a foreign name sends changes nothing."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask

from app.activities.models import Activity
from app.units.models import Unit
from tests import factories
from tests.attacks.test_text import a_meeting
from tests.house.world import everything, examples, methods
from tests.page import PageClient

OURS = "http://localhost"
FOREIGN: list[tuple[dict[str, str], int]] = [
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": ""}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, 403),
    ({"Origin": "https://evil.example"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": ""}, 403),
    ({"Origin": "http://localhost.evil.example"}, 403),
    ({"Origin": "http://localhost:81"}, 403),
    ({"Origin": "http://["}, 403),
    ({"Origin": "http://localhost\\@evil.example"}, 403),
    ({"Sec-Fetch-Site": "same-origin", "Referer": "http://["}, 400),
]
OWN: list[dict[str, str]] = [
    {}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": OURS},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Referer": f"{OURS}/nhat-ky/ghi/hop"},
]  # fmt: skip
SPOOFS = [
    {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-Proto": "https"}, {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Port": "444"}, {"X-Forwarded-Prefix": "/evil"}, {"X-Forwarded-Scheme": "https"}, {"X-Real-IP": "::1"},
    {"Forwarded": "host=evil.example;proto=https"}, {"X-Original-URL": "/don-vi"}, {"X-Rewrite-URL": "/don-vi"},
    {"X-HTTP-Method-Override": "POST"}, {"X-Host": "evil.example"}, {"X-Remote-User": "admin"},
    {"HX-Current-URL": "http://["}, {"HX-Target": "<script>"}, {"HX-Prompt": "%E2%80"}, {"HX-Trigger": "x" * 3000},
    {"Accept-Language": "x" * 3000}, {"Accept": "application/json"}, {"If-Modified-Since": "x"}, {"Range": "bytes=0-1"},
]  # fmt: skip
HOSTS = [
    "evil.example", "localhost.evil.example", "evil.example:80", "localhost@evil.example", "localhost\\.evil.example",
    "[::1", "[::2]", "localhost:x", "127.0.0.2", "2130706433", "", " ", "localhost, evil.example", "%6cocalhost", "é",
]  # fmt: skip


@pytest.fixture
def entry(unit: Unit) -> Activity:
    return factories.an_activity(unit)


def unsafe(app: Flask, entry: Activity) -> list[str]:
    return [path for rule, path in examples(app, entry) if "POST" in methods(rule)]


@pytest.mark.parametrize(("headers", "status"), FOREIGN)
def test_a_foreign_page_can_send_nothing_even_with_the_token(
    app: Flask, reporter: PageClient, entry: Activity, headers: dict[str, str], status: int
):
    sent = a_meeting() | {"csrf_token": reporter.token(), "of": ""}
    doors, before = unsafe(app, entry), everything()

    for path in doors:
        assert reporter.send(path, method="POST", data=sent, headers=headers).status_code == status, path
    assert everything() == before


@pytest.mark.parametrize("headers", OWN)
def test_our_own_page_can(reporter: PageClient, headers: dict[str, str]):
    sent = a_meeting() | {"csrf_token": reporter.token()}

    assert reporter.send("/nhat-ky/ghi/hop", method="POST", data=sent, headers=headers).status_code == 303


def test_without_the_right_token_nothing_is_done_and_what_was_typed_comes_back(
    app: Flask, reporter: PageClient, entry: Activity
):
    others = PageClient(app)
    tokens = [None, "", "x", others.token(), reporter.token()[:-1], reporter.token() + "x", "\x00", "é" * 90]
    doors, before = unsafe(app, entry), everything()

    for path in doors:
        for token in tokens:
            data = a_meeting(note="Một ghi chú dài", password="bi-mat") | (
                {} if token is None else {"csrf_token": token}
            )
            page = reporter.open("POST", path, status=400, data=data)
            form = page.find("form", action=path)
            assert form.find(attrs={"name": "note"})["value"] == "Một ghi chú dài"
            assert "bi-mat" not in str(page)
            assert [t["value"] for t in form.find_all(attrs={"name": "csrf_token"})] != [token]
    assert everything() == before


def test_the_page_that_comes_back_is_sent_with_one_tap(reporter: PageClient):
    page = reporter.open("POST", "/nhat-ky/ghi/hop", status=400, data=a_meeting(note="Ghi chú"))
    form = page.find("form", action="/nhat-ky/ghi/hop")

    sent = {box["name"]: box["value"] for box in form.find_all("input")}
    reporter.open("POST", form["action"], status=303, data=sent)

    assert "Ghi chú" in reporter.get(reporter.get(reporter.location).select_one("li a")["href"]).get_text()


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD"])
def test_a_token_in_an_address_or_a_header_opens_no_other_door(reporter: PageClient, entry: Activity, method: str):
    before = everything()

    token = reporter.token()
    reporter.send(f"/nhat-ky/ghi/hop?csrf_token={token}&note=x&luot_nguoi_du=5", method=method, data=a_meeting())

    assert everything() == before


@pytest.mark.parametrize("spoof", SPOOFS, ids=lambda spoof: next(iter(spoof)))
def test_a_spoofed_header_changes_nothing(app: Flask, reporter: PageClient, entry: Activity, spoof: dict[str, str]):
    for rule, path in examples(app, entry):
        if "GET" in methods(rule):
            assert seen(reporter.send(path, headers=spoof)) == seen(reporter.send(path)), path
    assert seen(PageClient(app).send("/", headers=spoof)) == seen(PageClient(app).send("/"))


def seen(answer: Any) -> tuple[int, str | None, str | None, bytes]:
    """What a person would see of an answer; tokens and keys are new each time, and of packed files the second they are packed in."""
    body = re.sub(rb'name="(csrf_token|key)" value="[^"]*"|"token":"[^"]*"', b"", answer.get_data())
    if body.startswith(b"PK"):
        body = repr([(each.filename, each.file_size) for each in ZipFile(BytesIO(body)).infolist()]).encode()
    return answer.status_code, answer.headers.get("Location"), answer.headers.get("Strict-Transport-Security"), body


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_refused_and_never_repeated(app: Flask, reporter: PageClient, entry: Activity, host: str):
    for rule, path in examples(app, entry):
        for method in methods(rule):
            answer = reporter.send(path, method=method, headers={"Host": host})
            assert answer.status_code == 400, f"{method} {path}"
            assert "evil" not in answer.get_data(as_text=True) + str(answer.headers)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000"])
def test_our_own_names_are_not(signed_out: PageClient, host: str):
    assert signed_out.send("/tro-giup", headers={"Host": host}).status_code == 200
