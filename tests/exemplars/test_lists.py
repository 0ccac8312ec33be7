"""Lists of exemplars: found without marks, counted by state, paged, and as cheap for many as for few."""

from uuid import uuid4

import pytest
from flask import Flask

from app import clock
from app.exemplars.models import Exemplar
from app.exemplars.proposing import NewExemplar, put_exemplar
from app.exemplars.workflow import Kind, State
from app.extensions import db
from app.permissions import Role
from app.submissions.models import Submission
from app.units.models import Unit
from tests import factories
from tests.counting import expect_queries
from tests.exemplars.making import an_exemplar
from tests.page import PageClient

LIST = "exemplars.list_exemplars"
# who → address → queries: who is signed in, then as said
COSTS = [
    ("reporter", "/guong", 2),  # rows
    ("reporter", "/guong/{number}", 4),  # exemplar, where published, feed
    ("reviewer", "/guong", 3),  # counts, rows
    ("reviewer", "/guong?q=qr&muc=da-xac-minh&trang=1", 3),
    ("reviewer", "/guong/{number}", 4),
    ("observer", "/guong", 3),
    ("publisher", "/guong", 3),  # rows, what to take down
    ("publisher", "/guong?muc=da-dang", 3),
    ("publisher", "/guong/{number}", 3),
    ("reporter", "/guong/moi", 1),
]


def many(unit: Unit, count: int) -> int:
    """So many exemplars that may be published; the number of the last."""
    now = clock.now()
    for place in range(count):
        sent = Submission(unit_id=unit.id, key=str(uuid4()), sha256="0" * 64, received_at=now)
        db.session.add(sent)
        db.session.flush()
        row = Exemplar(submission_id=sent.id, unit_id=unit.id, ward_id=unit.ward_id, proposed_as="")
        said = NewExemplar(f"Gương {place}", "doi_song", Kind.MODEL, "Dán mã QR", consent=True)
        put_exemplar(db.session, row, said, now)
        row.state = State.VERIFIED
    db.session.commit()
    return row.id


@pytest.mark.parametrize("count", [10, 300])
def test_the_pages_cost_what_they_may(app: Flask, unit: Unit, count: int, request: pytest.FixtureRequest):
    number = many(unit, count)
    clients = {who: request.getfixturevalue(who) for who, _, _ in COSTS}

    for who, address, queries in COSTS:
        with expect_queries(queries):
            clients[who].get(address.format(number=number))


@pytest.mark.parametrize("sought", ["ba cu", "CỤ BÀ", "cu ba", "duong 9", "goi  VIDEO"])
def test_the_ward_finds_words_in_order_without_marks(app: Flask, ward: Unit, reviewer: PageClient, sought: str):
    street = factories.a_unit(ward, name="Tổ dân phố Đường 9")
    an_exemplar(street, title="Cụ bà Đỗ", story="Tự gọi video cho con")
    an_exemplar(factories.a_unit(ward, name="Tổ khác"), title="Chị hàng rau", story="Quét mã")

    page = reviewer.get(LIST, q=sought)

    assert ("Cụ bà Đỗ" in page.text) == (sought != "ba cu")
    assert "Chị hàng rau" not in page.text


@pytest.mark.parametrize("sought", ["%", "_", "\\", "'", "\U0001f600", "\x00"])
def test_signs_are_looked_for_as_they_are(app: Flask, unit: Unit, reviewer: PageClient, sought: str):
    an_exemplar(unit)

    page = reviewer.get(LIST, q=sought)

    assert "Chị bán rau" not in page.text or sought == "\x00"


def test_each_tab_counts_and_holds_its_state(app: Flask, unit: Unit, reviewer: PageClient):
    for place, state in enumerate(State):
        number = an_exemplar(unit, title=f"Gương ở mục {place}")
        db.session.get_one(Exemplar, number).state = state
        db.session.commit()

    for place, state in enumerate(State):
        page = reviewer.get(LIST, muc=state.value.replace("_", "-"))
        assert [link.select_one(".strong").text for link in page.select(".row-link")] == [f"Gương ở mục {place}"]
        assert page.select_one(".tabs [aria-current]").text == f"{state.brief} (1)"
    assert reviewer.get(LIST).select_one(".tabs [aria-current]").text == "Tất cả (6)"


def test_a_long_list_has_pages_that_keep_what_was_looked_for(app: Flask, unit: Unit, reviewer: PageClient):
    many(unit, 21)

    first = reviewer.get(LIST, q="qr", muc="da-xac-minh")
    last = reviewer.get(first.select_one(".periods__step a")["href"])

    assert len(first.select(".row-link")) == 20
    assert [link.select_one(".strong").text for link in last.select(".row-link")] == ["Gương 0"]


def test_htmx_is_answered_with_the_list_alone(app: Flask, unit: Unit, reviewer: PageClient):
    assert reviewer.get(LIST, q="x", htmx=True).find(id="ward-list") is not None


def test_a_reporter_who_publishes_too_has_both_lists(app: Flask, ward: Unit, office: Unit, publisher: PageClient):
    number = an_exemplar(office, consent=False, title="Chuyện của trung tâm")
    assert "Chuyện của trung tâm" not in publisher.get(LIST, muc="don-vi").text
    person = factories.a_person(office, Role.PUBLISHER)
    give(person.id, office.id)
    both = PageClient(app).signed_in_as(person)

    assert "Chuyện của trung tâm" not in both.get(LIST).text
    assert "Chuyện của trung tâm" in both.get(LIST, muc="don-vi").text
    assert "Chưa được đồng ý" in both.get("exemplars.show_exemplar", number=number).text


def give(person: int, unit: int) -> None:
    """Makes somebody a reporter of a unit as well."""
    from app.accounts.models import Membership

    held = Membership(person_id=person, unit_id=unit, role=Role.REPORTER, title="", started_on=clock.today())
    db.session.add(held)
    db.session.commit()
