"""Who acts for two units and changes over while a page is open: nothing typed for one becomes the other's unasked."""

from datetime import date

import pytest
from flask import Flask

from app.accounts.models import Membership
from app.activities.models import Activity
from app.drafts.models import Draft
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.sending import a_form, filled
from tests.activities.week import a_sheet, said
from tests.page import PageClient


def somebody_of(app: Flask, first: Unit, second: Unit) -> PageClient:
    """Somebody who logs for two units, acting for the first."""
    person = factories.a_person(first)
    more = {"role": Role.REPORTER, "title": "Tổ phó", "started_on": date(2026, 1, 1)}
    db.session.add(Membership(person_id=person.id, unit_id=second.id, **more))
    db.session.commit()
    return PageClient(app).signed_in_as(person)


@pytest.fixture
def changing(app: Flask, ward: Unit, unit: Unit) -> PageClient:
    return somebody_of(app, unit, factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8"))


def test_a_page_opened_for_another_unit_is_asked_about_and_then_saved(changing: PageClient):
    page = changing.get("activities.log_activity", slug="hop")
    typed = filled(page) | {"type": "hop_tdp", "luot_nguoi_du": "45", "note": "Gõ cho tổ 7"}
    changing.post("accounts.choose_unit", {"unit": "TDP08"})

    asked = changing.post("activities.log_activity", typed, slug="hop", status=422)
    assert db.session.query(Activity).count() == 0
    changing.post("activities.log_activity", filled(asked) | {"type": "hop_tdp"}, slug="hop")

    assert "bây giờ đang làm cho Tổ dân phố số 8" in said(asked)[0]
    assert asked.find(id="note").get_text(strip=True) == "Gõ cho tổ 7"
    assert db.session.query(Activity.note, Unit.code).join(Unit, Unit.id == Activity.unit_id).all() == [
        ("Gõ cho tổ 7", "TDP08")
    ]


def test_a_page_of_the_unit_acted_for_is_asked_about_nothing(changing: PageClient):
    form = a_form(type="hop_tdp", luot_nguoi_du="45", unit="TDP07")

    changing.post("activities.log_activity", form, slug="hop")

    assert db.session.query(Activity).count() == 1


def test_what_is_typed_for_one_unit_is_no_draft_of_the_other(changing: PageClient):
    form = a_form(type="hop_tdp", luot_nguoi_du="45", unit="TDP07")
    changing.post("accounts.choose_unit", {"unit": "TDP08"})

    line = changing.post("activities.keep_draft", form, slug="hop", status=422, htmx=True)

    assert "đang làm việc cho đơn vị khác" in line.get_text()
    assert db.session.query(Draft).count() == 0


def test_a_weeks_sheet_opened_for_another_school_is_asked_about(app: Flask, ward: Unit):
    schools = [factories.a_unit(ward, code=code, name=f"Trường {code}", kind="truong") for code in ("TH01", "TH02")]
    client = somebody_of(app, *schools)
    opened = client.get("activities.log_week", tuan="2026-11-16").find(id="unit")["value"]
    client.post("accounts.choose_unit", {"unit": "TH02"})

    sheet = a_sheet(unit=opened, chao_co__T2__luot_hs="931")
    page = client.post("activities.log_week", sheet, tuan="2026-11-16", status=422)

    assert "bây giờ đang làm cho Trường TH02" in said(page)[0]
    assert page.find(id="unit")["value"] == "TH02"


@pytest.mark.parametrize("page", ["/phan-anh/gui", "/guong/moi"])
def test_feedback_and_exemplars_are_asked_about_as_well(changing: PageClient, page: str):
    opened = changing.get(page).find(id="unit")["value"]
    changing.post("accounts.choose_unit", {"unit": "TDP08"})

    again = changing.post(page, {"unit": opened, "text": "Gõ cho tổ 7", "story": "Gõ cho tổ 7"}, status=422)

    assert "bấm gửi lần nữa" in " ".join(said(again))
    assert again.find(id="unit")["value"] == "TDP08"
    assert "Gõ cho tổ 7" in again.find("textarea").get_text()
