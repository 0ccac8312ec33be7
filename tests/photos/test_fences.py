"""Who may see, add and take off a photo: whoever may do so with its entry, over HTTP, for every role and another ward."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.activities.changing import NotNow, NotThere
from app.activities.illustrating import remove_photo
from app.activities.models import Activity
from app.activities.workflow import Step
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.photos.models import Photo
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing
from tests.counting import expect_queries
from tests.page import PageClient
from tests.photos.making import a_jpeg, a_photo, darkroom, send, stored_files

SEES = {Role.REPORTER, Role.REVIEWER, Role.OBSERVER}
KINDS = {Role.REVIEWER: "phong_vhxh"}


def path(entry: Activity, name: str, more: str = "") -> str:
    return f"/nhat-ky/{entry.id}/anh/{name}{more}"


def somebody(app: Flask, unit: Unit, role: Role = Role.REPORTER) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(unit, role))


@pytest.fixture
def far(app: Flask) -> Unit:
    """A unit of another ward."""
    return factories.a_unit(factories.a_ward("09999", "Phường Khác"), code="XA01")


@pytest.mark.parametrize("more", ["", "/nho"])
@pytest.mark.parametrize("role", Role)
def test_who_sees_an_entry_sees_its_photos(app: Flask, unit: Unit, entry: Activity, role: Role, more: str):
    name = a_photo(entry)

    answer = somebody(app, unit, role).send(path(entry, name, more))

    assert answer.status_code == (200 if role in SEES else 403)
    assert (answer.mimetype == "image/jpeg") == (role in SEES)


@pytest.mark.parametrize("more", ["", "/nho"])
@pytest.mark.parametrize("role", Role)
def test_nobody_of_another_ward_sees_them(app: Flask, far: Unit, entry: Activity, role: Role, more: str):
    name = a_photo(entry)

    assert somebody(app, far, role).send(path(entry, name, more)).status_code == (404 if role in SEES else 403)


@pytest.mark.parametrize("more", ["", "/nho"])
def test_another_unit_of_the_ward_does_not_see_them(app: Flask, near: Unit, entry: Activity, more: str):
    assert somebody(app, near).send(path(entry, a_photo(entry), more)).status_code == 404


@pytest.mark.parametrize("more", ["", "/nho"])
def test_who_is_signed_out_sees_none(signed_out: PageClient, entry: Activity, more: str):
    answer = signed_out.send(path(entry, a_photo(entry), more))

    assert answer.status_code == 303
    assert "/dang-nhap" in answer.headers["Location"]


@pytest.mark.parametrize("more", ["", "/nho", "/bo"])
def test_a_photo_is_asked_for_by_its_own_entry(reporter: PageClient, unit: Unit, entry: Activity, more: str):
    name = a_photo(factories.an_activity(unit))

    reporter.get(path(entry, name, more), status=404)


def test_the_same_photo_is_seen_by_each_through_his_own_entry(app: Flask, near: Unit, entry: Activity):
    content, theirs = a_jpeg(), factories.an_activity(near)
    (name,) = {a_photo(entry, content), a_photo(theirs, content)}
    neighbour = somebody(app, near)

    assert neighbour.send(path(theirs, name)).status_code == 200
    assert neighbour.send(path(entry, name)).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_only_the_units_own_people_add_and_take_off(app: Flask, unit: Unit, ward: Unit, entry: Activity, role: Role):
    name, may = a_photo(entry), role is Role.REPORTER
    client = somebody(app, unit if may else factories.a_unit(ward, kind=KINDS.get(role, "tdp")), role)

    assert send(client, entry.id, a_jpeg()).status_code == (201 if may else 403)
    client.post(path(entry, name, "/bo"), status=303 if may else 403)
    assert [photo.removed_at is not None for photo in photos(name)] == [may]


def photos(name: str) -> list[Photo]:
    return db.session.query(Photo).filter_by(name=name).all()


@pytest.mark.parametrize("whose", ["near", "far"])
def test_another_units_people_neither_add_nor_take_off(
    app: Flask, entry: Activity, whose: str, request: pytest.FixtureRequest
):
    name, client = a_photo(entry), somebody(app, request.getfixturevalue(whose))

    assert send(client, entry.id, a_jpeg()).status_code == 404
    client.post(path(entry, name, "/bo"), status=404)
    assert len(stored_files()) == 2
    assert db.session.query(Photo).one().removed_at is None


def test_keys_of_two_units_have_nothing_to_do_with_each_other(
    app: Flask, near: Unit, entry: Activity, reporter: PageClient
):
    key, theirs = "11111111-2222-4333-8444-555555555555", factories.an_activity(near)

    assert send(reporter, entry.id, a_jpeg(), key=key).status_code == 201
    assert send(somebody(app, near), theirs.id, a_jpeg(), key=key).status_code == 201


def test_an_entry_of_a_closed_month_takes_photos_and_lets_them_go(
    reporter: PageClient, unit: Unit, ward: Unit, at: Any
):
    at(datetime(2026, 11, 16, 9, 0, tzinfo=HANOI))
    entry = factories.an_activity(unit, held_on=date(2026, 11, 10))
    a_closing(ward)

    name = send(reporter, entry.id, a_jpeg()).json["url"].rpartition("/")[2]
    assert reporter.get(f"/nhat-ky/{entry.id}").find("a", href=path(entry, name, "/bo"))

    reporter.get(path(entry, name, "/bo"))
    reporter.post(path(entry, name, "/bo"))
    assert photos(name)[0].removed_at is not None


def test_of_a_withdrawn_entry_photos_are_seen_and_not_changed(reporter: PageClient, entry: Activity):
    name = a_photo(entry)
    factories.changed(entry.id, Step.WITHDRAW)

    page = reporter.get(f"/nhat-ky/{entry.id}")

    assert len(page.select(".photos img")) == 1
    assert page.find("input", type="file") is None
    reporter.post(path(entry, name, "/bo"), status=409)


def test_the_rule_stands_behind_the_page_too(unit: Unit, near: Unit, entry: Activity):
    """A month may be closed, an entry withdrawn, between the page and the tap."""
    number, name = entry.id, a_photo(entry)
    factories.changed(number, Step.WITHDRAW)

    for by, refusal in ((factories.a_scope(unit), NotNow), (factories.a_scope(near), NotThere)):
        with pytest.raises(refusal):
            remove_photo(number, name, by=by, now=clock.now(), room=darkroom())


def test_taking_off_asks_first_and_a_second_tap_does_no_harm(reporter: PageClient, entry: Activity):
    name = a_photo(entry)

    reporter.client.head(path(entry, name, "/bo"))
    reporter.get(path(entry, name, "/bo"))
    assert len(stored_files()) == 2
    for _ in range(2):
        reporter.post(path(entry, name, "/bo"))
    assert stored_files() == []
    assert photos(name)[0].removed_by_id is not None


@pytest.mark.parametrize("more", ["", "/nho"])
def test_a_picture_costs_two_queries(reporter: PageClient, entry: Activity, more: str):
    address = path(entry, a_photo(entry), more)

    with expect_queries(2):  # who is signed in, whether the entry has it
        reporter.send(address)
