"""The ward is a unit without duties: its own people see the ward, and can log nothing for it."""

import pytest
from flask import Flask

from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.sending import a_form, stored
from tests.page import PageClient

WATCHING = (Role.REVIEWER, Role.OBSERVER)


@pytest.fixture(params=[role for role in Role if role not in (Role.ADMIN, *WATCHING)])
def person(app: Flask, ward: Unit, request: pytest.FixtureRequest) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(ward, request.param))


def test_each_of_them_has_a_home(person: PageClient):
    assert person.get("status.show_home").h1 is not None


@pytest.mark.parametrize("role", WATCHING)
def test_the_home_of_who_sees_the_ward_is_the_overview(app: Flask, ward: Unit, role: Role):
    client = PageClient(app).signed_in_as(factories.a_person(ward, role))

    client.get("status.show_home", status=303)

    assert client.location == "/tong-quan"
    assert client.get(client.location).select_one(".side__nav a[aria-current]").get_text(strip=True) == "Tổng quan"


def test_an_admins_home_is_the_directory(app: Flask, ward: Unit):
    admin = PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))

    admin.get("status.show_home", status=303)

    assert admin.location == "/quan-tri/don-vi"


@pytest.mark.parametrize("role", [Role.REPORTER, Role.REVIEWER])
def test_nothing_can_be_logged_for_it(app: Flask, ward: Unit, role: Role):
    client = PageClient(app).signed_in_as(factories.a_person(ward, role))
    sent = a_form(type="hop_tdp", luot_nguoi_du="5")

    page = client.post("activities.log_activity", sent, slug="khac", loai="hop_tdp", status=422)

    assert [li.get_text() for li in page.select("#error-summary li")] == ["Loại hoạt động không dành cho đơn vị này."]
    assert stored() == {}


@pytest.mark.parametrize("role", [Role.REPORTER, Role.REVIEWER, Role.OBSERVER])
def test_it_has_no_status_page_of_its_own(app: Flask, ward: Unit, role: Role):
    client = PageClient(app).signed_in_as(factories.a_person(ward, role))

    client.get("status.show_unit", code=ward.code, status=404)
    client.get("status.list_activities", code=ward.code, status=404)


@pytest.mark.parametrize("kind", ["van_phong", "mttq"])
def test_an_observers_home_is_the_overview_in_whichever_unit(app: Flask, ward: Unit, kind: str):
    client = PageClient(app).signed_in_as(factories.a_person(factories.a_unit(ward, kind=kind), Role.OBSERVER))

    client.get("status.show_home", status=303)

    assert client.location == "/tong-quan"


def test_a_publishers_home_leads_to_the_exemplars(app: Flask, ward: Unit):
    office = factories.a_unit(ward, kind="tt_vhtttt")
    client = PageClient(app).signed_in_as(factories.a_person(office, Role.PUBLISHER))

    page = client.get("status.show_home")

    link = page.select_one("main a.row-link")
    assert "gương điển hình" in link.get_text()
    assert "gương" in client.get(link["href"]).h1.get_text().lower()
    assert "Chưa có việc nào" not in page.get_text()
