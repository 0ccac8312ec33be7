"""What changes people, units, cards and settings asks for the password again after a while (ASVS 7.5.1)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import clock
from app.accounts import passwords
from app.accounts.models import Person, SignIn
from app.extensions import db
from app.permissions import Role
from app.settings.queries import Settings
from app.units.models import Unit
from tests import factories
from tests.accounts.actors import a_world, cells
from tests.house.world import everything
from tests.page import PageClient

ROUTES = Path(__file__).parents[1] / "house" / "routes.txt"
PASSWORD = "cây đa bến nước"
START = datetime(2026, 11, 23, 8, 0, tzinfo=clock.HANOI)


def asking() -> set[str]:
    """The routes that must ask, as checked in."""
    lines = [line.split("  ") for line in ROUTES.read_text(encoding="utf-8").splitlines()]
    return {path for path, _, mark in lines if mark.endswith(" fresh")}


def test_each_of_them_asks_and_does_nothing_before(app: Flask):
    world = a_world()
    client = world.client(app, "admin")
    db.session.query(SignIn).update({"confirmed_at": None})
    db.session.commit()
    before, asked = everything(), set()

    for rule, method in cells(app):
        if rule.rule in asking():
            data = {"csrf_token": client.token()} | world.own.named if method == "POST" else None
            answer = client.send(world.own.address(app, rule), method=method, data=data)
            confirming = "/toi/xac-nhan" in answer.headers.get("Location", "") or "Nhập lại mật khẩu" in answer.text
            assert confirming, f"{method} {rule.rule}: {answer.status_code}"
            asked.add(rule.rule)

    assert asked == asking()
    assert len(asked) > 20
    assert everything() == before


@pytest.fixture
def admin(ward: Unit) -> Person:
    return factories.a_person(ward, Role.ADMIN, phone="0510000007", password_hash=passwords.hashed(PASSWORD))


@pytest.fixture
def signed(signed_out: PageClient, admin: Person, at) -> PageClient:
    at(START)
    signed_out.post("accounts.sign_in", {"phone": admin.phone, "password": PASSWORD})
    return signed_out


def test_it_asks_after_the_time_the_ward_set_and_then_goes_on(signed: PageClient, at):
    limit = timedelta(minutes=Settings().confirm_after_minutes)
    for part in (0.4, 0.8):
        at(START + limit * part)
        signed.get("/quan-tri/don-vi/them")
    at(START + limit + timedelta(minutes=1))
    signed.get("/quan-tri/don-vi/them", status=303)
    asked = signed.location

    page = signed.get(asked)
    signed.post("me.confirm", {"password": "sai rồi nhé", "next": "/quan-tri/don-vi/them"}, status=422)
    signed.post("me.confirm", {"password": PASSWORD, "next": page.find(attrs={"name": "next"})["value"]})

    assert signed.location == "/quan-tri/don-vi/them"
    signed.get("/quan-tri/don-vi/them")


def test_what_was_sent_comes_back_and_goes_on_with_one_tap(signed: PageClient, at):
    at(START + timedelta(minutes=Settings().confirm_after_minutes / 2))
    signed.get("/toi")
    at(START + timedelta(minutes=Settings().confirm_after_minutes + 1))
    typed = {"unit_code": "TDP90", "name": "Tổ dân phố số 90", "kind": "tdp"}

    held = signed.post("/quan-tri/don-vi/them", typed, status=403)
    fields = {box["name"]: box.get("value", "") for box in held.main.find_all("input")}
    again = signed.post("me.confirm", fields | {"password": PASSWORD}, status=200)

    form = again.main.find("form")
    kept = {box["name"]: box["value"] for box in form.find_all("input") if box["name"] != "csrf_token"}
    assert form["action"] == "/quan-tri/don-vi/them"
    assert typed.items() <= kept.items()
    assert "password" not in kept
    assert PASSWORD not in str(again)


@pytest.mark.parametrize("target", ["//e.example", "/\\e", "https://e.example", "javascript:alert(1)", "/%0d%0aX: 1"])
def test_confirming_leads_nowhere_else(signed: PageClient, target: str):
    for more in ({}, {"code": "TDP90"}):
        signed.post("me.confirm", {"password": PASSWORD, "next": target} | more, status=303 if not more else 303)
        assert signed.location in {"/", target if target.startswith("/%0d") else "/"}
