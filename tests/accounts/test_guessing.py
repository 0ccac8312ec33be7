"""An hour of guessing at one account: few tries, nothing learnt, and the owner gets in."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from app import create_app
from app.accounts import checking, passwords
from app.accounts.checking import Attempt, check
from app.accounts.commands import remember_device
from app.accounts.models import Person
from app.clock import HANOI
from app.extensions import db
from app.keys import Keys
from app.throttle.commands import TooManyTries
from app.throttle.figures import ACCOUNT
from app.units.models import Unit
from tests import factories
from tests.counting import expect_queries
from tests.page import PageClient

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=HANOI)
PHONE, PASSWORD, PIN = "0510000007", "cây đa bến nước", "481526"
KEYS = Keys("k" * 40)
GUESSES, HOUR = 10_000, timedelta(hours=1)


@pytest.fixture
def owner(unit: Unit) -> Person:
    person = factories.a_person(unit, phone=PHONE, password_hash=passwords.hashed(PASSWORD))
    person.pin_hash = passwords.hashed(KEYS.pin(person.id, PIN))
    db.session.commit()
    return person


@pytest.fixture
def mark(owner: Person) -> str:
    value = secrets.token_urlsafe(32)
    remember_device(value, owner.id, now=NOW)
    return value


def tried(attempt: Attempt, now: datetime) -> bool | None:
    """Whether the secret was right; None when it was not even looked at."""
    try:
        return check(attempt, KEYS, now=now, today=now.date()) is not None
    except TooManyTries:
        return None


def test_ten_thousand_guesses_in_an_hour_over_two_workers(app: Flask, owner: Person, mark: str):
    other = create_app(app.extensions["settings"])
    own = Attempt(PHONE, PIN, mark, "198.51.100.1")
    looked_at, owner_in = 0, []
    for place in range(GUESSES):
        now = NOW + place * HOUR / GUESSES
        guess = Attempt(PHONE, f"{place:06d}", "", f"203.0.113.{place % 250}")
        with (app if place % 2 else other).app_context():
            looked_at += tried(guess, now) is not None
            if place in (GUESSES // 2, GUESSES - 1):
                owner_in.append(tried(own, now))

    assert 0 < looked_at <= 10
    assert owner_in == [True, True]
    with other.app_context():
        db.engine.dispose()


def test_a_known_device_guesses_no_faster(app: Flask, owner: Person, mark: str):
    guesses = [tried(Attempt(PHONE, f"{n:06d}", mark, "203.0.113.7"), NOW + n * HOUR / 600) for n in range(600)]

    assert len([each for each in guesses if each is not None]) <= 10


def test_a_pin_fits_only_on_a_known_device(app: Flask, owner: Person, mark: str):
    assert tried(Attempt(PHONE, PIN, mark, "203.0.113.7"), NOW) is True
    assert tried(Attempt(PHONE, PIN, secrets.token_urlsafe(32), "203.0.113.7"), NOW) is False
    assert tried(Attempt(PHONE, PIN, "", "203.0.113.7"), NOW) is False
    assert tried(Attempt(PHONE, PASSWORD, "", "203.0.113.7"), NOW) is True


def test_another_persons_known_device_is_a_strange_one(app: Flask, unit: Unit, owner: Person):
    neighbour, theirs = factories.a_person(unit), secrets.token_urlsafe(32)
    remember_device(theirs, neighbour.id, now=NOW)

    assert tried(Attempt(PHONE, PIN, theirs, "203.0.113.7"), NOW) is False


def test_the_same_pin_of_two_people_is_kept_differently(app: Flask, owner: Person):
    assert KEYS.pin(owner.id, PIN) != KEYS.pin(owner.id + 1, PIN) != Keys("x" * 40).pin(owner.id + 1, PIN)


def test_a_known_and_an_unknown_number_cost_the_same(app: Flask, owner: Person, monkeypatch: pytest.MonkeyPatch):
    compared, right = [], passwords.matches
    monkeypatch.setattr(checking.passwords, "matches", lambda kept, secret: compared.append(1) or right(kept, secret))
    sent = []
    for phone in (PHONE, "0519999999", None):
        with expect_queries(7) as queries:
            tried(Attempt(phone, "không phải", "", f"203.0.113.{len(sent)}"), NOW)
        sent.append([query.split("VALUES")[0] for query in queries])

    assert sent[0] == sent[1] == sent[2]
    assert len(compared) == 3


def test_refused_for_now_in_the_same_words_for_any_number(at, signed_out: PageClient, app: Flask, owner: Person):
    at(NOW)  # both are told the same minute, however slow the machine
    answers = []
    for phone in (PHONE, "0519999999"):
        for _ in range(ACCOUNT.free):
            signed_out.post("accounts.sign_in", {"phone": phone, "password": "sai"}, status=422)
        page = signed_out.post("accounts.sign_in", {"phone": phone, "password": PASSWORD}, status=429)
        for box in page.select("#phone, [name=csrf_token]"):
            box["value"] = ""
        answers.append(str(page))

    assert answers[0] == answers[1]
    assert 0 < int(signed_out.answer.headers["Retry-After"]) <= ACCOUNT.waits[0].total_seconds()
    assert "thẻ đăng nhập" in answers[0]


def test_a_hash_of_other_parameters_is_renewed_at_the_next_sign_in(app: Flask, owner: Person, mark: str):
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
    owner.password_hash, owner.pin_hash = weak.hash(PASSWORD), weak.hash(KEYS.pin(owner.id, PIN))
    db.session.commit()
    asked = Attempt(PHONE, PASSWORD, "", "203.0.113.7")

    assert tried(asked, NOW)
    assert tried(replace(asked, secret=PIN, mark=mark), NOW)

    db.session.expire_all()
    assert not passwords.is_outdated(owner.password_hash)
    assert not passwords.is_outdated(owner.pin_hash)
    assert tried(asked, NOW)
    assert tried(replace(asked, secret=PIN, mark=mark), NOW)
