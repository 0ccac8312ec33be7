"""The page of settings: bounds, what was typed kept, and what a change says in the audit."""

import json

import pytest
from flask import Flask

from app.accounts.models import SignIn
from app.audit.models import AuditLine, Event
from app.database import let_go
from app.extensions import db
from app.permissions import Role
from app.settings.forms import NO_HOURS, YES_OR_NO, SettingsForm
from app.settings.models import Setting
from app.settings.queries import BOUNDS, Settings, settings_of
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

PAGE = "settings.change_settings"
DEFAULTS = SettingsForm.showing(Settings()).data
RADIOS = YES_OR_NO
OUTSIDE = [(name, str(value)) for name, (least, most) in BOUNDS.items() for value in (least - 1, most + 1)]


@pytest.fixture
def admin(app: Flask, ward: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))


def kept(ward: Unit) -> Settings:
    number = ward.id
    let_go()
    return settings_of(number)


def test_the_page_shows_the_defaults_in_words(admin: PageClient):
    page = admin.get(PAGE)

    assert {name: page.find(attrs={"name": name})["value"] for name in BOUNDS if name not in RADIOS} == {
        name: value for name, value in DEFAULTS.items() if name not in RADIOS
    }
    assert page.find(id="afternoon_to")["value"] == "17:00"
    assert page.find("input", attrs={"name": "second_factor", "checked": True})["value"] == "0"
    assert "Từ 1 đến 365, mặc định 90." in page.get_text()


def test_a_change_is_kept_and_audited(admin: PageClient, ward: Unit):
    admin.post(PAGE, DEFAULTS | {"card_days": "7", "second_factor": "1"})

    assert kept(ward) == Settings(card_days=7, second_factor=1)
    assert "Đã lưu" in admin.get(admin.location).get_text()
    line = db.session.query(AuditLine).filter_by(event=Event.SETTINGS_CHANGED).one()
    assert json.loads(line.before) == {"card_days": 30, "second_factor": 0}
    assert json.loads(line.after) == {"card_days": 7, "second_factor": 1}


def test_saving_what_is_there_says_nothing_in_the_audit(admin: PageClient):
    admin.post(PAGE, DEFAULTS)

    assert db.session.query(AuditLine).filter_by(event=Event.SETTINGS_CHANGED).count() == 0


@pytest.mark.parametrize(
    ("name", "typed"), [*OUTSIDE, ("card_days", ""), ("card_days", "chín"), ("card_days", "9" * 40)]
)
def test_what_is_outside_the_bounds_is_said_and_kept(admin: PageClient, name: str, typed: str):
    page = admin.post(PAGE, DEFAULTS | {"official_hours": "11", name: typed}, status=422)

    assert page.find(id=f"error-{name}")
    assert name in RADIOS or page.find(id=name)["value"] == typed
    assert name == "official_hours" or page.find(id="official_hours")["value"] == "11"
    assert db.session.query(Setting).count() == 0


@pytest.mark.parametrize(("name", "bounds"), [each for each in BOUNDS.items() if each[1] != (0, 1440)])
def test_the_bounds_themselves_are_taken(admin: PageClient, ward: Unit, name: str, bounds: tuple[int, int]):
    for value in bounds:
        admin.post(PAGE, DEFAULTS | {name: str(value)})

        assert getattr(kept(ward), name) == value


@pytest.mark.parametrize("typed", ["7:00", "7h", "07h00", "7g"])
def test_hours_are_typed_as_people_do(admin: PageClient, ward: Unit, typed: str):
    admin.post(PAGE, DEFAULTS | {"morning_from": typed, "saturday": "1"})

    assert (kept(ward).morning_from, kept(ward).saturday) == (420, 1)


@pytest.mark.parametrize(
    ("name", "typed"), [("morning_to", "07:00"), ("afternoon_from", "11:00"), ("afternoon_to", "13:30")]
)
def test_hours_that_do_not_follow_each_other_are_refused_and_kept(admin: PageClient, name: str, typed: str):
    page = admin.post(PAGE, DEFAULTS | {name: typed}, status=422)

    assert NO_HOURS in page.get_text()
    assert page.find(id=name)["value"] == typed
    assert db.session.query(Setting).count() == 0


def test_an_empty_form_is_refused(admin: PageClient):
    page = admin.post(PAGE, {}, status=422)

    assert len(page.find_all(class_="field__error")) == len(BOUNDS)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_admin_changes_them(app: Flask, ward: Unit, role: Role):
    client = PageClient(app).signed_in_as(factories.a_person(ward, role))

    client.get(PAGE, status=403)
    client.post(PAGE, DEFAULTS, status=403)


def test_another_ward_keeps_its_own(app: Flask, admin: PageClient, ward: Unit):
    other = factories.a_ward("09999", "Phường khác")

    admin.post(PAGE, DEFAULTS | {"card_days": "7"})

    assert (kept(ward).card_days, kept(other).card_days) == (7, 30)


def test_after_a_while_the_password_is_asked_and_what_was_typed_comes_back(admin: PageClient):
    db.session.query(SignIn).update({"confirmed_at": None})
    db.session.commit()

    page = admin.post(PAGE, DEFAULTS | {"card_days": "7"}, status=403)

    assert page.find(attrs={"name": "card_days"})["value"] == "7"
