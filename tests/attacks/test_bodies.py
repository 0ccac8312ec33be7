"""Bodies that are too long, too deep, empty, cut short or of another kind: refused, never an error, never stored."""

import json
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.activities.models import Activity
from app.security import GREATEST_BODY
from app.units.models import Unit
from tests import factories
from tests.attacks.test_text import a_meeting
from tests.house.world import everything, examples, methods
from tests.page import PageClient

JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
DEEP = b"[" * 100_000 + b"]" * 100_000
PART = b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nghi chu\r\n'
BODIES: dict[str, tuple[bytes, str, set[int]]] = {
    "empty": (b"", FORM, {400}),
    "empty multipart": (b"", MULTIPART, {400}),
    "deep JSON": (DEEP, JSON, {400}),
    "deep JSON as a form": (DEEP, FORM, {400}),
    "JSON with half a character": (b'{"note": "\\ud800", "csrf_token": "x"}', JSON, {400}),
    "JSON with no number": (b'{"luot_nguoi_du": NaN}', JSON, {400}),
    "10 MB": (b"note=" + b"x" * 10_000_000, FORM, {413}),
    "one byte too many": (b"x" * (GREATEST_BODY + 1), FORM, {413}),
    "26 MB multipart": (PART.replace(b"ghi chu", b"x" * 26_000_000) + b"--x--", MULTIPART, {413}),
    "10 000 fields": (b"&".join(b"f%d=1" % n for n in range(10_000)), FORM, {400}),
    "10 000 fields of one name": (b"&".join([b"note=1"] * 10_000), FORM, {400}),
    "1 001 parts": (PART * 1001 + b"--x--", MULTIPART, {413}),
    "parts without an end": (PART, MULTIPART, {400}),
    "a part cut short": (PART[:30], MULTIPART, {400}),
    "no boundary": (PART, "multipart/form-data", {400}),
    "a part with a broken head": (b"--x\r\nContent-Disposition\r\n\r\n\r\n--x--", MULTIPART, {400}),
    "a file": (PART.replace(b'"note"', b'"note"; filename="a.html"') + b"--x--", MULTIPART, {400}),
    "bytes that are no UTF-8": (b"note=%FF%FE%C0%80&csrf_token=%ED%A0%80", FORM, {400}),
    "a broken escape": (b"note=%&%zz=%1&=&&&==", FORM, {400}),
    "another charset": (b"note=%E1", FORM + "; charset=utf-16", {400}),
    "no charset there is": (b"note=x", FORM + "; charset=\x7f", {400}),
    "text": (b"note=x", "text/plain", {400}),
    "XML": (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "text/xml", {400}),
    "no kind": (b"note=x", "", {400}),
    "a strange kind": (b"note=x", 'x/y; ; =; "', {400}),
}


@pytest.fixture
def entry(unit: Unit) -> Activity:
    return factories.an_activity(unit)


@pytest.mark.parametrize("what", BODIES)
@pytest.mark.parametrize("client", ["signed_out", "reporter"])
def test_a_broken_body_is_refused_at_every_door(
    request: pytest.FixtureRequest, app: Flask, entry: Activity, what: str, client: str
):
    body, kind, expected = BODIES[what]
    asking: PageClient = request.getfixturevalue(client)
    doors = examples(app, entry)
    before = everything()

    for rule, path in doors:
        if "POST" in methods(rule):
            answer = asking.send(path, method="POST", data=body, content_type=kind)
            assert answer.status_code in expected, f"{path}: {answer.status_code}"
    assert everything() == before


@pytest.mark.parametrize("what", [w for w, (_, kind, _s) in BODIES.items() if kind != FORM])
def test_a_token_in_a_header_does_not_make_it_a_form(reporter: PageClient, what: str):
    body, kind, _ = BODIES[what]
    before = everything()

    headers = {"X-CSRFToken": reporter.token()}
    for path in ("/nhat-ky/ghi/hop", "/nhat-ky/ghi/huong-dan", "/dang-nhap"):
        answer = reporter.send(path, method="POST", data=body, content_type=kind, headers=headers)
        assert answer.status_code in {400, 413, 422}
    assert everything() == before


def test_deep_json_with_every_name_of_the_form_is_no_entry(reporter: PageClient):
    sent: dict[str, Any] = a_meeting(csrf_token=reporter.token())
    before = everything()

    answer = reporter.send("/nhat-ky/ghi/hop", method="POST", data=json.dumps(sent), content_type=JSON)

    assert answer.status_code == 400
    assert everything() == before


@pytest.mark.parametrize("said", [10_000, 100_000])
def test_a_body_shorter_than_it_says_is_refused(reporter: PageClient, said: int):
    sent = "&".join(f"{name}={value}" for name, value in a_meeting(csrf_token=reporter.token()).items())
    before = everything()

    more = {"environ_overrides": {"CONTENT_LENGTH": str(said)}}
    answer = reporter.send("/nhat-ky/ghi/hop", method="POST", data=sent, content_type=FORM, **more)

    assert answer.status_code == 400
    assert everything() == before


def test_ten_thousand_fields_beside_a_good_form_change_nothing(reporter: PageClient):
    sent = MultiDict(a_meeting(csrf_token=reporter.token()))
    sent.update({f"f{n}": "1" for n in range(9_000)})
    sent.setlist("topics", ["attt"] + [f"t{n}" for n in range(1_000)])

    reporter.open("POST", "/nhat-ky/ghi/hop", status=303, data=sent)

    assert len(everything()["tags"]) == 1


@pytest.mark.parametrize("field", ["note", "difficulty", "luot_nguoi_du", "day"])
def test_a_text_too_long_comes_back_whole(reporter: PageClient, field: str):
    text = "9" * 100_000
    before = everything()

    page = reporter.post("activities.log_activity", a_meeting(held_on="other") | {field: text}, slug="hop", status=422)

    box = page.find(id=field)
    assert (box.get_text() if box.name == "textarea" else box["value"]) == text
    assert everything() == before
