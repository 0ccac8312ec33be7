"""Ghi thay: which days are proposed and which are refused, by the period that was asked for and the unit's own days."""

from datetime import timedelta

from app import clock
from app.activities.models import Activity
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.activities.test_on_behalf import log_for
from tests.page import PageClient


def test_what_is_told_of_a_period_that_is_over_is_not_proposed_for_today(reviewer: PageClient, unit: Unit):
    page = reviewer.get("on_behalf.choose_page", code=unit.code, ky="2025-10")
    form = reviewer.get(page.select_one(".tiles a")["href"])
    today = reviewer.get("on_behalf.log_for_unit", code=unit.code, slug="hop")

    boxes = {name: form.find(attrs={"name": name})["value"] for name in ("day", "month", "year")}
    assert boxes == {"day": "", "month": "10", "year": "2025"}
    assert form.select_one("[name=held_on][checked]")["value"] == "other"
    assert today.select_one("[name=held_on][checked]")["value"] == clock.today().isoformat()


def test_of_a_unit_that_is_closed_its_own_days_are_logged_and_no_later_one(reviewer: PageClient, ward: Unit):
    unit = factories.a_unit(ward, closed_on=(last := clock.today() - timedelta(days=5)))

    page = reviewer.get("on_behalf.log_for_unit", code=unit.code, slug="hop")
    refused = log_for(reviewer, unit, status=422)
    log_for(reviewer, unit, held_on="other", day=str(last.day), month=str(last.month), year=str(last.year))

    assert [page.find(attrs={"name": name})["value"] for name in ("month", "year")] == [f"{last:%m}", f"{last:%Y}"]
    assert f"hoạt động đến hết ngày {last:%d/%m/%Y}" in refused.find(id="error-summary").get_text()
    assert refused.find(id="luot_nguoi_du")["value"] == "45"
    assert [each.held_on for each in db.session.query(Activity)] == [last]
