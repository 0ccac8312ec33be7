"""Wrong numbers, dates, choices and names of fields are refused or ignored; nothing of them is stored."""

from datetime import date
from itertools import product

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.activities.models import Activity, Measurement
from app.extensions import db
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.attacks.payloads import DATES, NUMBERS
from tests.attacks.test_text import a_meeting
from tests.house.world import everything
from tests.page import PageClient


@pytest.mark.parametrize("field", ["luot_nguoi_du", "so_buoi"])
def test_what_is_no_number_is_refused(reporter: PageClient, field: str):
    before = everything()

    for text in NUMBERS:
        page = reporter.post("activities.log_activity", a_meeting() | {field: text}, slug="hop", status=422)
        assert page.find(id=f"error-{field}"), text
        assert page.find(id=field)["value"] == text
    assert everything() == before


@pytest.mark.parametrize(("typed", "kept"), [("1.250", 1250), ("0", 0), ("012", 12), ("999999999999", 999_999_999_999)])
def test_what_is_one_is_kept(reporter: PageClient, typed: str, kept: int):
    reporter.post("activities.log_activity", a_meeting(luot_nguoi_du=typed), slug="hop")

    assert db.session.query(Measurement.value).filter_by(measure="luot_nguoi_du").scalar() == kept
    assert reporter.get("/don-vi/TDP07").find(attrs={"data-measure": "luot_nguoi_du"})


def test_what_is_no_day_is_refused(reporter: PageClient):
    before = everything()

    for text in DATES:
        page = reporter.post("activities.log_activity", a_meeting(held_on=text), slug="hop", status=422)
        assert page.find(id="error-held_on"), text
    for day, month, year in product(("0", "32", "x", "-1", "٣", "1" * 10), ("13", "", "0"), ("", "0", "99999", "x")):
        sent = a_meeting(held_on="other", day=day, month=month, year=year)
        reporter.post("activities.log_activity", sent, slug="hop", status=422)
    assert everything() == before


def test_a_type_the_page_does_not_offer_is_refused(reporter: PageClient, plan: Plan):
    offered = set(plan.tile("tdp", "hop").types)  # type: ignore[union-attr]
    before = everything()

    for kind in {*plan.activity_types, "", "x", "HOP_TDP", "hop_tdp ' --", "\x00"} - offered:
        page = reporter.post("activities.log_activity", a_meeting(type=kind), slug="hop", status=422)
        assert page.find(id="error-type"), kind
    assert everything() == before


def columns() -> list[str]:
    """Every name a hostile form may try: columns of every table, and what objects are made of."""
    names = {column.name for table in db.metadata.sorted_tables for column in table.columns}
    return sorted(names | {"_method", "__class__", "unit", "scope", "role", "by", "sees_ward", "is_admin", "counts"})


def test_a_column_sent_as_a_field_changes_nothing(reporter: PageClient, unit: Unit, ward: Unit):
    other = factories.a_unit(ward, code="TDP99")
    own = {"key", "unit", "held_on", "type", "note", "difficulty", "difficulty_category"}  # another unit is asked about
    hostile = {name: str(other.id) for name in columns() if name not in own}
    reporter.post("activities.log_activity", hostile | a_meeting(), slug="hop")

    entry = db.session.query(Activity).one()

    assert (entry.unit_id, entry.status, entry.duplicate_of_id) == (unit.id, "da_gui", None)
    assert (entry.logged_as, entry.difficulty_category) == ("Tổ trưởng", None)
    figures = db.session.query(Measurement.measure, Measurement.value, Measurement.unit_id, Measurement.counts).all()
    assert sorted(map(tuple, figures)) == [("luot_nguoi_du", 45, unit.id, True), ("so_hoat_dong", 1, unit.id, True)]


def test_marking_a_duplicate_changes_only_that(reporter: PageClient, unit: Unit):
    first, second = factories.an_activity(unit), factories.an_activity(unit)
    before = [c for c in columns() if c != "of"]

    wish = {"of": str(first.id), "seen": "1"}
    reporter.post("activities.mark_duplicate", dict.fromkeys(before, "1") | wish, number=second.id)

    db.session.refresh(second)
    assert (second.duplicate_of_id, second.status, second.unit_id) == (first.id, "da_gui", unit.id)
    assert db.session.query(Activity).count() == 2


@pytest.mark.parametrize("of", ["x", "-1", "9" * 20, "1e1", "٣", "0", "\x00", "1;2", " 1", "999999999"])
def test_a_wrong_duplicate_is_refused(reporter: PageClient, unit: Unit, of: str):
    entry = factories.an_activity(unit)
    before = everything()

    answer = reporter.send(f"/nhat-ky/{entry.id}/trung", method="POST", data={"csrf_token": reporter.token(), "of": of})

    assert answer.status_code in {409, 422}
    assert everything() == before


def test_of_a_field_sent_twice_the_first_counts(reporter: PageClient):
    sent = MultiDict(a_meeting() | {"csrf_token": reporter.token()})
    for name, second in (("luot_nguoi_du", "99"), ("held_on", "2026-01-01"), ("type", "x"), ("key", "k" * 36)):
        sent.add(name, second)

    reporter.open("POST", "/nhat-ky/ghi/hop", status=303, data=sent)

    assert db.session.query(Measurement.value).filter_by(measure="luot_nguoi_du").scalar() == 45
    assert db.session.query(Activity.held_on).scalar() > date(2026, 1, 1)


@pytest.mark.parametrize(
    "number", ["9" * 20, "9" * 10, "0", "-1", "1.0", "1e3", "٣", "0x1", "1%00", "%31%20", "+1", "1_0"]
)
@pytest.mark.parametrize(
    "form", ["/nhat-ky/{}", "/nhat-ky/phieu/{}", "/nhat-ky/{}/trung", "/don-vi/{}", "/nhat-ky/ghi/{}"]
)
def test_a_number_no_row_can_have_is_not_found(app: Flask, reporter: PageClient, form: str, number: str):
    for method in ("GET", "POST"):
        data = {"csrf_token": reporter.token()} if method == "POST" else None
        assert reporter.send(form.format(number), method=method, data=data).status_code in {404, 405}
