"""The audit: append-only on both databases, found again by admins, and only the own ward's."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Person
from app.audit.commands import Act, record
from app.audit.models import Event
from app.clock import HANOI
from app.database import writing
from app.extensions import db
from app.permissions import Role
from app.scope import CONSOLE, Actor
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

PAGE = "oversight.show_audit"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=HANOI)


@pytest.fixture
def boss(ward: Unit) -> Person:
    return factories.a_person(ward, Role.ADMIN)


@pytest.fixture
def admin(app: Flask, boss: Person) -> PageClient:
    return PageClient(app).signed_in_as(boss)


def note(act: Act, by: Actor, at: datetime = NOW) -> None:
    record(session := writing(), act, by=by, at=at)
    session.commit()


def actor(person: Person, ward: Unit) -> Actor:
    return Actor(person.id, "192.0.2.7", ward.id)


def shown(client: PageClient, **asked: object) -> list[str]:
    """The lines of the page, signing in aside."""
    rows = client.get(PAGE, **asked).select("#lines tbody tr")
    return [line for row in rows if "Đăng nhập" not in (line := row.get_text(" ", strip=True))]


@pytest.mark.parametrize("statement", ["UPDATE audit SET address = ''", "DELETE FROM audit"])
def test_no_line_is_changed_or_taken_away(boss: Person, ward: Unit, statement: str):
    note(Act(Event.PERSON_ADDED, boss.id), actor(boss, ward))

    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(statement))


def test_no_line_is_written_over_another(boss: Person, ward: Unit):
    note(Act(Event.PERSON_ADDED, boss.id), actor(boss, ward))
    copy = "SELECT id, at, 'x' AS address, event, before, after FROM audit"
    verb = "INSERT OR REPLACE" if db.engine.dialect.name == "sqlite" else "INSERT"

    with pytest.raises(DBAPIError):
        db.session.execute(text(f"{verb} INTO audit (id, at, address, event, before, after) {copy}"))


def test_a_line_says_who_what_whom_before_and_after_and_from_where(admin: PageClient, boss: Person, ward: Unit):
    leader = factories.a_person(factories.a_unit(ward, name="Tổ dân phố số 9"))
    act = Act(Event.PERSON_CHANGED, leader.id, before={"phone": "0510000001"}, after={"phone": "0510000002"})
    note(act, actor(boss, ward))

    (line,) = shown(admin)

    wanted = (
        boss.name,
        leader.name,
        "Sửa thông tin người",
        "0510000001",
        "0510000002",
        "192.0.2.7",
        "09:00 ngày 23/11/2026",
    )
    assert [words for words in wanted if words not in line] == []


def test_the_newest_stands_first(admin: PageClient, boss: Person, ward: Unit):
    note(Act(Event.UNIT_ADDED, unit_id=ward.id), actor(boss, ward))
    note(Act(Event.UNIT_CHANGED, unit_id=ward.id), actor(boss, ward))

    assert ["Sửa đơn vị" in line for line in shown(admin)] == [True, False]


def test_the_console_is_named_and_its_lines_of_the_ward_shown(admin: PageClient, boss: Person, ward: Unit):
    note(Act(Event.PERSON_ADDED, boss.id), CONSOLE)
    note(Act(Event.UNIT_ADDED, unit_id=ward.id), CONSOLE)

    assert ["máy chủ, dòng lệnh" in line for line in shown(admin)] == [True, True]


def test_another_wards_lines_are_never_shown(app: Flask, admin: PageClient, boss: Person, ward: Unit):
    other = factories.a_ward("09999", "Phường khác")
    theirs = factories.a_person(other, Role.ADMIN)
    note(Act(Event.PERSON_ADDED, theirs.id), actor(theirs, other))
    note(Act(Event.PERSON_ADDED, theirs.id, other.id), CONSOLE)
    note(Act(Event.PERSON_CHANGED, theirs.id), CONSOLE)
    note(Act(Event.PERSON_CHANGED, boss.id), actor(theirs, other))

    assert shown(admin) == []
    assert shown(admin, q=theirs.phone) == []
    assert len(shown(PageClient(app).signed_in_as(theirs))) == 4


def test_a_person_is_found_as_doer_and_as_whom_it_was_done_to(admin: PageClient, boss: Person, ward: Unit):
    leader, somebody = factories.a_person(ward), factories.a_person(ward)
    note(Act(Event.PERSON_ADDED, leader.id), actor(boss, ward))
    note(Act(Event.PIN_CHANGED, leader.id), actor(leader, ward))
    note(Act(Event.PERSON_ADDED, somebody.id), actor(boss, ward))

    assert len(shown(admin, q=leader.phone)) == 2
    assert len(shown(admin, q=boss.phone)) == 2
    assert len(shown(admin, q=f"nguoi {leader.phone[-4:]}")) == 2
    assert shown(admin, q="100%") == []


def test_an_event_is_found(admin: PageClient, boss: Person, ward: Unit):
    note(Act(Event.PERSON_ADDED, boss.id), actor(boss, ward))
    note(Act(Event.CARD_ISSUED, boss.id), actor(boss, ward))

    assert ["In thẻ" in line for line in shown(admin, viec="card-issued")] == [True]
    assert len(shown(admin, viec="không-có")) == 2


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"tu": "22/11/2026"}, [23, 22]),
        ({"den": "22/11/2026"}, [22, 21]),
        ({"tu": "22/11/26", "den": "22-11-2026"}, [22]),
        ({"tu": "24/11/2026"}, []),
    ],
)
def test_days_are_the_wards_days(admin: PageClient, boss: Person, ward: Unit, asked: dict[str, str], days: list[int]):
    for day, hour in ((21, 23), (22, 0), (23, 0)):
        note(Act(Event.CARD_ISSUED, boss.id), actor(boss, ward), datetime(2026, 11, day, hour, 30, tzinfo=HANOI))

    assert [int(line.split("ngày ")[1][:2]) for line in shown(admin, **asked)] == days


@pytest.mark.parametrize(
    ("asked", "box"), [({"tu": "31/11/2026"}, "tu"), ({"den": "mai"}, "den"), ({"tu": "2/11", "den": "1/11"}, "den")]
)
def test_a_day_there_is_not_is_said_and_kept(admin: PageClient, asked: dict[str, str], box: str):
    page = admin.get(PAGE, status=422, **asked)

    assert page.find(id=f"error-{box}")
    assert {name: page.find(id=name)["value"] for name in asked} == asked


def test_a_hundred_lines_a_page_and_none_lost_or_doubled(admin: PageClient, boss: Person, ward: Unit):
    for place in range(230):
        note(
            Act(Event.CARD_ISSUED, boss.id, after={"code": f"<{place}>"}),
            actor(boss, ward),
            NOW + timedelta(seconds=place),
        )

    found, path = [], "/quan-tri/nhat-ky?viec=card-issued"
    for _ in range(3):
        page = admin.get(path)
        found.append([row.find("li").get_text() for row in page.select("#lines tbody tr")])
        path = page.select(".periods__step a")[-1]["href"]

    assert [len(each) for each in found] == [100, 100, 30]
    assert [line for each in found for line in each] == [f"Mã đơn vị: <{n}>" for n in reversed(range(230))]


@pytest.mark.parametrize("below", ["0", "-1", "abc", "9" * 20, "2147483648"])
def test_a_page_that_is_no_number_is_the_first(admin: PageClient, boss: Person, ward: Unit, below: str):
    note(Act(Event.CARD_ISSUED, boss.id), actor(boss, ward))

    assert len(shown(admin, truoc=below)) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_admin_reads_it(app: Flask, ward: Unit, role: Role):
    PageClient(app).signed_in_as(factories.a_person(ward, role)).get(PAGE, status=403)


def test_nothing_found_says_so(admin: PageClient):
    assert "Không tìm thấy" in admin.get(PAGE, q="khong ai ten the").get_text()
