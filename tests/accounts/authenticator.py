"""A telephone that shows the codes of a second factor, and people who have one."""

import re
from datetime import datetime, timedelta

import pyotp
from bs4 import BeautifulSoup
from flask import Flask

from app import clock
from app.accounts import factors, passwords
from app.accounts.models import Person
from app.database import let_go
from app.permissions import Role
from app.scope import CONSOLE
from app.settings.commands import change_settings
from app.settings.queries import Settings
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

PASSWORD = "mật-khẩu-thử-7"


def demand(ward: Unit) -> None:
    """The ward asks its officials for a second factor."""
    change_settings(ward.ward_id or ward.id, Settings(second_factor=1), by=CONSOLE, now=clock.now())


def an_official(unit: Unit, role: Role = Role.REVIEWER) -> Person:
    return factories.a_person(unit, role, password_hash=passwords.hashed(PASSWORD))


def with_factor(app: Flask, person: Person) -> list[str]:
    """Sets a second factor up, five minutes ago; returns the recovery codes."""
    keys, then = app.extensions["settings"].keys, clock.now() - timedelta(minutes=5)
    code = pyotp.TOTP(keys.factor(person.id, "nonce")).at(then)
    return factors.set_up((person.id, "nonce"), code, keys, keep=0, by=CONSOLE, now=then) or []


def shown(app: Flask, person: Person, at: datetime | None = None) -> str:
    """The code the telephone shows."""
    return pyotp.TOTP(app.extensions["settings"].keys.factor(person.id, "nonce")).at(at or clock.now())


def scanned(page: BeautifulSoup) -> str:
    """The code of the secret on a set-up page, typed by hand."""
    secret = page.find("p", class_="share").get_text()
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", secret)
    return pyotp.TOTP(secret.replace(" ", "")).at(clock.now())


def sign_in(client: PageClient, person: Person, **more: str) -> None:
    client.post("accounts.sign_in", {"phone": person.phone, "password": PASSWORD} | more)


def state(person: Person) -> factors.State:
    """How the second factor stands now, not when the test first looked."""
    number = person.id
    let_go()
    return factors.state_of(number)
