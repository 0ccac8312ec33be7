"""After a card: a PIN or a password of one's own, and whether the browser is to be remembered."""

from flask import Flask

from app.accounts.models import Person, SignIn
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.cards.conftest import Issue
from tests.cards.test_using_a_card import PIN, choose_pin
from tests.page import PageClient


def test_a_shared_phone_need_not_be_remembered(app: Flask, leader: Person, issue: Issue):
    own, shared = PageClient(app), PageClient(app)
    own.post("cards.use_card", {"token": issue(leader).token})
    own.post("steps.choose_secret", {"secret": PIN, "again": PIN, "remember": "1"})
    shared.post("cards.use_card", {"token": issue(leader).token})
    shared.post("steps.choose_secret", {"secret": PIN, "again": PIN})

    assert own.client.get_cookie("sotayso-may")
    assert shared.client.get_cookie("sotayso-may") is None
    hours = (db.session.query(SignIn).order_by(SignIn.id.desc()).first()).idle_minutes / 60
    assert hours == 12


def test_the_wards_name_is_no_password_at_the_first_step_either(app: Flask, ward: Unit, issue: Issue):
    client = PageClient(app)
    client.post("cards.use_card", {"token": issue(factories.a_person(ward, Role.REVIEWER)).token})

    choose_pin(client, "phuongphuluong2026", status=422)


def test_an_official_sets_a_password_instead_of_a_pin(app: Flask, ward: Unit, issue: Issue):
    reviewer = factories.a_person(ward, Role.REVIEWER, password_hash="")
    client = PageClient(app)
    client.post("cards.use_card", {"token": issue(reviewer).token})

    assert "ít nhất 8 ký tự" in choose_pin(client, status=422).get_text().lower()
    choose_pin(client, "cây đa bến nước")
    client.get("/don-vi")


def test_the_two_must_be_alike_and_neither_comes_back(signed_out: PageClient, leader: Person, issue: Issue):
    signed_out.post("cards.use_card", {"token": issue(leader).token})

    page = choose_pin(signed_out, "481526", "481527", status=422)

    assert "chưa giống nhau" in page.get_text()
    assert "48152" not in str(page)
