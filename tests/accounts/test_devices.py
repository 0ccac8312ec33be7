"""A device's mark survives signing out, says nothing of anyone, and can be forgotten."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts import passwords
from app.accounts.models import KnownDevice, Membership, Person, SignIn
from app.extensions import db
from app.keys import Keys
from app.permissions import Role
from app.scope import CONSOLE
from app.settings.commands import change_settings
from app.settings.queries import Settings
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

PHONE, PASSWORD, PIN = "0510000007", "cây đa bến nước", "481526"
START = datetime(2026, 11, 23, 8, 0, tzinfo=clock.HANOI)


def someone(unit: Unit, role: Role = Role.REPORTER, phone: str = PHONE) -> Person:
    person = factories.a_person(unit, role, phone=phone, password_hash=passwords.hashed(PASSWORD))
    person.pin_hash = passwords.hashed(Keys("k" * 40).pin(person.id, PIN))
    db.session.commit()
    return person


def sign_in(
    client: PageClient, secret: str = PASSWORD, *, phone: str = PHONE, status: int = 303, remember: bool = True
):
    more = {"remember": "1"} if remember else {}
    return client.post("accounts.sign_in", {"phone": phone, "password": secret} | more, status=status)


def mark(client: PageClient) -> str:
    kept = client.client.get_cookie("sotayso-may")
    return kept.value if kept else ""


def test_a_pin_is_enough_where_one_signed_in_before(signed_out: PageClient, unit: Unit):
    someone(unit)
    sign_in(signed_out, PIN, status=422)
    sign_in(signed_out)
    signed_out.post("accounts.sign_out")

    assert "Mã PIN" in signed_out.get("accounts.sign_in").find("label", attrs={"for": "password"}).get_text()
    sign_in(signed_out, PIN)

    signed_out.get("/")


def test_without_remembering_there_is_no_mark(signed_out: PageClient, unit: Unit):
    someone(unit)
    sign_in(signed_out, remember=False)
    signed_out.post("accounts.sign_out")

    assert mark(signed_out) == ""
    sign_in(signed_out, PIN, status=422)


def test_a_shared_phone_has_one_mark_for_all_and_a_pin_each(signed_out: PageClient, unit: Unit):
    someone(unit)
    someone(unit, phone="0510000009")
    sign_in(signed_out)
    first = mark(signed_out)
    signed_out.post("accounts.sign_out")
    sign_in(signed_out, PIN, phone="0510000009", status=422)
    sign_in(signed_out, phone="0510000009")

    assert mark(signed_out) == first
    assert len(first) == 43
    assert {row.mark_hash == first for row in db.session.query(KnownDevice)} == {False}
    assert db.session.query(KnownDevice).count() == 2


def test_a_forgotten_device_is_a_strange_one_for_everybody(signed_out: PageClient, unit: Unit):
    someone(unit)
    sign_in(signed_out)
    signed_out.post("accounts.sign_out")

    signed_out.post("accounts.forget_device")

    assert mark(signed_out) == ""
    assert db.session.query(KnownDevice).count() == 0
    sign_in(signed_out, PIN, status=422)


def test_a_stolen_mark_is_worth_nothing_once_forgotten(app: Flask, signed_out: PageClient, unit: Unit):
    someone(unit)
    sign_in(signed_out)
    stolen = mark(signed_out)
    signed_out.post("accounts.forget_device")
    thief = PageClient(app)
    thief.client.set_cookie("sotayso-may", stolen)

    sign_in(thief, PIN, status=422)


@pytest.mark.parametrize("value", ["", "x", "x" * 43, "x" * 4000, "' OR 1=1 --".ljust(43)])
def test_an_invented_mark_knows_nobody(signed_out: PageClient, unit: Unit, value: str):
    someone(unit)
    signed_out.client.set_cookie("sotayso-may", value)

    sign_in(signed_out, PIN, status=422)


def test_an_official_never_signs_in_by_pin(signed_out: PageClient, ward: Unit):
    someone(ward, Role.ADMIN)
    sign_in(signed_out)
    signed_out.post("accounts.sign_out")

    sign_in(signed_out, PIN, status=422)
    sign_in(signed_out)
    signed_out.get("me.change_pin", status=403)


LIFETIMES = {
    # role, remembered → after what pause it is over; after what time in any case
    "reporter": (Role.REPORTER, True, timedelta(days=90), None),
    "reporter on a shared machine": (Role.REPORTER, False, timedelta(hours=12), timedelta(hours=12)),
    "reviewer": (Role.REVIEWER, True, timedelta(minutes=30), timedelta(hours=12)),
    "admin": (Role.ADMIN, True, timedelta(minutes=30), timedelta(hours=12)),
    "observer": (Role.OBSERVER, True, timedelta(days=90), None),
}


@pytest.mark.parametrize("who", LIFETIMES)
def test_a_sign_in_ends_when_unused_as_long_as_the_role_says(signed_out: PageClient, ward: Unit, at, who: str):
    role, remember, idle, _ = LIFETIMES[who]
    someone(ward, role)
    at(START)
    sign_in(signed_out, remember=remember)

    at(START + idle - timedelta(seconds=1))
    signed_out.get("/toi")
    at(db.session.query(SignIn).one().expires_at)
    signed_out.get("/toi", status=303)


@pytest.mark.parametrize("who", [who for who, figures in LIFETIMES.items() if figures[3]])
def test_it_ends_at_last_however_busy(signed_out: PageClient, ward: Unit, at, who: str):
    role, remember, idle, longest = LIFETIMES[who]
    someone(ward, role)
    at(START)
    sign_in(signed_out, remember=remember)

    pause = min(idle, longest) / 2
    for place in range(1, int(longest / pause)):
        at(START + place * pause)
        signed_out.get("/toi")
    at(START + longest)
    signed_out.get("/toi", status=303)


def test_a_ward_decides_on_lifetimes(signed_out: PageClient, ward: Unit, unit: Unit, at):
    change_settings(ward.id, Settings(reporter_days=7), by=CONSOLE, now=clock.now())
    someone(unit)
    at(START)
    sign_in(signed_out)

    at(START + timedelta(days=6, hours=23))
    signed_out.get("/toi")
    at(START + timedelta(days=14))
    signed_out.get("/toi", status=303)


def test_the_header_switches_between_units(signed_out: PageClient, ward: Unit, unit: Unit):
    person, second = someone(unit), factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
    held = Membership(person_id=person.id, unit_id=second.id, role=Role.REPORTER, title="", started_on=START.date())
    db.session.add(held)
    db.session.commit()
    sign_in(signed_out)

    assert signed_out.get("/").h1.get_text() == "Tổ dân phố số 7"
    signed_out.post("accounts.choose_unit", {"unit": "TDP08"})
    assert signed_out.get("/").h1.get_text() == "Tổ dân phố số 8"
    signed_out.get("/don-vi/TDP07", status=404)
    factories.a_person(factories.a_unit(ward, code="TDP99", name="Tổ dân phố số 99"))
    signed_out.post("accounts.choose_unit", {"unit": "TDP99"}, status=404)
    assert "số 99" not in signed_out.get("/toi").get_text()
    signed_out.post("accounts.choose_unit", {"unit": "\x00" * 99}, status=404)
    held.ended_on = clock.today()
    db.session.commit()
    assert signed_out.get("/").h1.get_text() == "Tổ dân phố số 7"
