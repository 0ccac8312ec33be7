"""The session's cookie, and what changes over https."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.accounts import passwords
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

SECURE = "https://localhost"
PHONE, PASSWORD = "0510000007", "mat-khau-thu-7"


def cookies(answer: Any) -> dict[str, dict[str, str]]:
    """Attributes of each cookie an answer sets, by name."""
    found: SimpleCookie = SimpleCookie()
    for header in answer.headers.getlist("Set-Cookie"):
        found.load(header)
    return {name: {key: value for key, value in morsel.items() if value} for name, morsel in found.items()}


@pytest.fixture
def signing_in(app: Flask, unit: Unit):
    """Signs somebody in over a scheme; returns the answer."""
    factories.a_person(unit, Role.REPORTER, phone=PHONE, password_hash=passwords.hashed(PASSWORD))

    def sign_in(base: str, **more: str) -> Any:
        client = PageClient(app)
        page = BeautifulSoup(client.send("/dang-nhap", base_url=base).data, "html.parser")
        sent = {
            "phone": PHONE,
            "password": PASSWORD,
            "csrf_token": page.find(attrs={"name": "csrf_token"})["value"],
        } | more
        headers = {"Referer": f"{base}/dang-nhap"}
        return client.send("/dang-nhap", method="POST", base_url=base, data=sent, headers=headers)

    return sign_in


def test_over_https_the_cookies_belong_to_this_host_alone(signing_in):
    found = cookies(signing_in(SECURE, remember="1"))

    assert set(found) == {"__Host-sotayso", "__Host-sotayso-may"}
    for attributes in found.values():
        assert attributes.pop("expires")
        attributes.pop("max-age", None)
        assert attributes == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/"}


def test_over_http_on_loopback_they_are_the_same_but_for_what_http_cannot_do(signing_in):
    found = cookies(signing_in("http://localhost", remember="1"))

    assert set(found) == {"sotayso", "sotayso-may"}
    for attributes in found.values():
        assert attributes.pop("expires")
        attributes.pop("max-age", None)
        assert attributes == {"httponly": True, "samesite": "Lax", "path": "/"}


def test_a_browser_not_to_be_remembered_keeps_one_cookie_until_it_is_closed(signing_in):
    found = cookies(signing_in("http://localhost"))

    assert found == {"sotayso": {"httponly": True, "samesite": "Lax", "path": "/"}}


@pytest.mark.parametrize(
    ("base", "said"), [(SECURE, ["max-age=31536000; includeSubDomains"]), ("http://localhost", [])]
)
@pytest.mark.parametrize("path", ["/dang-nhap", "/khong-co", "/", "/static/app.css"])
def test_only_https_promises_to_stay_https(signed_out: PageClient, base: str, said: list[str], path: str):
    answer = signed_out.send(path, base_url=base)

    assert answer.headers.getlist("Strict-Transport-Security") == said


def test_a_page_of_somebody_signed_in_sets_no_cookie_again(reporter: PageClient):
    reporter.token()

    assert "Set-Cookie" not in reporter.send("/").headers
