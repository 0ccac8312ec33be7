"""Who may open what, generated from the url map: every route × signed out, every role, another unit."""

import re
from datetime import date

import pytest
from flask import Flask

from app import access
from app.accounts.models import Membership
from app.activities.models import Activity
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.house.world import everything, examples, mark, methods
from tests.page import PageClient


@pytest.fixture
def entry(unit: Unit) -> Activity:
    return factories.an_activity(unit)


def guarded(app: Flask, entry: Activity) -> list[tuple[str, str, str]]:
    """Method, address and mark of everything that is not public."""
    found = [(m, path, mark(app, rule)) for rule, path in examples(app, entry) for m in sorted(methods(rule))]
    return [each for each in found if each[2] != access.PUBLIC]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("cookie", ["none", "invented"])
def test_every_route_refuses_the_signed_out(app: Flask, entry: Activity, htmx: bool, cookie: str):
    client = PageClient(app)
    if cookie == "invented":
        with client.client.session_transaction() as session:
            session["_user_id"] = "A" * 43
    doors = guarded(app, entry)
    before = everything()

    for method, path, _ in doors:
        sent = {"data": {"csrf_token": client.token()}} if method == "POST" else {}
        client.open(method, path, status=401 if htmx or method == "POST" else 303, htmx=htmx, **sent)
        if method == "GET":
            assert client.location == client.path("accounts.sign_in", next=path)
            assert not client.answer.headers.get("Location" if htmx else "HX-Redirect")
            assert b"<main" not in client.answer.data
    assert everything() == before


def test_what_was_typed_survives_being_signed_out(app: Flask, signed_out: PageClient, unit: Unit):
    page = signed_out.post("activities.log_activity", {"note": "Một ghi chú dài"}, slug="hop", status=401)

    assert page.find("input", attrs={"name": "note"})["value"] == "Một ghi chú dài"


HANDLERS, PUBLISHERS = {"/phan-anh", "/phan-anh/hoi-dap"}, {"/guong", "/guong/1"}  # 1: a story that may be published


@pytest.mark.parametrize(("role", "theirs"), [(Role.HANDLER, HANDLERS), (Role.PUBLISHER, PUBLISHERS)])
def test_who_deals_with_what_others_send_sees_that_alone(
    app: Flask, ward: Unit, entry: Activity, role: Role, theirs: set[str]
):
    client = PageClient(app).signed_in_as(factories.a_person(factories.a_unit(ward), role))

    found = {path for method, path, _ in guarded(app, entry) if client.send(path, method=method).status_code == 200}
    opened = {re.sub(r"\d+", "1", path) for path in found}

    own = {"/toi", "/toi/don-vi", "/toi/ma-pin", "/toi/mat-khau", "/toi/xac-nhan"}
    assert opened == {"/"} | own | theirs


def test_an_observer_reads_and_never_logs(observer: PageClient, entry: Activity):
    before = everything()

    for slug in ("hop", "khac", "huong-dan"):
        observer.get("activities.log_activity", slug=slug, status=403)
        observer.post("activities.log_activity", {}, slug=slug, status=403)
    observer.post("activities.mark_duplicate", {"of": ""}, number=entry.id, status=403)
    assert everything() == before


def test_several_roles_in_one_unit_add_up(app: Flask, ward: Unit, entry: Activity):
    person = factories.a_person(ward, Role.OBSERVER)
    more = Membership(person_id=person.id, unit_id=ward.id, role=Role.REPORTER, title="", started_on=date(2026, 1, 1))
    db.session.add(more)
    db.session.commit()
    client = PageClient(app).signed_in_as(person)

    client.get("status.show_unit", code="TDP07")
    client.get("activities.log_activity", slug="khac")
