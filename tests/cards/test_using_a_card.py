"""A card signs in once, after a tap; opening its address changes nothing."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Membership, Person, SignIn
from app.cards.commands import token_is, use_card
from app.cards.models import Card
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.cards.conftest import Issue
from tests.house.world import everything
from tests.page import PageClient

PIN = "481526"


def choose_pin(client: PageClient, pin: str = PIN, again: str | None = None, status: int = 303):
    return client.post("steps.choose_secret", {"secret": pin, "again": again or pin}, status=status)


def test_scan_tap_pin_home(signed_out: PageClient, leader: Person, issue: Issue):
    card = issue(leader)

    signed_out.post("cards.use_card", {"token": card.token})
    assert signed_out.location == "/dang-nhap/dat-ma"
    assert leader.name in signed_out.get("steps.choose_secret").h1.get_text()
    choose_pin(signed_out)

    assert signed_out.get("/").h1.get_text() == "Tổ dân phố số 7"


def test_until_a_pin_is_set_nothing_opens(signed_out: PageClient, leader: Person, issue: Issue):
    signed_out.post("cards.use_card", {"token": issue(leader).token})

    for path in ("/", "/toi", "/don-vi/TDP07", "/nhat-ky/ghi/hop"):
        signed_out.get(path, status=303)
        assert signed_out.location.startswith("/dang-nhap?next=")


@pytest.mark.parametrize("agent", ["Mozilla/5.0 Zalo android/123", "facebookexternalhit/1.1", "curl/8"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_robot_that_opens_the_address_uses_nothing_up(
    signed_out: PageClient, leader: Person, issue: Issue, agent: str, method: str
):
    card = issue(leader)
    before = everything()

    for address in ("/the", f"/the?token={card.token}", f"/the?code={card.code}", "/dang-nhap/dat-ma"):
        signed_out.send(address, method=method, headers={"User-Agent": agent})

    assert everything() == before
    signed_out.post("cards.use_card", {"token": card.token})


def test_a_card_works_once(app: Flask, leader: Person, issue: Issue):
    card = issue(leader)
    PageClient(app).post("cards.use_card", {"token": card.token})

    for sent in ({"token": card.token}, {"code": card.code}):
        page = PageClient(app).post("cards.use_card", sent, status=422)
        assert "đã dùng rồi" in page.get_text()
    assert db.session.query(SignIn).count() == 1


def test_the_same_phone_goes_on_where_it_stopped(signed_out: PageClient, leader: Person, issue: Issue):
    card = issue(leader)
    signed_out.post("cards.use_card", {"token": card.token})

    signed_out.post("cards.use_card", {"token": card.token})

    assert signed_out.location == "/dang-nhap/dat-ma"
    choose_pin(signed_out)
    signed_out.get("/")


def test_a_spent_card_of_somebody_else_leads_nowhere(app: Flask, unit: Unit, leader: Person, issue: Issue):
    spent = issue(factories.a_person(unit, password_hash=""))
    PageClient(app).post("cards.use_card", {"token": spent.token})
    client = PageClient(app)
    client.post("cards.use_card", {"token": issue(leader).token})

    page = client.post("cards.use_card", {"token": spent.token}, status=422)

    assert "đăng nhập bằng số điện thoại" in page.get_text()


def test_a_new_card_ends_the_step_its_finder_was_at(app: Flask, leader: Person, issue: Issue):
    finder = PageClient(app)
    finder.post("cards.use_card", {"token": issue(leader).token})

    issue(leader)

    choose_pin(finder)
    assert finder.location == "/dang-nhap"


def end(person: Person, fate: str) -> None:
    today = clock.today()
    changes = {
        "disabled": (Person, {"disabled_at": clock.now()}),
        "membership ended": (Membership, {"ended_on": today}),
        "unit closed": (Unit, {"closed_on": today - timedelta(days=1)}),
        "withdrawn": (Card, {"withdrawn_at": clock.now()}),
        "expired": (Card, {"expires_at": clock.now()}),
    }
    table, values = changes[fate]
    db.session.query(table).update(values)
    db.session.commit()


@pytest.mark.parametrize("fate", ["disabled", "membership ended", "unit closed", "withdrawn", "expired"])
def test_a_card_of_the_past_opens_nothing(signed_out: PageClient, leader: Person, issue: Issue, fate: str):
    card = issue(leader)
    end(leader, fate)

    signed_out.post("cards.use_card", {"token": card.token}, status=422)
    signed_out.post("cards.use_card", {"code": card.code}, status=422)

    assert db.session.query(SignIn).count() == 0


def test_a_new_card_ends_the_one_before(app: Flask, leader: Person, issue: Issue):
    lost, found = issue(leader), issue(leader)

    PageClient(app).post("cards.use_card", {"token": lost.token}, status=422)
    PageClient(app).post("cards.use_card", {"token": found.token})


def test_two_scans_at_the_same_instant_give_one_sign_in(app: Flask, leader: Person, issue: Issue):
    card, ready, results = issue(leader), Barrier(6), []

    def scan() -> None:
        with app.app_context():
            ready.wait()
            used = use_card(token_is(card.token), user_agent="", address="", now=clock.now(), today=clock.today())
            results.append(used)

    threads = [Thread(target=scan) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 6
    assert len([used for used in results if used]) == 1
    assert db.session.query(SignIn).count() == 1


def test_a_code_read_out_ends_after_fifteen_minutes(app: Flask, leader: Person, issue: Issue, at):
    start = datetime(2026, 11, 23, 19, 0, tzinfo=clock.HANOI)
    at(start)
    late = issue(leader, code=True).code
    at(start + timedelta(minutes=15))
    PageClient(app).post("cards.use_card", {"code": late}, status=422)

    in_time = issue(leader, code=True).code
    at(start + timedelta(minutes=29, seconds=59))
    PageClient(app).post("cards.use_card", {"code": in_time})


@pytest.mark.parametrize("write", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c.replace('-', ' ')} "])
def test_a_code_is_understood_however_it_is_typed(signed_out: PageClient, leader: Person, issue: Issue, write):
    signed_out.post("cards.use_card", {"code": write(issue(leader, code=True).code)})

    assert signed_out.location == "/dang-nhap/dat-ma"


@pytest.mark.parametrize("code", ["", "BCF-234", "OI0-1AE-UYD", "BCF-234-GHKK", "\x00", "é" * 9, "x" * 41])
def test_what_cannot_be_a_code_says_how_one_looks(signed_out: PageClient, code: str):
    page = signed_out.post("cards.use_card", {"code": code}, status=422)

    assert page.select("#error-summary li")
    assert db.session.execute(db.text("SELECT count(*) FROM throttles")).scalar() == 0
