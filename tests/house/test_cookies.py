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


def cookie(answer: Any) -> tuple[str, dict[str, str]]:
    """Name and attributes of the one cookie an answer sets."""
    (header,) = answer.headers.getlist("Set-Cookie")
    ((name, morsel),) = SimpleCookie(header).items()
    return name, {key: value for key, value in morsel.items() if value}


@pytest.fixture
def signing_in(app: Flask, unit: Unit):
    """Signs somebody in over a scheme; returns the answer."""
    factories.a_person(unit, Role.REPORTER, phone=PHONE, password_hash=passwords.hashed(PASSWORD))

    def sign_in(base: str) -> Any:
        client = PageClient(app)
        page = BeautifulSoup(client.send("/dang-nhap", base_url=base).data, "html.parser")
        sent = {"phone": PHONE, "password": PASSWORD, "csrf_token": page.find(attrs={"name": "csrf_token"})["value"]}
        headers = {"Referer": f"{base}/dang-nhap"}
        return client.send("/dang-nhap", method="POST", base_url=base, data=sent, headers=headers)

    return sign_in


def test_over_https_the_cookie_belongs_to_this_host_alone(signing_in):
    answer = signing_in(SECURE)

    name, attributes = cookie(answer)
    assert answer.status_code == 303
    assert name == "__Host-sotayso"
    assert attributes.pop("expires")
    assert attributes == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/"}


def test_over_http_on_loopback_it_is_the_same_but_for_what_http_cannot_do(signing_in):
    name, attributes = cookie(signing_in("http://localhost"))

    assert name == "sotayso"
    assert attributes.pop("expires")
    assert attributes == {"httponly": True, "samesite": "Lax", "path": "/"}


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
