"""What the lists are asked for: the figure a page counts, signs as they are, one's own beside what may be published."""

from datetime import datetime

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Membership
from app.clock import HANOI
from app.exemplars.models import Exemplar
from app.exemplars.workflow import State
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.exemplars.making import an_exemplar
from tests.page import PageClient

LIST = "exemplars.list_exemplars"
WITHIN = datetime(2026, 10, 20, tzinfo=HANOI)


def titles(client: PageClient, **asked: str) -> list[str]:
    return [link.text for link in client.get(LIST, **asked).select(".row-link__text")]


def test_a_figure_leads_to_what_it_counts(
    app: Flask, ward: Unit, unit: Unit, reporter: PageClient, reviewer: PageClient
):
    an_exemplar(unit, title="Trong kỳ", at=WITHIN)
    an_exemplar(unit, title="Kỳ trước", at=WITHIN.replace(day=10))
    an_exemplar(factories.a_unit(ward), title="Tổ khác", at=WITHIN)
    gone = an_exemplar(unit, title="Đã rút", at=WITHIN)
    db.session.get_one(Exemplar, gone).state = State.WITHDRAWN
    db.session.commit()

    for client in (reporter, reviewer):
        assert titles(client, ky="2026-11", **{"don-vi": unit.code}) == ["Trong kỳ"]
        client.get(LIST, ky="2026-13", status=404)
    assert titles(reviewer, ky="2026-11") == ["Tổ khác", "Trong kỳ"]


def test_what_was_asked_for_stays_when_one_searches_or_takes_a_tab(app: Flask, unit: Unit, reviewer: PageClient):
    page = reviewer.get(LIST, ky="2026-11", muc="moi-gui", **{"don-vi": unit.code})

    kept = {box["name"]: box["value"] for box in page.select("form[role=search] [type=hidden]")}
    assert kept == {"muc": "moi-gui", "don-vi": unit.code, "ky": "2026-11"}
    assert all("ky=2026-11" in tab["href"] for tab in page.select(".tabs a"))


@pytest.mark.parametrize("sought", ["%", "_", "\\", "'", "\U0001f600"])
def test_signs_are_looked_for_as_they_are(app: Flask, unit: Unit, reviewer: PageClient, sought: str):
    an_exemplar(unit)

    assert titles(reviewer, q=sought) == []


def test_who_proposes_and_publishes_has_both_lists(app: Flask, office: Unit, publisher: PageClient):
    number = an_exemplar(office, consent=False, title="Chuyện của trung tâm")
    assert titles(publisher, muc="don-vi") == []
    person = factories.a_person(office, Role.PUBLISHER)
    held = Membership(person_id=person.id, unit_id=office.id, role=Role.REPORTER, title="", started_on=clock.today())
    db.session.add(held)
    db.session.commit()
    both = PageClient(app).signed_in_as(person)

    assert titles(both) == []
    assert titles(both, muc="don-vi") == ["Chuyện của trung tâm"]
    assert "Chưa được đồng ý" in both.get("exemplars.show_exemplar", number=number).text
