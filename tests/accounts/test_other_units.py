"""Another unit's rows are not there for a reporter, and are for the ward; another ward's for nobody."""

import pytest
from flask import Flask

from app.activities.models import Activity
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.house.world import everything
from tests.page import PageClient

NUMBERED = ["/nhat-ky/{number}", "/nhat-ky/phieu/{receipt}"]
CODED = ["/don-vi/{code}", "/don-vi/{code}/nhat-ky", "/don-vi/{code}/nhat-ky?ky=2026&so-lieu=luot_nguoi_du"]
SECRET = "Ghi chú của tổ khác"


@pytest.fixture
def others(ward: Unit) -> Activity:
    """An entry of another unit of the ward."""
    return factories.an_activity(factories.a_unit(ward, code="TDP99", name="Tổ dân phố số 99"), note=SECRET)


def address(form: str, entry: Activity) -> str:
    return form.format(number=entry.id, receipt=entry.submission_id, code="TDP99")


@pytest.mark.parametrize("form", NUMBERED + CODED)
def test_a_reporter_does_not_find_another_units_rows(reporter: PageClient, others: Activity, form: str):
    missing = reporter.get(address(form.replace("TDP99", "X"), others), status=404).get_text()
    nobodys = reporter.get(form.format(number=999_999_999, receipt=999_999_999, code="NIX"), status=404).get_text()

    assert missing == nobodys
    assert SECRET not in missing


@pytest.mark.parametrize("form", NUMBERED + CODED)
@pytest.mark.parametrize("client", ["reviewer", "observer"])
def test_the_ward_finds_them(request: pytest.FixtureRequest, others: Activity, form: str, client: str):
    page = request.getfixturevalue(client).get(address(form, others))

    assert "Tổ dân phố số 99" in page.get_text()


@pytest.mark.parametrize("form", NUMBERED + CODED)
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER, Role.REPORTER])
def test_another_wards_people_do_not(app: Flask, others: Activity, form: str, role: Role):
    elsewhere = factories.a_ward("09999", "Phường Khác")
    client = PageClient(app).signed_in_as(factories.a_person(elsewhere, role))

    client.get(address(form, others), status=404)

    if role is not Role.REPORTER:
        assert "số 99" not in client.get("status.show_units").get_text()


def test_a_reporter_cannot_mark_another_units_entry(reporter: PageClient, others: Activity, unit: Unit):
    mine = factories.an_activity(unit)
    before = everything()

    reporter.post("activities.mark_duplicate", {"of": ""}, number=others.id, status=404)
    reporter.post("activities.mark_duplicate", {"of": str(others.id)}, number=mine.id, status=409)

    assert everything() == before


def test_neither_list_nor_figures_hold_another_units_entries(reporter: PageClient, others: Activity, unit: Unit):
    for path in ("/", "/don-vi/TDP07", "/don-vi/TDP07/nhat-ky"):
        page = reporter.get(path)
        assert f"/nhat-ky/{others.id}" not in {a["href"] for a in page.find_all("a", href=True)}
        assert "45" not in page.main.get_text()


def test_a_unit_code_in_other_letters_is_another_code(reporter: PageClient, others: Activity):
    for code in ("tdp99", "TDP99 ", "TDP99%00", "TDP07,TDP99"):
        reporter.get(f"/don-vi/{code}", status=404)
