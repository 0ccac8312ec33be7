"""After each of eight changes the cookie of before opens nothing."""

from collections.abc import Callable

import pytest
from flask import Flask

from app import clock
from app.accounts import passwords
from app.accounts.commands import NewMembership, put_membership
from app.accounts.models import Membership, Person, SignIn
from app.database import writing
from app.extensions import db
from app.keys import Keys
from app.permissions import Role
from app.scope import CONSOLE
from app.units.models import Unit
from tests import factories
from tests.accounts.test_sessions import cookie, with_cookie
from tests.page import PageClient

PHONE, PASSWORD, PIN = "0510000007", "cây đa bến nước", "481526"
NEW = {"secret": "mái đình giếng làng", "again": "mái đình giếng làng"}
Change = Callable[[PageClient, Person], object]


@pytest.fixture
def person(unit: Unit) -> Person:
    person = factories.a_person(unit, phone=PHONE, password_hash=passwords.hashed(PASSWORD))
    person.pin_hash = passwords.hashed(Keys("k" * 40).pin(person.id, PIN))
    db.session.commit()
    return person


@pytest.fixture
def signed(signed_out: PageClient, person: Person) -> PageClient:
    signed_out.post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD, "remember": "1"})
    return signed_out


def set_all(table: type, **values: object) -> None:
    db.session.query(table).update(values)
    db.session.commit()


def become_official(person: Person) -> None:
    unit_id = db.session.query(Membership.unit_id).filter_by(person_id=person.id).scalar()
    new = NewMembership(person.id, unit_id, Role.REVIEWER, "")
    put_membership(writing(), new, by=CONSOLE, now=clock.now(), today=clock.today())
    db.session.commit()


def end_from_elsewhere(client: PageClient) -> None:
    other = PageClient(client.app)
    other.post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD})
    other.post("me.end_browser", number=db.session.query(SignIn.id).order_by(SignIn.id).first()[0])


WAYS: dict[str, Change] = {
    "signed out": lambda client, person: client.post("accounts.sign_out"),
    "own password changed": lambda client, person: client.post("me.change_password", {"present": PASSWORD} | NEW),
    "own PIN changed": lambda client, person: client.post(
        "me.change_pin", {"present": PASSWORD, "secret": "926048", "again": "926048"}
    ),
    "role changed": lambda client, person: become_official(person),
    "membership ended": lambda client, person: set_all(Membership, ended_on=clock.today()),
    "disabled": lambda client, person: set_all(Person, disabled_at=clock.now()),
    "ended from another device": lambda client, person: end_from_elsewhere(client),
    "expired": lambda client, person: set_all(SignIn, expires_at=clock.now()),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_old_cookie_opens_nothing(app: Flask, signed: PageClient, person: Person, way: str):
    stolen = cookie(signed)
    with_cookie(app, stolen).get("/")

    WAYS[way](signed, person)

    for path in ("/", "/toi", "/don-vi/TDP07", "/nhat-ky/ghi/hop"):
        with_cookie(app, stolen).get(path, status=303)
    with_cookie(app, stolen).post("activities.log_activity", {}, slug="hop", status=401)


@pytest.mark.parametrize("way", ["own password changed", "own PIN changed"])
def test_who_changed_it_goes_on_and_everywhere_else_it_is_over(
    app: Flask, signed: PageClient, person: Person, way: str
):
    elsewhere = PageClient(app)
    elsewhere.post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD})

    WAYS[way](signed, person)

    signed.get("/toi")
    elsewhere.get("/", status=303)


def test_a_changed_password_is_the_one_that_fits(app: Flask, signed: PageClient):
    signed.post("me.change_password", {"present": PASSWORD} | NEW)

    PageClient(app).post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD}, status=422)
    PageClient(app).post("accounts.sign_in", {"phone": PHONE, "password": NEW["secret"]})


@pytest.mark.parametrize("page", ["me.change_password", "me.change_pin"])
def test_a_secret_is_changed_only_by_who_knows_the_present_one(signed: PageClient, page: str):
    new = "926048" if page == "me.change_pin" else NEW["secret"]

    shown = signed.post(page, {"present": "không phải", "secret": new, "again": new}, status=422)

    assert "đang dùng chưa đúng" in shown.get_text()
    assert new not in str(shown)
