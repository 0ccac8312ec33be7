"""Sheets of cards: who may print for whom, once a sheet, eight to a page."""

from uuid import uuid4

import pytest
from flask import Flask

from app.accounts.models import Membership, Person
from app.audit.models import AuditLine, Event
from app.cards.models import Card
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.house.world import everything
from tests.page import PageClient


def number_of(person: Person) -> int:
    return db.session.query(Membership.id).filter_by(person_id=person.id).order_by(Membership.id).limit(1).scalar()


@pytest.fixture
def admin(app: Flask, ward: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))


def print_for(client: PageClient, *people: Person, key: str = "", status: int = 200):
    sent = {"membership": [str(number_of(person)) for person in people], "key": key or str(uuid4())}
    return client.post("cards.print_cards", sent, status=status)


def test_a_sheet_names_unit_person_role_and_holds_a_code(admin: PageClient, unit: Unit):
    leader = factories.a_person(unit, Role.REPORTER)

    (card,) = print_for(admin, leader).select(".sign-card")

    words = card.get_text(" ", strip=True)
    assert card.h2.get_text() == "Tổ dân phố số 7"
    assert leader.name in words
    assert "Tổ trưởng" in words
    assert len(card.select_one(".sign-card__code").get_text()) == 11
    assert card.find("svg")["aria-label"] == f"Mã QR đăng nhập của {leader.name}"


def test_who_has_no_title_is_named_by_the_role(admin: PageClient, unit: Unit):
    leader = factories.a_person(unit)
    db.session.query(Membership).update({"title": ""})
    db.session.commit()

    assert "Người ghi" in admin.get("cards.show_holders").find("tbody").get_text()
    (card,) = print_for(admin, leader).select(".sign-card")
    assert f"{leader.name}, người ghi" in card.get_text()


@pytest.mark.parametrize(("people", "pages"), [(1, [1]), (8, [8]), (9, [8, 1]), (17, [8, 8, 1])])
def test_eight_cards_to_a_page(admin: PageClient, unit: Unit, people: int, pages: list[int]):
    page = print_for(admin, *(factories.a_person(unit) for _ in range(people)))

    assert [len(sheet.select(".sign-card")) for sheet in page.select(".sheet")] == pages


def test_a_sheet_sent_again_prints_nothing_and_ends_nothing(admin: PageClient, unit: Unit):
    leader, key = factories.a_person(unit), str(uuid4())
    print_for(admin, leader, key=key)
    before = everything()

    page = print_for(admin, leader, key=key, status=409)

    assert "đã in rồi" in page.h1.get_text()
    assert everything() == before


def test_a_code_asked_for_twice_by_reloading_is_given_once(admin: PageClient, unit: Unit):
    sent = {"membership": str(number_of(factories.a_person(unit))), "key": str(uuid4())}
    admin.post("cards.issue_code", sent, status=200)
    before = everything()

    page = admin.post("cards.issue_code", sent, status=409)

    assert "đã cấp rồi" in page.h1.get_text()
    assert everything() == before


def test_more_than_the_list_holds_are_not_cut_silently(admin: PageClient, unit: Unit):
    one = str(number_of(factories.a_person(unit)))

    page = admin.post("cards.print_cards", {"membership": [one] * 501}, status=422)

    assert "nhiều nhất 500 thẻ" in page.get_text()
    assert db.session.query(Card).count() == 0


def test_a_reviewer_prints_for_leaders_and_never_for_an_official(reviewer: PageClient, ward: Unit, unit: Unit):
    leader, admin = factories.a_person(unit), factories.a_person(ward, Role.ADMIN)

    page = print_for(reviewer, leader, admin)
    assert [card.h2.get_text() for card in page.select(".sign-card")] == ["Tổ dân phố số 7"]
    print_for(reviewer, admin, status=422)
    reviewer.post("cards.issue_code", {"membership": str(number_of(admin))}, status=404)

    assert db.session.query(Card.membership_id).all() == [(number_of(leader),)]


