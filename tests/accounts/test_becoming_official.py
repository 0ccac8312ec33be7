"""Who becomes an official gets an official's rights only by signing in as one; what was handed out before is worth less."""

import pytest
from flask import Flask

from app import clock
from app.accounts.models import KnownDevice, Membership, Person
from app.accounts.sign_ins import Lifetime, NewSignIn, start_sign_in
from app.cards.commands import withdraw_cards
from app.extensions import db
from app.permissions import Role
from app.scope import CONSOLE
from app.settings.commands import change_settings
from app.settings.queries import Settings
from app.units.models import Unit
from tests import factories
from tests.accounts.test_devices import PASSWORD, PIN, mark, sign_in, someone
from tests.cards.conftest import Issue, issue, leader  # noqa: F401
from tests.page import PageClient


def gets(person: Person, unit: Unit, role: Role = Role.ADMIN) -> None:
    """A role, written past every command."""
    today = clock.today()
    db.session.add(Membership(person_id=person.id, unit_id=unit.id, role=role, title="", started_on=today))
    db.session.commit()


def test_a_sign_in_of_a_leader_never_carries_an_officials_rights(signed_out: PageClient, ward: Unit, unit: Unit):
    person = someone(unit)
    sign_in(signed_out)

    gets(person, ward)

    signed_out.get("/toi", status=303)
    sign_in(signed_out)
    signed_out.post("accounts.choose_unit", {"unit": "09568"})
    signed_out.get("/quan-tri/don-vi")


@pytest.mark.parametrize("how", ["token", "code", "read out"])
def test_a_leaders_card_opens_no_official(app: Flask, ward: Unit, leader: Person, issue: Issue, how: str):  # noqa: F811
    factories.a_person(ward, Role.ADMIN)  # somebody else is one already
    card = issue(leader, code=how == "read out")
    gets(leader, ward)

    sent = {"token": card.token} if how == "token" else {"code": card.code}
    PageClient(app).post("cards.use_card", sent, status=422)
    PageClient(app).post("cards.use_card", {"token": issue(leader).token})


def test_a_card_opens_nobody_who_works_in_another_ward_too(app: Flask, leader: Person, issue: Issue):  # noqa: F811
    card = issue(leader)

    gets(leader, factories.a_ward("09999", "Phường Khác"), Role.OBSERVER)

    PageClient(app).post("cards.use_card", {"token": card.token}, status=422)


def test_a_ward_withdraws_only_the_cards_of_its_own_units(app: Flask, ward: Unit, leader: Person, issue: Issue):  # noqa: F811
    card = issue(leader)

    withdraw_cards(leader.id, factories.a_ward("09999", "Phường Khác").id, by=CONSOLE, now=clock.now())
    PageClient(app).post("cards.use_card", {"token": card.token})

    card = issue(leader)
    withdraw_cards(leader.id, ward.id, by=CONSOLE, now=clock.now())
    PageClient(app).post("cards.use_card", {"token": card.token}, status=422)


def test_of_two_wards_the_stricter_decides(signed_out: PageClient, ward: Unit, unit: Unit, at):
    person, elsewhere = someone(unit), factories.a_ward("09999", "Phường Khác")
    gets(person, elsewhere)
    change_settings(elsewhere.id, Settings(second_factor=1), by=CONSOLE, now=clock.now())

    sign_in(signed_out)

    assert signed_out.location.startswith("/dang-nhap/bat-lop-hai")


def test_a_new_pin_makes_every_other_device_a_strange_one(app: Flask, signed_out: PageClient, unit: Unit):
    someone(unit)
    lost = PageClient(app)
    sign_in(lost)
    sign_in(signed_out)
    signed_out.post("me.change_pin", {"present": PASSWORD, "secret": "926048", "again": "926048"})
    lost.get("/toi", status=303)

    sign_in(lost, "926048", status=422)

    signed_out.post("accounts.sign_out")
    sign_in(signed_out, "926048")


def test_a_new_pin_leaves_the_neighbours_devices_alone(app: Flask, signed_out: PageClient, unit: Unit):
    someone(unit)
    someone(unit, phone="0510000009")
    neighbour = PageClient(app)
    sign_in(neighbour, phone="0510000009")
    neighbour.post("accounts.sign_out")
    sign_in(signed_out)

    signed_out.post("me.change_pin", {"present": PASSWORD, "secret": "926048", "again": "926048"})

    sign_in(neighbour, PIN, phone="0510000009")


def test_a_mark_somebody_planted_is_not_taken_over(app: Flask, signed_out: PageClient, unit: Unit):
    someone(unit)
    planted = "A" * 43
    signed_out.client.set_cookie("sotayso-may", planted)
    sign_in(signed_out)
    thief = PageClient(app)
    thief.client.set_cookie("sotayso-may", planted)

    sign_in(thief, PIN, status=422)
    assert mark(signed_out) != planted


def test_with_the_password_alone_a_device_is_not_known_yet(signed_out: PageClient, ward: Unit):
    someone(ward, Role.ADMIN)
    change_settings(ward.id, Settings(second_factor=1), by=CONSOLE, now=clock.now())

    sign_in(signed_out)

    assert signed_out.location.startswith("/dang-nhap/bat-lop-hai")
    assert db.session.query(KnownDevice).count() == 0


def test_a_sign_in_that_waits_can_be_left(signed_out: PageClient, leader: Person, issue: Issue):  # noqa: F811
    signed_out.post("cards.use_card", {"token": issue(leader).token})

    signed_out.post("accounts.sign_out")

    signed_out.get("steps.choose_secret", status=303)
    assert signed_out.location == "/dang-nhap"


def test_a_lifetime_is_no_officials_unless_it_says_so(app: Flask, ward: Unit):
    admin = factories.a_person(ward, Role.ADMIN)
    client = PageClient(app)
    token = start_sign_in(NewSignIn(admin.id, "test", Lifetime()), by=CONSOLE, now=clock.now())
    with client.client.session_transaction() as session:
        session["_user_id"] = token

    client.get("/toi", status=303)
