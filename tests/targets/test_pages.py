"""Setting targets, seen by the ward's officer; the bars, seen by the unit."""

from datetime import datetime

import pytest
from flask import Flask

from app.audit.models import AuditLine, Event
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.targets.forms import ALREADY_SET, NO_FIGURE
from app.targets.models import Target
from app.units.models import Unit
from tests import factories
from tests.page import PageClient
from tests.targets.making import a_target, use_targets

TYPED = {"whose": "don-vi:TDP07", "measure": "luot_nguoi_du", "value": "1.200"}


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))


def lines() -> list[str]:
    return [row.after for row in db.session.query(AuditLine).filter_by(event=Event.TARGET_SET)]


def test_while_off_there_is_no_such_page(reviewer: PageClient, ward: Unit, unit: Unit):
    number = a_target(unit, ward)
    db.session.execute(db.text("DELETE FROM settings"))
    db.session.commit()

    for path in ("/chi-tieu", f"/chi-tieu/{number}", f"/chi-tieu/{number}/bo"):
        reviewer.get(path, status=404)
        reviewer.post(path, TYPED, status=404)
    assert "hỉ tiêu" not in reviewer.get("status.show_unit", code="TDP07").main.get_text()
    assert "hỉ tiêu" not in reviewer.get("status.show_units").main.get_text()


def test_a_target_is_set_listed_and_on_the_audit(reviewer: PageClient, ward: Unit, unit: Unit):
    use_targets(ward)

    reviewer.post("/chi-tieu?ky=2026-Q4", TYPED)

    assert reviewer.location == "/chi-tieu?ky=2026-Q4"
    listed = reviewer.get(reviewer.location).select(".rows li")
    assert [text for text in listed[0].stripped_strings] == ["Tổ dân phố số 7", "1.200 lượt người dự"]
    assert '"period": "2026-Q4"' in lines()[0]
    assert reviewer.get("/chi-tieu").select(".rows") == []


@pytest.mark.parametrize(
    ("changed", "box"),
    [
        ({"value": "0"}, "value"),
        ({"value": "hai trăm"}, "value"),
        ({"value": "-5"}, "value"),
        ({"value": "9" * 13}, "value"),
        ({"whose": ""}, "whose"),
        ({"whose": "don-vi:XYZ"}, "whose"),
        ({"whose": "don-vi:MTTQ"}, "whose"),
        ({"whose": "loai:ban_xdd"}, "whose"),
        ({"whose": "loai:phuong"}, "whose"),
        ({"measure": ""}, "measure"),
        ({"measure": "luot_hs"}, "measure"),
        ({"measure": "so_phan_anh"}, "measure"),
    ],
)
def test_what_cannot_be_set_is_said_and_what_was_typed_stays(
    reviewer: PageClient, ward: Unit, unit: Unit, changed: dict[str, str], box: str
):
    use_targets(ward)
    factories.a_unit(ward, code="MTTQ", kind="mttq")

    page = reviewer.post("/chi-tieu", TYPED | changed, status=422)

    assert page.find(id=f"error-{box}") is not None
    assert page.find(id="value")["value"] == (TYPED | changed)["value"]
    assert db.session.query(Target).count() == 0


def test_the_same_target_twice_is_refused_in_words(reviewer: PageClient, ward: Unit, unit: Unit):
    factories.a_unit(ward)
    a_target(unit, ward)
    a_target(None, ward)

    for whose in ("don-vi:TDP07", "loai:tdp"):
        page = reviewer.post("/chi-tieu", TYPED | {"whose": whose}, status=422)
        assert ALREADY_SET in page.get_text()
    assert db.session.query(Target).count() == 2


def test_no_two_dates_have_a_target(reviewer: PageClient, ward: Unit):
    use_targets(ward)

    reviewer.get("/chi-tieu?ky=2026-10-01..2026-10-31", status=404)


