"""A sign-in is a row: it begins anew, ends for good, and follows what becomes of the person."""

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts import passwords
from app.accounts.models import Membership, Person, SignIn
from app.accounts.queries import token_hash
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

PHONE, PASSWORD = "0510000007", "mat-khau-thu-7"


@pytest.fixture
def person(unit: Unit) -> Person:
    return factories.a_person(unit, Role.REPORTER, phone=PHONE, password_hash=passwords.hashed(PASSWORD))


@pytest.fixture
def signed(signed_out: PageClient, person: Person) -> PageClient:
    signed_out.post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD})
    return signed_out


def cookie(client: PageClient) -> str:
    kept = client.client.get_cookie("sotayso")
    return kept.value if kept else ""


def with_cookie(app: Flask, value: str) -> PageClient:
    """Another browser that holds the same cookie."""
    client = PageClient(app)
    client.client.set_cookie("sotayso", value)
    return client


def test_signing_out_ends_the_old_cookie_too(app: Flask, signed: PageClient):
    stolen = cookie(signed)
    with_cookie(app, stolen).get("/")

    signed.post("accounts.sign_out")

    assert signed.location == "/dang-nhap#da-ra"
    assert signed.answer.headers["Clear-Site-Data"] == '"cache"'
    signed.get("/", status=303)
    with_cookie(app, stolen).get("/", status=303)


def test_a_cookie_planted_before_signing_in_opens_nothing_after(app: Flask, signed_out: PageClient, person: Person):
    signed_out.token()
    planted = cookie(signed_out)

    signed_out.post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD})

    assert planted
    assert cookie(signed_out) != planted
    with_cookie(app, planted).get("/", status=303)


def test_signing_in_again_ends_the_sign_in_before(app: Flask, signed: PageClient):
    first, token = cookie(signed), signed.token()

    signed.post("accounts.sign_in", {"phone": PHONE, "password": PASSWORD})

    with_cookie(app, first).get("/", status=303)
    signed.get("/")
    signed.open("POST", "/dang-xuat", status=400, data={"csrf_token": token})


def test_a_failed_sign_in_leaves_the_one_there_is(signed: PageClient):
    signed.post("accounts.sign_in", {"phone": PHONE, "password": "sai"}, status=422)

    signed.get("/")


def test_the_table_keeps_only_the_hash_of_what_the_cookie_holds(signed: PageClient):
    with signed.client.session_transaction() as session:
        token = session["_user_id"]

    row = db.session.query(SignIn).one()

    assert row.token_hash == token_hash(token) != token
    assert len(token) == 43
    assert set(session) <= {"_user_id", "_id", "_fresh", "_permanent", "csrf_token"}


@pytest.mark.parametrize("fate", ["disabled", "membership ended", "membership not begun", "sign-in ended", "expired"])
def test_what_becomes_of_a_person_holds_at_the_next_request(signed: PageClient, person: Person, fate: str):
    today, now = clock.today(), clock.now()
    signed.get("/")

    changes = {
        "disabled": (Person, {"disabled_at": now}),
        "membership ended": (Membership, {"ended_on": today}),
        "membership not begun": (Membership, {"started_on": today + timedelta(days=1)}),
        "sign-in ended": (SignIn, {"ended_at": now}),
        "expired": (SignIn, {"expires_at": now}),
    }
    table, values = changes[fate]
    db.session.query(table).update(values)
    db.session.commit()

    signed.get("/", status=303)
    signed.post("activities.log_activity", {}, slug="hop", status=401)


def test_a_role_taken_away_holds_at_the_next_request(signed: PageClient):
    signed.get("activities.log_activity", slug="hop")

    db.session.query(Membership).update({"role": Role.OBSERVER})
    db.session.commit()

    signed.get("activities.log_activity", slug="hop", status=403)


def test_a_membership_lasts_through_the_day_before_it_ends(signed: PageClient):
    db.session.query(Membership).update({"ended_on": clock.today() + timedelta(days=1)})
    db.session.commit()

    signed.get("/")


@pytest.mark.parametrize(
    "value", ["x", "x" * 43, "", "{}", "é" * 43, "A" * 5000, "\x00" * 43, "' OR 1=1 --" + "x" * 32]
)
def test_an_invented_id_is_nobody(app: Flask, person: Person, value: str):
    client = PageClient(app)
    with client.client.session_transaction() as session:
        session["_user_id"] = value

    client.get("/", status=303)