def test_a_leader_who_is_an_official_elsewhere_counts_as_one(reviewer: PageClient, ward: Unit, unit: Unit):
    both = factories.a_person(unit)
    db.session.add(Membership(person_id=both.id, unit_id=ward.id, role=Role.ADMIN, title="", started_on=unit_day(both)))
    db.session.commit()

    print_for(reviewer, both, status=422)


@pytest.mark.parametrize("client", ["admin", "reviewer"])
def test_nobody_hands_out_the_sign_in_of_who_works_in_another_ward_too(
    request: pytest.FixtureRequest, unit: Unit, client: str
):
    both, elsewhere = factories.a_person(unit), factories.a_ward("09999", "Phường Khác")
    held = Membership(person_id=both.id, unit_id=elsewhere.id, role=Role.OBSERVER, title="", started_on=unit_day(both))
    db.session.add(held)
    db.session.commit()

    print_for(request.getfixturevalue(client), both, status=422)


def unit_day(person: Person):
    return db.session.query(Membership.started_on).filter_by(person_id=person.id).first()[0]


def test_nobody_prints_for_another_ward(admin: PageClient, reviewer: PageClient):
    elsewhere = factories.a_unit(factories.a_ward("09999", "Phường Khác"), name="Tổ dân phố số 99")
    stranger = factories.a_person(elsewhere)

    for client in (admin, reviewer):
        print_for(client, stranger, status=422)
        client.post("cards.issue_code", {"membership": str(number_of(stranger))}, status=404)
        assert "số 99" not in client.get("cards.show_holders").get_text()
    assert db.session.query(Card).count() == 0


@pytest.mark.parametrize(
    "sent", [{}, {"membership": "x"}, {"membership": "999999999"}, {"membership": "-1"}, {"membership": "9" * 30}]
)
def test_nothing_chosen_is_said(admin: PageClient, sent: dict[str, str]):
    page = admin.post("cards.print_cards", sent, status=422)

    assert "Chưa chọn người nào" in page.get_text()


def test_printing_asks_for_the_password_again_after_a_while(app: Flask, ward: Unit, unit: Unit):
    leader, boss = factories.a_person(unit), factories.a_person(ward, Role.ADMIN)
    client = PageClient(app).signed_in_as(boss)
    db.session.execute(db.text("UPDATE sign_ins SET confirmed_at = NULL"))
    db.session.commit()

    page = print_for(client, leader, status=403)

    assert page.h1.get_text() == "Nhập lại mật khẩu"
    assert page.find("input", attrs={"name": "membership"})["value"] == str(number_of(leader))
    assert db.session.query(Card).count() == 0


def test_each_card_and_code_leaves_a_line_in_the_audit(admin: PageClient, unit: Unit):
    leader = factories.a_person(unit)
    print_for(admin, leader)
    admin.post("cards.issue_code", {"membership": str(number_of(leader))}, status=200)
    print_for(admin, leader)

    events = [row.event for row in db.session.query(AuditLine).order_by(AuditLine.id)]

    assert events[-5:] == [
        Event.CARD_ISSUED,
        Event.CODE_ISSUED,
        Event.CARD_WITHDRAWN,
        Event.CARD_WITHDRAWN,
        Event.CARD_ISSUED,
    ]
    assert {row.person_id for row in db.session.query(AuditLine).filter(AuditLine.event == Event.CARD_ISSUED)} == {
        leader.id
    }


def test_the_list_finds_units_and_people_without_marks(admin: PageClient, ward: Unit, unit: Unit):
    leader = factories.a_person(unit)
    factories.a_person(factories.a_unit(ward, name="Trường Mầm non Hoa Sen"))

    for sought, found in (("to dan pho so 7", 1), ("mam non", 1), (leader.phone, 1), ("100%", 0), ("_", 0)):
        page = admin.get("cards.show_holders", q=sought)
        assert len(page.select("tbody tr")) == found, sought