def test_a_figure_is_changed_and_a_bad_one_is_not(reviewer: PageClient, ward: Unit, unit: Unit):
    number = a_target(unit, ward)

    refused = reviewer.post(f"/chi-tieu/{number}", {"value": "x", "seen": "200"}, status=422)
    reviewer.post(f"/chi-tieu/{number}", {"value": "250", "seen": "200"})

    assert NO_FIGURE in refused.get_text()
    assert db.session.get(Target, number).value == 250
    assert '"target": 250' in lines()[0]


def test_nobody_changes_or_removes_what_he_has_not_seen(reviewer: PageClient, ward: Unit, unit: Unit):
    number = a_target(unit, ward)

    page = reviewer.post(f"/chi-tieu/{number}", {"value": "250", "seen": "100"}, status=409)
    reviewer.post(f"/chi-tieu/{number}/bo", {"seen": "100"}, status=409)

    assert "vừa được đổi thành 200" in page.get_text()
    assert (page.find(id="value")["value"], page.find(attrs={"name": "seen"})["value"]) == ("250", "200")
    assert db.session.get(Target, number).value == 200


def test_a_target_is_removed(reviewer: PageClient, ward: Unit, unit: Unit):
    number = a_target(unit, ward)

    page = reviewer.get(f"/chi-tieu/{number}/bo")
    reviewer.post(f"/chi-tieu/{number}/bo", {"seen": page.find(attrs={"name": "seen"})["value"]})

    assert db.session.query(Target).count() == 0
    assert lines() == ["{}"]


def test_another_wards_target_is_not_there(reviewer: PageClient, ward: Unit):
    use_targets(ward)
    elsewhere = factories.a_ward("09999", "Phường Khác")
    far = factories.a_unit(elsewhere, code="XA01")
    number = a_target(far, elsewhere)

    for path in (f"/chi-tieu/{number}", f"/chi-tieu/{number}/bo"):
        reviewer.post(path, {"value": "1", "seen": "200"}, status=404)
    assert reviewer.post("/chi-tieu", TYPED | {"whose": "don-vi:XA01"}, status=422).find(id="error-whose")
    assert "XA01" not in str(reviewer.get("/chi-tieu").main)


def test_a_unit_sees_its_bars_and_no_others(reporter: PageClient, ward: Unit, unit: Unit):
    factories.an_activity(unit, figures={"luot_nguoi_du": 120})
    a_target(unit, ward)
    a_target(None, ward, period="2026-Q4", value=100)
    a_target(factories.a_unit(ward), ward, value=999)

    home = reporter.get("/").find(attrs={"aria-labelledby": "targets"}).select("li")
    page = reporter.get("status.show_unit", code="TDP07").find(attrs={"aria-labelledby": "targets"})

    assert [item.p.get_text() for item in home] == [
        "Tháng 11/2026: 120 trên 200 lượt người dự",
        "Quý IV/2026: 120 lượt người dự, hơn chỉ tiêu 100",
    ]
    assert [(bar["value"], bar["max"]) for bar in page.select("progress")] == [("120", "200")]


@pytest.mark.parametrize("kind", ["mttq", "ban_xdd"])
def test_whoever_is_only_asked_never_sees_a_bar(app: Flask, ward: Unit, kind: str):
    asked = factories.a_unit(ward, kind=kind)
    a_target(asked, ward, measure="so_buoi")  # as no page of ours would have set it
    client = PageClient(app).signed_in_as(factories.a_person(asked, Role.REPORTER))

    assert client.get("status.show_unit", code=asked.code).find("progress") is None


def test_the_desk_leads_to_the_targets_once_the_ward_uses_them(reviewer: PageClient, observer: PageClient, ward: Unit):
    assert reviewer.get("status.show_units").find("a", href="/chi-tieu") is None

    use_targets(ward)

    assert reviewer.get("status.show_units").find("a", href="/chi-tieu") is not None
    assert observer.get("status.show_units").find("a", href="/chi-tieu") is None
