"""Giving the second factor at sign-in: right, wrong, again, instead, and too often."""

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Person, RecoveryCode, Step
from app.accounts.sign_ins import NewSignIn, start_sign_in
from app.audit.models import AuditLine, Event
from app.extensions import db
from app.permissions import Role
from app.scope import Actor
from app.throttle.figures import FACTOR
from app.units.models import Unit
from tests.accounts.authenticator import an_official, demand, shown, sign_in, with_factor
from tests.page import PageClient

GIVE = "factors.give_factor"
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
def codes(app: Flask, person: Person) -> list[str]:
    return with_factor(app, person)


@pytest.fixture
def waiting(signed_out: PageClient, person: Person, codes: list[str]) -> PageClient:
    """Somebody who gave the password."""
    sign_in(signed_out, person, next="/don-vi?loai=tdp")
    return signed_out


def test_the_password_alone_opens_nothing(waiting: PageClient):
    assert waiting.location == "/dang-nhap/lop-hai?next=/don-vi?loai%3Dtdp"
    for path in NINE:
        waiting.get(f"/{path}", status=303)
        assert waiting.location.startswith("/dang-nhap?next="), path


def test_the_code_opens_where_one_wanted_to_go(app: Flask, waiting: PageClient, person: Person):
    page = waiting.get(GIVE, next="/don-vi")

    waiting.post(GIVE, {"code": shown(app, person), "next": page.find(attrs={"name": "next"})["value"]})

    assert waiting.location == "/don-vi"
    assert waiting.get("/don-vi").h1


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "١٢٣٤٥٦", "12345678901234567890123", "\0"])
def test_what_cannot_be_a_code_is_said_so_and_is_no_try(waiting: PageClient, typed: str):
    for _ in range(FACTOR.free + 1):
        page = waiting.post(GIVE, {"code": typed}, status=422)

    assert page.find(class_="field__error")


def test_a_wrong_code_keeps_what_was_typed(app: Flask, waiting: PageClient, person: Person):
    code = f"{(int(shown(app, person)) + 1) % 10**6:06d}"

    page = waiting.post(GIVE, {"code": code}, status=422)

    assert "chưa đúng" in page.find(class_="field__error").get_text()
    assert page.find(id="code")["value"] == code


def test_a_code_is_taken_once(app: Flask, waiting: PageClient, person: Person):
    code = shown(app, person)
    waiting.post(GIVE, {"code": code})
    another = PageClient(app)
    sign_in(another, person)

    another.post(GIVE, {"code": code}, status=422)


def test_a_code_before_one_taken_is_not_taken_any_more(app: Flask, waiting: PageClient, person: Person):
    waiting.post(GIVE, {"code": shown(app, person, clock.now() + timedelta(seconds=30))})
    another = PageClient(app)
    sign_in(another, person)

    another.post(GIVE, {"code": shown(app, person)}, status=422)


def test_a_recovery_code_is_taken_once_and_says_so(app: Flask, waiting: PageClient, person: Person, codes: list[str]):
    waiting.post(GIVE, {"recovery": codes[3].lower().replace("-", " ")})
    another = PageClient(app)
    sign_in(another, person)

    another.post(GIVE, {"recovery": codes[3]}, status=422)

    assert waiting.location == "/toi/lop-hai?xong=khoi-phuc"
    assert "Còn 9 mã" in waiting.get("factors.show_factor").get_text()
    assert db.session.query(AuditLine).filter_by(event=Event.RECOVERY_CODE_USED, person_id=person.id).count() == 1


def test_codes_are_kept_as_hashes_only(codes: list[str]):
    kept = [row.code_hash for row in db.session.query(RecoveryCode)]

    assert len(kept) == 10
    assert not [code for code in codes for row in kept if code.replace("-", "") in row]


def test_another_persons_recovery_code_is_refused(app: Flask, waiting: PageClient, ward: Unit):
    theirs = with_factor(app, an_official(ward))

    waiting.post(GIVE, {"recovery": theirs[0]}, status=422)


def test_guessing_is_slowed_down_wherever_it_comes_from(app: Flask, waiting: PageClient, person: Person):
    wrong = f"{(int(shown(app, person)) + 1) % 10**6:06d}"
    another = PageClient(app)
    sign_in(another, person)
    for place in range(FACTOR.free):
        (waiting, another)[place % 2].post(GIVE, {"code": wrong}, status=422)

    page = another.post(GIVE, {"code": shown(app, person)}, status=429)

    assert "Chờ đến" in page.find(class_="field__error").get_text()


def test_a_right_code_begins_the_count_anew(app: Flask, waiting: PageClient, person: Person):
    wrong = {"code": f"{(int(shown(app, person)) + 1) % 10**6:06d}"}
    for _ in range(FACTOR.free - 1):
        waiting.post(GIVE, wrong, status=422)
    waiting.post(GIVE, {"code": shown(app, person)})
    again = PageClient(app)
    sign_in(again, person)

    for _ in range(FACTOR.free - 1):
        again.post(GIVE, wrong, status=422)


def test_after_the_wait_the_owner_is_in(app: Flask, at, waiting: PageClient, person: Person):
    for _ in range(FACTOR.free):
        waiting.post(GIVE, {"code": f"{(int(shown(app, person)) + 1) % 10**6:06d}"}, status=422)

    at(clock.now() + FACTOR.waits[0] + timedelta(seconds=1))

    waiting.post(GIVE, {"code": shown(app, person)})
    waiting.get("/don-vi")


@pytest.mark.parametrize(("has_one", "asked"), [(True, "/dang-nhap/lop-hai"), (False, "/dang-nhap/bat-lop-hai")])
def test_a_card_does_not_stand_in_for_it(app: Flask, signed_out: PageClient, ward: Unit, has_one: bool, asked: str):
    demand(ward)
    holder = an_official(ward)
    if has_one:
        with_factor(app, holder)
    new = NewSignIn(holder.id, "test", step=Step.CHOOSE)
    token = start_sign_in(new, by=Actor(holder.id, "test"), now=clock.now())
    with signed_out.client.session_transaction() as session:
        session["pending"] = token

    signed_out.post("steps.choose_secret", {"secret": "một-mật-khẩu-khác-hẳn", "again": "một-mật-khẩu-khác-hẳn"})

    assert signed_out.location == asked
    signed_out.get("/don-vi", status=303)


def test_nobody_without_the_password_sees_the_page(signed_out: PageClient, unit: Unit):
    for method in ("GET", "POST"):
        for path in ("/dang-nhap/lop-hai", "/dang-nhap/bat-lop-hai"):
            signed_out.open(
                method, path, status=303, data={"csrf_token": signed_out.token()} if method == "POST" else None
            )
            assert signed_out.location == "/dang-nhap"


def test_a_reporter_is_never_asked(app: Flask, signed_out: PageClient, unit: Unit):
    sign_in(signed_out, an_official(unit, Role.REPORTER))

    assert signed_out.location == "/"
