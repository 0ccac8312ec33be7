"""The first admin: a code from the console opens a page that is otherwise not there."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.accounts import passwords
from app.accounts.commands import remember_device
from app.accounts.models import KnownDevice, Person
from app.audit.models import Event
from app.cards.commands import Issuing, issue_code
from app.cards.models import Card
from app.directory.commands.setup import FirstAdmin, make_first_admin
from app.extensions import db
from app.keys import Keys
from app.permissions import Role
from app.scope import CONSOLE
from app.units.models import Unit
from tests import factories
from tests.demo.console import Console
from tests.directory.conftest import Said, held, number_of
from tests.house.world import everything
from tests.page import PageClient

PASSWORD = "mái đình giếng làng"
WHO = {"name": "Nguyễn Văn Đầu", "phone": "051 000 9010", "secret": PASSWORD, "again": PASSWORD}


@pytest.fixture
def console(app: Flask) -> Console:
    return Console(app)


@pytest.fixture
def code(console: Console) -> str:
    return console.run("accounts", "first-admin").split()[0]


def shut(client: PageClient, code: str = "") -> None:
    client.get("/thiet-lap", status=404)
    client.post("/thiet-lap", WHO | {"code": code}, status=404)


def test_without_a_code_there_is_no_page(signed_out: PageClient):
    shut(signed_out)


def test_the_first_admin_of_an_empty_house(signed_out: PageClient, code: str, said: Said):
    signed_out.get("/thiet-lap")
    signed_out.post("/thiet-lap", WHO | {"code": code.lower().replace("-", " ")})

    person, ward = db.session.scalars(select(Person)).one(), db.session.scalars(select(Unit)).one()
    assert signed_out.location == "/quan-tri/don-vi"
    assert "Phường Phú Lương" in signed_out.get("/quan-tri/don-vi").get_text()
    assert (held(person), person.phone) == ([("09568", "admin")], "0510009010")
    assert (ward.kind, ward.ward_id, ward.name) == ("phuong", ward.id, "Phường Phú Lương")
    assert passwords.matches(person.password_hash, PASSWORD)
    assert [len(said(event)) for event in (Event.CODE_ISSUED, Event.PERSON_ADDED, Event.MEMBERSHIP_ADDED)] == [1, 1, 1]


def test_afterwards_the_page_is_gone_and_the_console_refuses(app: Flask, signed_out, console: Console, code: str):
    signed_out.post("/thiet-lap", WHO | {"code": code})

    for client in (signed_out, PageClient(app)):
        shut(client, code)
    assert "admin already" in console.refused("accounts", "first-admin")


def test_an_admin_from_elsewhere_shuts_the_page(signed_out: PageClient, ward: Unit, code: str):
    signed_out.get("/thiet-lap")

    factories.a_person(ward, Role.ADMIN)

    shut(signed_out, code)


def test_a_ward_that_is_there_is_taken(signed_out: PageClient, unit: Unit, code: str):
    signed_out.post("/thiet-lap", WHO | {"code": code})

    assert db.session.query(Unit).count() == 2
    assert held(db.session.scalars(select(Person)).one()) == [("09568", "admin")]


def test_a_locked_admin_is_let_in_again_and_nothing_of_before_is(
    app: Flask, signed_out, ward: Unit, said: Said, console
):
    person = factories.a_person(ward, Role.ADMIN, phone="0510009010")
    old, how = PageClient(app).signed_in_as(person), Issuing(Keys("k" * 40), timedelta(days=1), CONSOLE, clock.now())
    card = issue_code(number_of(person), how).code
    remember_device("m", person.id, now=clock.now())
    person.disabled_at = clock.now()
    db.session.commit()

    signed_out.post("/thiet-lap", WHO | {"code": console.run("accounts", "first-admin").split()[0]})

    signed_out.get("/quan-tri/don-vi")
    old.get("/quan-tri/don-vi", status=303)
    PageClient(app).post("cards.use_card", {"code": card}, status=422)
    assert db.session.query(KnownDevice).count() == 0
    assert said(Event.PASSWORD_CHANGED) == [({}, {})]
    assert said(Event.PERSON_ENABLED) == [({"locked": True}, {"locked": False})]
    assert (said(Event.MEMBERSHIP_ADDED), len(said(Event.CARD_WITHDRAWN))) == ([], 1)


def test_a_known_person_becomes_the_first_admin_and_signs_in_anew(app: Flask, signed_out, unit: Unit, code: str, said):
    person = factories.a_person(unit, phone="0510009010")
    old = PageClient(app).signed_in_as(person)

    signed_out.post("/thiet-lap", WHO | {"code": code})

    old.get("/", status=303)
    assert held(person) == [("TDP07", "reporter"), ("09568", "admin")]
    assert (len(said(Event.PASSWORD_CHANGED)), said(Event.PERSON_ENABLED)) == (1, [])


def test_a_code_ends_after_an_hour_or_with_the_next(signed_out: PageClient, console: Console, code: str, at):
    newer = console.run("accounts", "first-admin").split()[0]
    page = signed_out.post("/thiet-lap", WHO | {"code": code}, status=422)
    assert "hết hạn" in page.find(id="error-code").get_text()

    at(clock.now() + timedelta(hours=1, seconds=1))
    shut(signed_out, newer)


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"code": "BCF-234-GHK"}, "code"),
        ({"code": "0O1I"}, "code"),
        ({"name": ""}, "name"),
        ({"name": "A\x07"}, "name"),
        ({"phone": "12345"}, "phone"),
        ({"secret": "12345678", "again": "12345678"}, "secret"),
        ({"secret": "0510009010", "again": "0510009010"}, "secret"),
        ({"again": "khác"}, "again"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(signed_out: PageClient, code: str, typed: dict[str, str], box: str):
    page = signed_out.post("/thiet-lap", WHO | {"code": code} | typed, status=422)

    assert page.find(id=f"error-{box}")
    assert page.find(id="secret").get("value") is None
    assert db.session.query(Person).count() == 0
    assert db.session.scalars(select(Card.used_at)).one() is None


def test_guessing_the_code_is_throttled(signed_out: PageClient, code: str):
    for _ in range(10):
        signed_out.post("/thiet-lap", WHO | {"code": "BCF-234-GHK"}, status=422)

    page = signed_out.post("/thiet-lap", WHO | {"code": code}, status=429)

    assert "Chờ đến" in page.find(id="error-code").get_text()


def test_a_setup_code_is_no_sign_in_card(signed_out: PageClient, code: str):
    before = everything()

    signed_out.post("cards.use_card", {"code": code}, status=422)

    after = everything()
    assert {name for name in after if after[name] != before[name]} <= {"throttles"}


def test_the_command_itself_makes_no_second_admin(app: Flask, ward: Unit, code: str):
    factories.a_person(ward, Role.ADMIN)
    new, now = FirstAdmin(code, "Nguyễn Văn Đầu", "0510009010", PASSWORD, "Phường"), clock.now()

    made = make_first_admin(new, Keys("k" * 40), address="", now=now, today=clock.today())

    assert made is None
    assert db.session.query(Person).count() == 1
