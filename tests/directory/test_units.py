"""Units: listed, added, changed, closed on a date, opened again; each act on the audit."""

import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import Event
from app.clock import today
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from app.wording import short_date
from tests import factories
from tests.directory.conftest import Said
from tests.house.world import everything
from tests.page import PageClient

NEW = {"unit_code": "TDP30", "name": "Tổ dân phố số 30", "kind": "tdp", "parent": "09568", "households": "1.250"}
NAME = {"name": "Tổ dân phố số 7", "parent": "09568"}


def names(page) -> list[str]:
    return [link.get_text() for link in page.select("#units tbody th a")]


def test_the_list_finds_a_unit_without_marks_and_counts_its_people(admin: PageClient, leader: Person, ward: Unit):
    factories.a_unit(ward, code="TH01", name="Trường Mầm non Hoa Sữa", kind="truong")

    page = admin.get("/quan-tri/don-vi?q=to+dan+pho")

    assert names(page) == ["Tổ dân phố số 7"]
    assert [cell.get_text() for cell in page.select("#units tbody td")] == ["TDP07", "Tổ dân phố", "1"]
    assert names(admin.get("/quan-tri/don-vi?q=th01")) == ["Trường Mầm non Hoa Sữa"]
    assert names(admin.get("/quan-tri/don-vi?q=khong+co")) == []


def test_the_list_shows_open_units_unless_closed_ones_are_asked_for(admin: PageClient, ward: Unit, unit: Unit):
    factories.a_unit(ward, code="CU", name="Tổ cũ", closed_on=today() - timedelta(days=1))

    assert names(admin.get("/quan-tri/don-vi")) == ["Phường Phú Lương", "Tổ dân phố số 7"]
    assert names(admin.get("/quan-tri/don-vi?xem=da-dong")) == ["Tổ cũ"]
    assert len(names(admin.get("/quan-tri/don-vi?xem=tat-ca"))) == 3


def test_long_lists_are_paged(admin: PageClient, ward: Unit):
    for place in range(101):
        db.session.add(factories._unit(f"P{place}", f"Tổ {place}", "tdp", parent_id=ward.id, ward_id=ward.id))
    db.session.commit()

    first, second = admin.get("/quan-tri/don-vi"), admin.get("/quan-tri/don-vi?trang=2")

    assert (len(names(first)), len(names(second))) == (100, 2)
    assert "Trang sau" in first.get_text()
    assert "Trang sau" not in second.get_text()


def test_a_unit_is_added_under_its_parent_and_said_on_the_audit(admin: PageClient, ward: Unit, said: Said):
    admin.post("directory.add_unit", NEW | {"name": unicodedata.normalize("NFD", NEW["name"]), "opened_on": "1/7/2025"})

    unit = db.session.scalars(select(Unit).filter_by(code="TDP30")).one()
    assert (unit.name, unit.households, unit.parent_id, unit.ward_id) == (NEW["name"], 1250, ward.id, ward.id)
    assert unit.search == "to dan pho so 30 tdp30"
    assert short_date(unit.opened_on) == "01/07/2025"
    assert said(Event.UNIT_ADDED)[0][1]["code"] == "TDP30"
    assert "Tổ dân phố số 30" in admin.get(admin.location).h1.get_text()


@pytest.mark.parametrize(
    ("box", "typed"),
    [
        ("unit_code", "Tổ 30"),
        ("unit_code", ""),
        ("unit_code", "TDP07"),
        ("unit_code", "XA01"),
        ("name", ""),
        ("name", "A" * 201),
        ("kind", "phuong"),
        ("parent", "XA01"),
        ("households", "-1"),
        ("households", "100001"),
        ("households", "nhiều"),
        ("opened_on", "31/2/2026"),
    ],
)
def test_what_cannot_be_is_said_at_its_box_and_the_rest_is_kept(
    admin: PageClient, unit: Unit, far: Person, box: str, typed: str
):
    before = everything()

    page = admin.post("directory.add_unit", NEW | {box: typed}, status=422)

    assert page.find(id=f"error-{box}")
    kept = "households" if box == "name" else "name"
    assert page.find(id=kept)["value"] == NEW[kept]
    assert everything() == before


