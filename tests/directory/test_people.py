"""People: listed by given name, found without marks, renamed, locked; what their cards did is on their page."""

import pytest
from flask import Flask

from app.accounts.commands import remember_device
from app.accounts.models import KnownDevice, Membership, Person
from app.audit.models import Event
from app.cards.models import Card
from app.clock import now, today
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from app.vietnamese import fold, person_key
from tests import factories
from tests.directory.conftest import Said, number_of
from tests.house.world import everything
from tests.page import PageClient

LIST = "/quan-tri/nguoi"


def called(person: Person, name: str) -> Person:
    person.name, person.search, person.sort_key = name, fold(f"{name} {person.phone}"), person_key(name)
    db.session.commit()
    return person


def names(page) -> list[str]:
    return [link.get_text() for link in page.select("#people tbody th a")]


def test_the_list_is_by_given_name_and_holds_this_ward_alone(admin: PageClient, boss, unit: Unit, far: Person):
    called(boss, "Lê Văn Ước")
    for name in ("Trần Văn Đức", "Nguyễn Thị Dung", "Phạm Ánh"):
        called(factories.a_person(unit), name)

    assert names(admin.get(LIST)) == ["Phạm Ánh", "Nguyễn Thị Dung", "Trần Văn Đức", "Lê Văn Ước"]


@pytest.mark.parametrize("sought", ["duc", "0510009002", "tran+duc+to+dan+pho+so+7", "tdp07"])
def test_a_person_is_found_by_name_number_or_unit(admin: PageClient, leader: Person, sought: str):
    called(leader, "Trần Văn Đức")

    assert names(admin.get(f"{LIST}?q={sought}")) == ["Trần Văn Đức"]


@pytest.mark.parametrize("sought", ["%25", "_", "xyz", "xom"])
def test_what_nobody_is_called_finds_nobody(admin: PageClient, leader: Person, far: Person, sought: str):
    assert names(admin.get(f"{LIST}?q={sought}")) == []


def test_the_list_is_paged_and_shows_who_is_locked(admin: PageClient, unit: Unit):
    for _ in range(100):
        last = factories.a_person(unit)
    last.disabled_at = factories.clock.now()
    db.session.commit()

    pages = [admin.get(f"{LIST}?trang={page}") for page in (1, 2, 3)]

    assert [len(names(page)) for page in pages] == [100, 1, 0]
    assert sum("Đang khóa" in page.get_text() for page in pages) == 1


def test_another_name_and_number_are_on_the_audit_and_end_nothing(app: Flask, admin, leader: Person, said: Said):
    client, old = PageClient(app).signed_in_as(leader), {"name": leader.name, "phone": leader.phone}

    admin.post("people.change_person", {"name": "Đỗ Mới", "phone": "+84 510 009 010"}, number=leader.id)

    db.session.refresh(leader)
    assert (leader.phone, leader.search) == ("0510009010", "do moi 0510009010")
    assert said(Event.PERSON_CHANGED) == [(old, {"name": "Đỗ Mới", "phone": "0510009010"})]
    client.get("/")


@pytest.mark.parametrize("typed", [{"phone": "0510009001"}, {"phone": "0510009003"}, {"phone": "1"}, {"name": ""}])
def test_a_number_somebody_has_is_refused(admin: PageClient, leader: Person, far: Person, typed: dict[str, str]):
    before = everything()

    page = admin.post(
        "people.change_person", {"name": "Đỗ Mới", "phone": "0510009010"} | typed, number=leader.id, status=422
    )

    assert page.find(id=f"error-{next(iter(typed))}")
    assert far.name not in page.get_text()
    assert everything() == before


def test_locking_ends_every_sign_in_and_card_until_unlocked(app: Flask, admin, leader: Person, said: Said):
    client = PageClient(app).signed_in_as(leader)
    code = admin.post("cards.issue_code", {"membership": number_of(leader)}, status=200).select_one(".read-out")

    admin.get("people.lock_person", number=leader.id)
    admin.post("people.lock_person", number=leader.id)
    client.get("/", status=303)
    admin.post("people.unlock_person", number=leader.id)

    client.get("/", status=303)
    PageClient(app).post("cards.use_card", {"code": code.get_text()}, status=422)
    assert said(Event.PERSON_DISABLED) == [({"locked": False}, {"locked": True})]
    assert said(Event.PERSON_ENABLED) == [({"locked": True}, {"locked": False})]


