"""Signing in: by number and password; what is wrong is never told apart."""

import unicodedata

import pytest
from flask import Flask

from app import clock
from app.accounts import passwords
from app.accounts.models import Membership, Person, SignIn
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

PHONE, PASSWORD = "0510000007", "mật-khẩu-thử-7"


@pytest.fixture
def person(unit: Unit) -> Person:
    return factories.a_person(unit, Role.REPORTER, phone=PHONE, password_hash=passwords.hashed(PASSWORD))


def sign_in(client: PageClient, phone: str = PHONE, password: str = PASSWORD, status: int = 303, **more: str):
    return client.post("accounts.sign_in", {"phone": phone, "password": password} | more, status=status)


def test_the_right_password_opens_home(signed_out: PageClient, person: Person):
    sign_in(signed_out)

    assert signed_out.location == "/"
    assert signed_out.get("/").h1.get_text() == "Tổ dân phố số 7"


@pytest.mark.parametrize(
    "typed",
    [
        "+84510000007",
        "84 510 000 007",
        "0510 000 007",
        "0510.000.007",
        "(0510) 000-007",
        " 510000007 ",
        "+840510000007",
    ],
)
def test_a_number_is_understood_however_it_is_written(signed_out: PageClient, person: Person, typed: str):
    sign_in(signed_out, phone=typed)

    assert signed_out.get("/").h1


WRONG = {
    "wrong password": (PHONE, "mật-khẩu-sai-7"),
    "unknown number": ("0510000008", PASSWORD),
    "no number at all": ("không phải số", PASSWORD),
    "disabled person": ("0510000009", PASSWORD),
    "over a kilobyte": (PHONE, PASSWORD + "x" * 1100),
    "one letter more": (PHONE, PASSWORD + " x"),
    "other case": (PHONE, PASSWORD.upper()),
    "far too long a number": ("0" * 40, PASSWORD),
}


def test_everything_wrong_is_answered_in_the_same_words(app: Flask, unit: Unit, person: Person):
    gone = factories.a_person(unit, phone="0510000009", password_hash=passwords.hashed(PASSWORD))
    gone.disabled_at = clock.now()
    db.session.commit()

    answers = set()
    for phone, password in WRONG.values():
        client = PageClient(app)
        page = sign_in(client, phone, password, status=422)
        page.find(id="phone")["value"] = ""
        page.find(attrs={"name": "csrf_token"})["value"] = ""
        answers.add(str(page))
        assert client.get("/", status=303) is not None

    assert len(answers) == 1
    assert "Số điện thoại, mật khẩu hoặc mã PIN chưa đúng." in answers.pop()
    assert db.session.query(SignIn).count() == 0


def test_a_wrong_password_never_comes_back_in_the_page(signed_out: PageClient, person: Person):
    page = sign_in(signed_out, password="mật-khẩu-sai-7", status=422)

    assert "mật-khẩu-sai-7" not in str(page)
    assert page.find(id="phone")["value"] == PHONE


def test_someone_without_a_membership_today_gets_in_nowhere(signed_out: PageClient, person: Person):
    db.session.query(Membership).update({"ended_on": clock.today()})
    db.session.commit()

    page = sign_in(signed_out, status=422)

    assert "không còn phụ trách" in page.get_text()
    signed_out.get("/", status=303)


@pytest.mark.parametrize(("typed", "missing"), [(("", ""), 2), ((PHONE, ""), 1), (("", PASSWORD), 1)])
def test_an_empty_box_is_asked_for(signed_out: PageClient, person: Person, typed: tuple[str, str], missing: int):
    page = sign_in(signed_out, *typed, status=422)

    assert len(page.select("#error-summary li")) == missing


def test_a_password_typed_in_decomposed_letters_is_the_same(signed_out: PageClient, person: Person):
    sign_in(signed_out, password=unicodedata.normalize("NFD", PASSWORD))

    assert signed_out.location == "/"
