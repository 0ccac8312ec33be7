"""Setting a second factor up, where the ward demands one and by one's own wish, and taking it away."""

import pytest
from flask import Flask

from app.accounts.models import Person, SignIn
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests.accounts.authenticator import PASSWORD, an_official, demand, scanned, sign_in, state, with_factor
from tests.page import PageClient

ENROL, SET_UP, OWN = "factors.enrol_factor", "factors.set_up_factor", "factors.show_factor"
NINE = (
    "",
    "don-vi",
    "toi",
    "toi/lop-hai",
    "toi/mat-khau",
    "toi/don-vi",
    "toi/xac-nhan",
    "quan-tri/the",
    "nhat-ky/ghi/hop",
)


@pytest.fixture
def person(ward: Unit) -> Person:
    return an_official(ward)


@pytest.fixture
def enrolling(signed_out: PageClient, person: Person, ward: Unit) -> PageClient:
    demand(ward)
    sign_in(signed_out, person, next="/don-vi")
    return signed_out


@pytest.fixture
def signed(app: Flask, person: Person) -> PageClient:
    return PageClient(app).signed_in_as(person)


def removal(client: PageClient, person: Person, status: int = 303) -> None:
    client.post("factors.remove_factor_of", number=person.id, status=status)


def test_a_demand_asks_at_the_next_sign_in_and_opens_nothing_before(enrolling: PageClient):
    assert enrolling.location == "/dang-nhap/bat-lop-hai?next=/don-vi"
    for path in NINE:
        enrolling.get(f"/{path}", status=303)
        assert enrolling.location.startswith("/dang-nhap?next="), path


@pytest.mark.parametrize("role", [Role.REPORTER, Role.OBSERVER, Role.HANDLER, Role.PUBLISHER])
def test_a_demand_does_not_ask_others(signed_out: PageClient, unit: Unit, role: Role):
    demand(unit)

    sign_in(signed_out, an_official(unit, role))

    assert signed_out.location == "/"


def test_the_code_of_the_secret_shown_sets_it_up_and_signs_in(enrolling: PageClient, person: Person):
    code = scanned(enrolling.get(ENROL, next="/don-vi"))

    page = enrolling.post(ENROL, {"code": code, "next": "/don-vi"}, status=200)

    assert len(page.find(id="codes").get_text().split()) == 10
    assert page.find("a", class_="button--main")["href"] == "/don-vi"
    assert enrolling.get("/don-vi").h1
    assert state(person).codes_left == 10


def test_opening_the_page_again_shows_the_same_secret(enrolling: PageClient):
    assert enrolling.get(ENROL).find("p", class_="share") == enrolling.get(ENROL).find("p", class_="share")


def test_a_wrong_first_code_sets_nothing_up(enrolling: PageClient, person: Person):
    code = scanned(enrolling.get(ENROL))
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    page = enrolling.post(ENROL, {"code": wrong}, status=422)

    assert page.find(id="code")["value"] == wrong
    assert state(person).since is None
    enrolling.post(ENROL, {"code": code}, status=200)


def test_who_lost_the_answer_is_signed_in_and_makes_new_codes(enrolling: PageClient):
    first = enrolling.post(ENROL, {"code": scanned(enrolling.get(ENROL))}, status=200).find(id="codes")

    enrolling.post(ENROL, {"code": "123456"})
    assert enrolling.location == "/dang-nhap"
    again = enrolling.post("factors.renew_codes", status=200).find(id="codes")

    assert again.get_text() != first.get_text()


def test_new_codes_make_the_old_ones_worthless(app: Flask, signed: PageClient, person: Person, signed_out: PageClient):
    old = with_factor(app, person)
    signed = PageClient(app).signed_in_as(person)

    signed.post("factors.renew_codes", status=200)

    sign_in(signed_out, person)
    signed_out.post("factors.give_factor", {"recovery": old[0]}, status=422)


def test_a_browser_still_waiting_cannot_set_up_another(app: Flask, enrolling: PageClient, person: Person):
    late = PageClient(app)
    sign_in(late, person)
    code = scanned(late.get(ENROL))

    enrolling.post(ENROL, {"code": scanned(enrolling.get(ENROL))}, status=200)

    late.post(ENROL, {"code": code})
    assert late.location == "/dang-nhap"


def test_by_ones_own_wish_it_is_asked_for_too(app: Flask, signed: PageClient, person: Person, signed_out: PageClient):
    signed.post(SET_UP, {"code": scanned(signed.get(SET_UP))}, status=200)

    sign_in(signed_out, person)

    assert signed_out.location == "/dang-nhap/lop-hai"
    assert "Đang bật" in signed.get(OWN).get_text()


def test_setting_it_up_ends_the_other_sign_ins(app: Flask, signed: PageClient, person: Person):
    other = PageClient(app).signed_in_as(person)

    signed.post(SET_UP, {"code": scanned(signed.get(SET_UP))}, status=200)

    other.get("/toi", status=303)
    signed.get("/toi")


def test_changes_ask_for_the_password_again(signed: PageClient, person: Person):
    db.session.query(SignIn).update({"confirmed_at": None})
    db.session.commit()

    signed.get(SET_UP, status=303)
    for endpoint in ("factors.remove_factor", "factors.renew_codes"):
        assert signed.post(endpoint, {"sure": "1"}, status=403).find(id="password")


def test_after_the_password_the_wish_goes_on(signed: PageClient, person: Person):
    db.session.query(SignIn).update({"confirmed_at": None})
    db.session.commit()

    kept = {"password": PASSWORD, "next": "/toi/lop-hai/bo", "sure": "1"}
    form = signed.post("me.confirm", kept, status=200).find("form", action="/toi/lop-hai/bo")

    assert form.find(attrs={"name": "sure"})


def test_a_reporter_has_no_such_page(reporter: PageClient):
    reporter.get(OWN, status=403)
    reporter.get(SET_UP, status=403)
    for endpoint in ("factors.remove_factor", "factors.renew_codes"):
        reporter.post(endpoint, status=403)


def test_it_is_removed_unless_the_ward_demands_it(app: Flask, person: Person, ward: Unit):
    with_factor(app, person)
    signed = PageClient(app).signed_in_as(person)
    demand(ward)
    assert signed.get(OWN).find("form", action="/toi/lop-hai/bo") is None
    signed.post("factors.remove_factor")
    assert state(person).since is not None


def test_once_removed_it_is_not_asked_for(app: Flask, person: Person, signed_out: PageClient):
    with_factor(app, person)
    PageClient(app).signed_in_as(person).post("factors.remove_factor")

    sign_in(signed_out, person)

    assert signed_out.location == "/"
    assert state(person) == (None, 0)