def test_locking_forgets_every_device(admin: PageClient, leader: Person, boss: Person):
    for person in (leader, boss):
        remember_device("m", person.id, now=now())

    admin.post("people.lock_person", number=leader.id)

    assert [row.person_id for row in db.session.query(KnownDevice)] == [boss.id]


def test_what_a_card_did_is_on_the_page(app: Flask, admin: PageClient, boss: Person, leader: Person):
    page = admin.post("cards.print_cards", {"membership": number_of(leader), "key": "k" * 36}, status=200)
    phone = PageClient(app)
    code = page.select_one(".sign-card__code").get_text()
    phone.open(
        "POST",
        "/the",
        status=303,
        data={"code": code, "csrf_token": phone.token()},
        headers={"User-Agent": "Zalo SM-A145"},
    )

    said = admin.get("people.show_person", number=leader.id).select_one("[aria-labelledby=cards]").get_text()

    assert boss.name in said
    assert "Đã dùng hôm nay" in said
    assert "Điện thoại Samsung, Zalo" in said


def test_unused_cards_are_withdrawn_from_the_page(app: Flask, admin: PageClient, leader: Person):
    admin.post("cards.print_cards", {"membership": number_of(leader), "key": "k" * 36}, status=200)

    admin.post("people.withdraw", number=leader.id)

    assert "Thu hồi hôm nay" in admin.get("people.show_person", number=leader.id).get_text()
    assert db.session.query(Card).filter_by(withdrawn_at=None).count() == 0


def test_a_sign_in_is_ended_from_the_page(app: Flask, admin: PageClient, leader: Person, boss: Person):
    client = PageClient(app).signed_in_as(leader)
    own = admin.get("people.show_person", number=boss.id).find("input", attrs={"name": "browser"})["value"]
    box = admin.get("people.show_person", number=leader.id).find("input", attrs={"name": "browser"})

    for wrong in (own, "x", "", "9" * 12):
        admin.post("people.end_browser", {"browser": wrong}, number=leader.id, status=404)
    admin.post("people.end_browser", {"browser": box["value"]}, number=leader.id)

    client.get("/", status=303)


def test_another_wards_people_are_not_there(admin: PageClient, far: Person):
    before = everything()

    for act in ("", "/sua", "/khoa"):
        admin.get(f"{LIST}/{far.id}{act}", status=404)
    for act in ("/sua", "/khoa", "/mo-lai", "/may", "/thu-hoi-the"):
        admin.post(f"{LIST}/{far.id}{act}", {"name": "A", "phone": "0510009010"}, status=404)

    assert everything() == before


def test_who_works_in_two_wards_is_nobodys_to_change(admin: PageClient, unit: Unit, far: Person):
    db.session.add(Membership(person_id=far.id, unit_id=unit.id, role="reporter", title="", started_on=today()))
    db.session.commit()
    before = everything()

    page = admin.get("people.show_person", number=far.id)
    for act in ("sua", "khoa", "mo-lai", "may", "thu-hoi-the"):
        said = admin.post(f"{LIST}/{far.id}/{act}", {"name": "A", "phone": "0510009010"}, status=409)
        assert "phường khác" in said.get_text()

    assert "Xóm xa" not in page.get_text()
    assert "In thẻ mới" not in page.get_text()
    assert everything() == before


def test_a_reviewer_reads_and_prints_cards_but_not_an_admins(reviewer: PageClient, leader: Person, boss: Person):
    page = reviewer.get("people.show_person", number=leader.id)
    assert "In thẻ mới" in page.get_text()
    assert "Khóa tài khoản" not in page.get_text()

    assert "In thẻ mới" not in reviewer.get("people.show_person", number=boss.id).get_text()
    reviewer.post("people.withdraw", number=boss.id, status=409)
    for act in ("sua", "khoa", "them-viec"):
        reviewer.get(f"{LIST}/{leader.id}/{act}", status=403)


def test_an_admins_home_is_the_directory(app: Flask, ward: Unit, unit: Unit):
    admin = PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))

    admin.get("/", status=303)

    assert admin.location == "/quan-tri/don-vi"
