"""Ghi thay: the reviewer logs for a unit what its people say by phone; both names stay, and the unit can correct it."""

import json
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.activities.models import Activity
from app.audit.models import AuditLine, Event
from app.drafts.models import Draft
from app.extensions import db
from app.periods.models import Declaration
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.sending import a_form
from tests.page import PageClient

TOLD = "bà Tổ trưởng"


def a_meeting(**boxes: object) -> dict[str, object]:
    return a_form(type="hop_tdp", luot_nguoi_du="45", told_by=TOLD) | boxes


def log_for(client: PageClient, unit: Unit, *, status: int = 303, slug: str = "hop", **boxes: object):
    return client.post("on_behalf.log_for_unit", a_meeting(**boxes), code=unit.code, slug=slug, status=status)


def test_the_page_is_the_units_own_under_its_name(reviewer: PageClient, unit: Unit):
    page = reviewer.get("on_behalf.log_for_unit", code=unit.code, slug="hop")

    assert page.h1.get_text() == unit.name
    assert page.form["action"] == f"/don-vi/{unit.code}/ghi-thay/hop"
    assert page.find("label", attrs={"for": "told_by"}).get_text() == "Ai báo qua điện thoại?"
    assert page.find(attrs={"data-draft": True}) is None


def test_its_tiles_and_every_type_of_its_kind_are_offered(reviewer: PageClient, ward: Unit):
    school = factories.a_unit(ward, kind="truong", code="TH01")

    page = reviewer.get("on_behalf.choose_page", code="TH01")

    links = {a["href"] for a in page.find(id="content").select(".tiles a, details a")}
    assert f"/don-vi/{school.code}/ghi-thay/khac?loai=chao_co" in links
    assert not any("hop_tdp" in link for link in links)


def test_what_was_logged_is_the_units_with_both_names(reviewer: PageClient, reporter: PageClient, unit: Unit):
    log_for(reviewer, unit)

    entry = db.session.query(Activity).one()
    number = {"number": entry.id}
    officer = reviewer.get("activities.show_activity", **number).find(id="content").get_text(" ", strip=True)
    theirs = reporter.get("activities.show_activity", **number).find(id="content").get_text(" ", strip=True)
    assert (entry.unit_id, entry.told_by, entry.status) == (unit.id, TOLD, "da_gui")
    name = db.session.get(factories.Person, entry.logged_by_id).name
    assert f"{name} (Phòng VH-XH) ghi thay, theo lời {TOLD}" in officer
    assert f"Phòng VH-XH ghi thay, theo lời {TOLD}" in theirs
    assert name not in theirs


def test_the_receipt_names_the_unit_and_leads_to_the_next(reviewer: PageClient, unit: Unit):
    log_for(reviewer, unit)

    page = reviewer.get(reviewer.location)

    assert f"ghi thay, theo lời {TOLD}, cho {unit.name}" in page.find(role="status").get_text()
    assert page.find("a", string=f"Ghi thêm cho {unit.name}")["href"] == f"/don-vi/{unit.code}/ghi-thay"
    assert page.find("a", string="Các đơn vị chưa cập nhật")["href"].startswith("/chua-cap-nhat?ky=")


def test_the_unit_sees_it_at_home_and_corrects_it(reviewer: PageClient, reporter: PageClient, unit: Unit):
    log_for(reviewer, unit)
    number = db.session.query(Activity).one().id

    home = reporter.get("/").find("section", attrs={"aria-labelledby": "latest"})
    form = reporter.get("activities.correct_activity", number=number).find("form", id="correct-form")

    assert "Ghi thay" in home.get_text()
    assert form.find(id="luot_nguoi_du")["value"] == "45"


@pytest.mark.parametrize("told_by", ["", "   "])
def test_who_said_it_is_asked_for(reviewer: PageClient, unit: Unit, told_by: str):
    page = log_for(reviewer, unit, status=422, told_by=told_by)

    assert "Nhập tên hoặc chức vụ người báo" in page.find(id="error-summary").get_text()
    assert page.find(id="luot_nguoi_du")["value"] == "45"
    assert db.session.query(Activity).count() == 0


