"""An admin takes a lost second factor away."""

from datetime import date

import pytest
from flask import Flask

from app.accounts.models import Membership, Person
from app.audit.models import AuditLine, Event
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.accounts.authenticator import an_official, sign_in, state, with_factor
from tests.page import PageClient


@pytest.fixture
def person(app: Flask, ward: Unit) -> Person:
    found = an_official(ward)
    with_factor(app, found)
    return found


@pytest.fixture
def admin(app: Flask, ward: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))


def take_away(client: PageClient, person: Person, status: int = 303) -> None:
    client.post("factors.remove_factor_of", number=person.id, status=status)


def test_the_password_alone_is_enough_again(admin: PageClient, person: Person, signed_out: PageClient):
    take_away(admin, person)

    sign_in(signed_out, person)

    assert signed_out.location == "/"


def test_the_button_stands_on_the_persons_page_while_there_is_one(
    admin: PageClient, person: Person, reviewer: PageClient
):
    button = {"action": f"/quan-tri/nguoi/{person.id}/bo-lop-hai"}
    assert admin.get("people.show_person", number=person.id).find("form", button)
    assert reviewer.get("people.show_person", number=person.id).find("form", button) is None

    take_away(admin, person)

    page = admin.get(admin.location)
    assert "Đã bỏ mã xác thực hai lớp." in page.get_text()
    assert page.find("form", button) is None


def test_what_is_not_there_is_not_taken_away(admin: PageClient, ward: Unit):
    take_away(admin, an_official(ward))

    assert db.session.query(AuditLine).filter_by(event=Event.FACTOR_REMOVED).count() == 0


def test_the_persons_sign_ins_end_and_the_audit_says_who(app: Flask, admin: PageClient, person: Person):
    theirs = PageClient(app).signed_in_as(person)

    take_away(admin, person)

    theirs.get("/toi", status=303)
    line = db.session.query(AuditLine).filter_by(event=Event.FACTOR_REMOVED).one()
    assert line.person_id == person.id
    assert line.by_id not in {None, person.id}


@pytest.mark.parametrize("role", [Role.REPORTER, Role.REVIEWER, Role.OBSERVER, Role.HANDLER, Role.PUBLISHER])
def test_nobody_else_may(app: Flask, ward: Unit, person: Person, role: Role):
    take_away(PageClient(app).signed_in_as(factories.a_person(ward, role)), person, status=403)

    assert state(person).since is not None


def test_another_wards_admin_does_not_find_the_person(app: Flask, person: Person):
    elsewhere = factories.a_person(factories.a_ward("09999", "Phường khác"), Role.ADMIN)

    take_away(PageClient(app).signed_in_as(elsewhere), person, status=404)

    assert state(person).since is not None


def test_nor_one_who_has_left_that_ward(app: Flask, admin: PageClient):
    gone = an_official(factories.a_ward("09999", "Phường khác"))
    with_factor(app, gone)
    db.session.query(Membership).filter_by(person_id=gone.id).update({"ended_on": date(2026, 2, 1)})
    db.session.commit()

    take_away(admin, gone, status=404)


def test_nor_one_who_is_in_two_wards(app: Flask, admin: PageClient, ward: Unit):
    both = an_official(factories.a_ward("09999", "Phường khác"), Role.ADMIN)
    db.session.add(
        Membership(person_id=both.id, unit_id=ward.id, role="reporter", title="", started_on=date(2026, 1, 1))
    )
    db.session.commit()
    with_factor(app, both)

    take_away(admin, both, status=404)


@pytest.mark.parametrize("act", ["renewed", "taken away"])
def test_a_colleagues_recovery_codes_stay(app: Flask, admin: PageClient, person: Person, ward: Unit, act: str):
    colleague = an_official(ward)
    codes = with_factor(app, colleague)

    if act == "renewed":
        with_factor(app, person)
    else:
        take_away(admin, person)

    client = PageClient(app)
    sign_in(client, colleague)
    client.post("factors.give_factor", {"recovery": codes[0]})
    client.get("/toi")
