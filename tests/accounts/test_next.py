"""After signing in one goes to a path of this site, whatever the address asked for (security.md 4, J)."""

from urllib.parse import urljoin, urlsplit

import pytest

from app.accounts import passwords
from app.accounts.models import Person
from app.security import local_path
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

HOSTILE = [
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "/\n/evil.example", "\t//evil.example", "https:evil.example", "https://evil.example/", "javascript:alert(1)",
    "//localhost@evil.example", "@evil.example", "data:text/html,x", "/\x00/evil.example", "//evil。example",
    "/\r\nSet-Cookie: a=b", " //evil.example", "evil.example", "/" + "x" * 600, "/ /evil.example", "http:/evil.example",
]  # fmt: skip
HARMLESS = [
    "/",
    "/don-vi/TDP07?ky=2026-11",
    "/%09/evil.example",
    "/%5Cevil.example",
    "/%252F%252Fevil.example",
    "/@evil",
]
PHONE, PASSWORD = "0510000007", "mat-khau-thu-7"


@pytest.fixture
def person(unit: Unit) -> Person:
    return factories.a_person(unit, phone=PHONE, password_hash=passwords.hashed(PASSWORD))


def as_a_browser_reads(location: str) -> str:
    """The host a browser would go to: it drops tabs and line ends and takes a backslash for a slash."""
    plain = location.strip(" \t\r\n\x00").translate({9: None, 10: None, 13: None, ord("\\"): "/"})
    return urlsplit(urljoin("http://localhost/dang-nhap", plain)).netloc


@pytest.mark.parametrize("target", HOSTILE)
def test_a_foreign_target_is_dropped(target: str):
    assert local_path(target) is None


@pytest.mark.parametrize("target", HARMLESS)
def test_a_path_of_this_site_is_kept(target: str):
    assert local_path(target) == target
    assert as_a_browser_reads(target) == "localhost"


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("field", ["form", "address"])
def test_signing_in_never_leaves_the_site(signed_out: PageClient, person: Person, field: str, htmx: bool):
    sent = {"phone": PHONE, "password": PASSWORD}
    for target in HOSTILE:
        more = {"next": target} if field == "address" else {}
        data = sent | ({} if field == "address" else {"next": target})

        signed_out.open(
            "POST", signed_out.path("accounts.sign_in", **more), status=204 if htmx else 303, htmx=htmx,
            data=data | {"csrf_token": signed_out.token()},
        )  # fmt: skip
        assert signed_out.location == "/", target
        signed_out.get(signed_out.path("accounts.sign_in", next=target), status=303)
        assert signed_out.location == "/", target


def test_one_comes_back_to_where_one_wanted_to_go(signed_out: PageClient, person: Person):
    signed_out.get("/don-vi/TDP07?ky=2026-11", status=303)
    page = signed_out.get(signed_out.location)
    wanted = page.find(attrs={"name": "next"})["value"]

    signed_out.post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD, "next": wanted})

    assert signed_out.location == "/don-vi/TDP07?ky=2026-11"