def test_a_unit_is_renamed_and_moved(admin: PageClient, ward: Unit, unit: Unit, said: Said):
    club = factories.a_unit(ward, code="KHU1", name="Khu 1")

    admin.post("directory.change_unit", NAME | {"name": "Tổ số bảy", "parent": "KHU1"}, code="TDP07")

    db.session.refresh(unit)
    assert (unit.name, unit.parent_id, unit.search, unit.code) == ("Tổ số bảy", club.id, "to so bay tdp07", "TDP07")
    assert said(Event.UNIT_CHANGED) == [
        ({"name": "Tổ dân phố số 7", "parent": ward.id}, {"name": "Tổ số bảy", "parent": club.id})
    ]


def test_nothing_changed_leaves_no_line(admin: PageClient, unit: Unit, said: Said):
    admin.post("directory.change_unit", NAME, code="TDP07")

    assert said(Event.UNIT_CHANGED) == []


@pytest.mark.parametrize("parent", ["TDP07", "CON", "CHAU"])
def test_a_unit_never_stands_under_itself(admin: PageClient, ward: Unit, unit: Unit, parent: str):
    child = factories.a_unit(ward, code="CON")
    grandchild = factories.a_unit(ward, code="CHAU")
    child.parent_id, grandchild.parent_id = unit.id, child.id
    db.session.commit()

    page = admin.post("directory.change_unit", NAME | {"parent": parent}, code="TDP07", status=422)

    assert "đứng trên" in page.find(id="error-parent").get_text()


def test_a_closed_units_people_come_in_until_its_last_day(
    app, admin: PageClient, unit: Unit, leader: Person, said: Said
):
    client = PageClient(app).signed_in_as(leader)

    admin.post("directory.close_unit", {"closed_on": short_date(today())}, code="TDP07")
    client.get("/")
    db.session.refresh(unit)
    unit.closed_on = today() - timedelta(days=1)
    db.session.commit()

    client.get("/", status=303)
    assert said(Event.UNIT_CLOSED) == [({"closed_on": None}, {"closed_on": today().isoformat()})]
    admin.post("directory.reopen_unit", code="TDP07")
    client.get("/")
    assert said(Event.UNIT_REOPENED)[0][1] == {"closed_on": None}


@pytest.mark.parametrize("typed", ["", "mai", "31/2/2026", "1/1/2020", "1/1/2999", "1/1/0001"])
def test_a_bad_day_of_closing_is_refused(admin: PageClient, unit: Unit, typed: str):
    unit.opened_on = today() - timedelta(days=30)
    db.session.commit()

    page = admin.post("directory.close_unit", {"closed_on": typed}, code="TDP07", status=422)

    assert page.find(id="error-closed_on")
    db.session.refresh(unit)
    assert unit.closed_on is None


def test_neither_the_ward_nor_the_last_admins_unit_is_closed(app, admin: PageClient, unit: Unit, boss: Person):
    other = factories.a_person(unit, Role.ADMIN)
    boss.disabled_at = None
    day = {"closed_on": short_date(today())}

    assert "Phường không đóng" in admin.post("directory.close_unit", day, code="09568", status=422).get_text()
    boss.disabled_at = factories.clock.now()
    db.session.commit()
    last = PageClient(app).signed_in_as(other)
    assert "quản trị cuối cùng" in last.post("directory.close_unit", day, code="TDP07", status=422).get_text()


def test_another_wards_units_are_not_there(admin: PageClient, far: Person):
    before = everything()

    for path in ("", "/sua", "/dong", "/them-nguoi", "/ban-giao"):
        admin.get(f"/quan-tri/don-vi/XA01{path}", status=404)
        admin.post(f"/quan-tri/don-vi/XA01{path or '/mo-lai'}", NEW, status=404)

    assert names(admin.get("/quan-tri/don-vi?q=xom")) == []
    assert everything() == before


def test_a_reviewer_reads_and_changes_nothing(reviewer: PageClient, unit: Unit, leader: Person):
    page = reviewer.get("directory.show_unit", code="TDP07")

    assert leader.phone in page.get_text()
    assert page.main.find("form") is None
    assert "Thêm người" not in page.get_text()
    for path in ("them", "TDP07/sua", "TDP07/dong", "TDP07/them-nguoi", "TDP07/ban-giao"):
        reviewer.get(f"/quan-tri/don-vi/{path}", status=403)
