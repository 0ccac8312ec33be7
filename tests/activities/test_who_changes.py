"""Who sees a unit without being one of its people may not change its entries or speak for it, and is not offered to."""

from datetime import date

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Membership
from app.activities.models import Activity, Change
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient


@pytest.fixture
def watching_reporter(app: Flask, unit: Unit) -> PageClient:
    """Somebody who logs for a unit and watches the whole ward."""
    person = factories.a_person(unit, Role.REPORTER)
    more = {"role": Role.OBSERVER, "title": "Bí thư chi bộ", "started_on": date(2026, 1, 1)}
    db.session.add(Membership(person_id=person.id, unit_id=unit.id, **more))
    db.session.commit()
    return PageClient(app).signed_in_as(person)


@pytest.mark.parametrize("step", ["correct", "withdraw", "restore", "mark_duplicate"])
def test_who_watches_the_ward_changes_no_other_units_entry(watching_reporter: PageClient, ward: Unit, step: str):
    other = factories.a_unit(ward)
    first, second = (factories.an_activity(other).id for _ in range(2))
    boxes = {"held_on": clock.today().isoformat(), "type": "hop_tdp", "luot_nguoi_du": "12"}

    watching_reporter.post(
        f"activities.{step}_activity" if step != "mark_duplicate" else "activities.mark_duplicate",
        boxes | {"seen": "1", "of": str(first)},
        number=second,
        status=403,
    )

    assert db.session.get_one(Activity, second).version == 1
    assert db.session.query(Change).count() == 0


def test_who_watches_the_ward_is_offered_nothing_on_another_units_entry(watching_reporter: PageClient, ward: Unit):
    other = factories.a_unit(ward)
    factories.an_activity(other)
    entry = factories.an_activity(other)

    page = watching_reporter.get("activities.show_activity", number=entry.id)

    assert not page.main.find_all("form")
    assert page.find(id="next") is None


def test_who_watches_the_ward_corrects_the_own_units_entry(watching_reporter: PageClient, unit: Unit):
    entry = factories.an_activity(unit).id
    boxes = {"held_on": clock.today().isoformat(), "type": "hop_tdp", "luot_nguoi_du": "12", "seen": "1"}

    watching_reporter.post("activities.correct_activity", boxes, number=entry)

    assert db.session.get_one(Activity, entry).version == 2


def test_who_watches_the_ward_is_not_asked_what_another_unit_says_of_its_month(
    watching_reporter: PageClient, ward: Unit
):
    factories.an_activity(factories.a_unit(ward, code="TDP08"))

    page = watching_reporter.get("status.show_unit", code="TDP08")
    watching_reporter.get("declaring.speak_of_month", code="TDP08", slug="da-du", status=404)

    assert page.find(id="declaring") is None