def test_it_stands_in_the_audit_with_the_unit(reviewer: PageClient, unit: Unit):
    log_for(reviewer, unit)

    line = db.session.query(AuditLine).filter_by(event=Event.LOGGED_FOR).one()
    receipt = db.session.query(Activity).one().submission_id
    assert (line.unit_id, line.ward_id, json.loads(line.after)) == (
        unit.id,
        unit.ward_id,
        {"receipt": receipt, "entries": 1},
    )


def test_the_units_own_logging_is_no_line_of_the_audit(reporter: PageClient):
    reporter.post("activities.log_activity", a_meeting(), slug="hop")

    assert db.session.query(AuditLine).filter_by(event=Event.LOGGED_FOR).count() == 0
    assert db.session.query(Activity).one().told_by == ""


def test_sent_twice_it_is_logged_once_and_another_teller_is_another_content(reviewer: PageClient, unit: Unit):
    sent = a_meeting()
    for _ in range(2):
        log_for(reviewer, unit, **sent)

    page = log_for(reviewer, unit, status=409, **sent | {"told_by": "ông Tổ phó"})

    assert db.session.query(Activity).count() == 1
    assert db.session.query(AuditLine).filter_by(event=Event.LOGGED_FOR).count() == 1
    assert page.find(id="told_by")["value"] == "ông Tổ phó"


def test_what_is_odd_is_compared_with_the_units_own(reviewer: PageClient, unit: Unit):
    factories.an_activity(unit)

    page = log_for(reviewer, unit, status=422)
    log_for(reviewer, unit, confirmed=page.select_one("[name=confirmed]")["value"])

    assert page.h1.get_text() == unit.name
    assert db.session.query(Activity).count() == 2


def test_what_the_unit_had_said_of_the_month_no_longer_holds(reviewer: PageClient, unit: Unit):
    day = clock.today()
    said = Declaration(unit_id=unit.id, period="x", first_on=day, last_on=day, said="nothing", said_as="")
    said.said_at = clock.now()
    db.session.add(said)
    db.session.commit()

    log_for(reviewer, unit)

    assert db.session.query(Declaration).one().undone_at is not None


def test_a_type_no_tile_holds_is_logged_too(reviewer: PageClient, unit: Unit):
    path = f"/don-vi/{unit.code}/ghi-thay/khac?loai=truc_quan"

    reviewer.post(path, a_form(type="truc_quan", told_by=TOLD, note="Treo băng rôn", so_san_pham="3"), status=303)
    reviewer.get("on_behalf.log_for_unit", code=unit.code, slug="khac", status=303)

    assert db.session.query(Activity).one().type == "truc_quan"
    assert db.session.query(Draft).count() == 0


@pytest.mark.parametrize("why", ["another ward", "not yet open", "logs nothing", "the ward", "the own"])
def test_other_units_are_not_there(reviewer: PageClient, ward: Unit, why: str):
    today = clock.today()
    unit = {
        "another ward": lambda: factories.a_unit(factories.a_ward("00002")),
        "not yet open": lambda: factories.a_unit(ward, opened_on=today + timedelta(days=1)),
        "logs nothing": lambda: factories.a_unit(ward, kind="khac"),
        "the ward": lambda: ward,
        "the own": lambda: factories.unit_with("VHXH"),
    }[why]()

    reviewer.get("on_behalf.choose_page", code=unit.code, status=404)
    log_for(reviewer, unit, status=404)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REVIEWER])
def test_only_the_reviewer_logs_for_others(app: Flask, ward: Unit, unit: Unit, role: Role):
    client = PageClient(app).signed_in_as(factories.a_person(unit, role))

    client.get("on_behalf.log_for_unit", code=unit.code, slug="hop", status=403)
    log_for(client, unit, status=403)

    assert db.session.query(Activity).count() == 0


def test_the_units_page_leads_there_for_the_reviewer_alone(reviewer: PageClient, reporter: PageClient, unit: Unit):
    path = f"/don-vi/{unit.code}/ghi-thay"

    assert reviewer.get("status.show_unit", code=unit.code).find("a", href=path)
    assert reporter.get("status.show_unit", code=unit.code).find("a", href=path) is None
