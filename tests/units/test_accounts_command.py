"""flask accounts add: a person, a role, a unit; a password shown once or read from a file, never from an option."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import passwords
from app.accounts.models import Membership, Person
from app.clock import today
from app.extensions import db
from app.units.models import Unit
from tests.demo.console import Console
from tests.page import PageClient

ADD = ("accounts", "add", "--name", "Người thử", "--unit", "TDP07")


def person() -> Person:
    return db.session.scalars(select(Person)).one()


def test_a_random_password_is_shown_once_and_opens_the_door(app: Flask, console: Console, unit: Unit):
    said = console.run(*ADD, "--phone", "+84 510 000 009")
    password = said.rpartition("password ")[2].strip()
    client = PageClient(app)

    client.post("accounts.sign_in", {"phone": "0510000009", "password": password})

    assert said.startswith("0510000009 is reporter of TDP07: password ")
    assert password not in person().password_hash
    assert client.get("status.show_home").h1.get_text() == "Tổ dân phố số 7"


def test_a_password_read_from_a_file_is_not_printed(console: Console, unit: Unit):
    said = console.run(*ADD, "--phone", "0510000009", "--password-file", "-", typed="mật khẩu dài\n")

    assert "mật khẩu" not in said
    assert passwords.matches(person().password_hash, "mật khẩu dài")


@pytest.mark.parametrize("role", ["reporter", "reviewer", "handler", "publisher", "observer", "admin"])
def test_every_role_can_be_given(console: Console, unit: Unit, role: str):
    console.run(*ADD, "--phone", "0510000009", "--role", role, "--title", "Tổ trưởng")

    held = db.session.scalars(select(Membership)).one()
    assert (held.role, held.title, held.unit_id) == (role, "Tổ trưởng", unit.id)
    assert (held.started_on, held.ended_on) == (today(), None)


def test_someone_known_gets_the_second_role_and_keeps_the_password(console: Console, unit: Unit):
    console.run(*ADD, "--phone", "0510000009", "--password-file", "-", typed="mật khẩu dài\n")

    said = console.run(*ADD, "--phone", "0510.000.009", "--role", "reviewer")
    console.run(*ADD, "--phone", "0510000009", "--role", "reviewer")

    roles = sorted(db.session.scalars(select(Membership.role)))
    assert "password kept" in said
    assert passwords.matches(person().password_hash, "mật khẩu dài")
    assert roles == ["reporter", "reviewer"]


def test_a_role_that_ended_can_be_given_again(console: Console, unit: Unit):
    console.run(*ADD, "--phone", "0510000009")
    db.session.scalars(select(Membership)).one().ended_on = date(2026, 1, 1)
    db.session.commit()

    console.run(*ADD, "--phone", "0510000009")

    assert len(db.session.scalars(select(Membership).where(Membership.ended_on.is_(None))).all()) == 1


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("--phone", "12345"), "", "12345"),
        (("--phone", "0210000009"), "", "0210000009"),
        (("--phone", "0510000009", "--unit", "TDP99"), "", "TDP99"),
        (("--phone", "0510000009", "--password-file", "-"), "ngắn\n", "8 characters"),
        (("--phone", "0510000009", "--name", "   "), "", "name"),
        (("--phone", "0510000009", "--name", "A\x07"), "", "name"),
        (("--phone", "0510000009", "--name", "A" * 121), "", "name"),
        (("--phone", "0510000009", "--title", "A" * 81), "", "title"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_added(
    console: Console,
    unit: Unit,
    words: tuple[str, ...],
    typed: str,
    said: str,
):
    assert said in console.refused(*ADD, *words, typed=typed)
    assert db.session.scalars(select(Person)).all() == []
