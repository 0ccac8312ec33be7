"""The reviewer's list of what is odd: what stands there, what a click decides, and who may not see it."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from app.activities.models import Activity, Oddity, OddityKind
from app.activities.settling import settle_oddities
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

NOW = datetime(2026, 11, 22, 19, 40, tzinfo=HANOI)


@pytest.fixture(autouse=True)
def _this_evening(at) -> None:
    at(NOW)


@pytest.fixture
def pair(unit: Unit) -> tuple[int, int]:
    """Two entries of a day, the second with 22 attending."""
    return factories.an_activity(unit).id, factories.an_activity(unit, figures={"luot_nguoi_du": 22}).id


def listed(client: PageClient, **filters: str) -> list[int]:
    page = client.get("activities.list_oddities", **filters)
    return [int(card["id"].removeprefix("muc-")) for card in page.select("section[id^=muc-]")]


def click(client: PageClient, page: BeautifulSoup, label: str, *, status: int = 303) -> BeautifulSoup:
    """Sends the form of a button."""
    form = next(b.find_parent("form") for b in page.find_all("button") if b.get_text(strip=True).startswith(label))
    sent: dict[str, list[str]] = {}
    for box in form.find_all("input", attrs={"name": lambda name: name != "csrf_token"}):
        sent.setdefault(box["name"], []).append(box["value"])
    return client.post(form["action"], sent, status=status)


def test_a_pair_stands_side_by_side_with_its_figures(reviewer: PageClient, pair: tuple[int, int]):
    [card] = reviewer.get("activities.list_oddities").select("section[id^=muc-]")

    first, second = (each.get_text(" ", strip=True) for each in reversed(card.select(".beside > div")))
    assert f"Mục {pair[0]}" in first
    assert "45 lượt người dự" in first
    assert "22 lượt người dự" in second
    assert f"Cùng ngày, cùng loại với mục số {pair[0]}." in card.get_text(" ", strip=True)


@pytest.mark.parametrize("counting", [0, 1])
def test_one_click_says_which_of_two_counts(reviewer: PageClient, pair: tuple[int, int], counting: int):
    page = reviewer.get("activities.list_oddities")

    click(reviewer, page, f"Chỉ tính mục {pair[counting]}")

    marked = db.session.query(Activity.id, Activity.duplicate_of_id).filter(Activity.duplicate_of_id.is_not(None)).all()
    assert [tuple(row) for row in marked] == [(pair[1 - counting], pair[counting])]
    assert listed(reviewer) == []


def test_both_are_right_and_the_pair_is_not_shown_again(reviewer: PageClient, pair: tuple[int, int]):
    click(reviewer, reviewer.get("activities.list_oddities"), "Cả hai đúng")

    row = db.session.query(Oddity).one()
    assert (row.settled_at, row.settled_by_id is not None) == (NOW, True)
    assert listed(reviewer) == []
    assert {each.status for each in db.session.query(Activity)} == {"da_gui"}


def test_what_was_seen_and_is_right_is_settled_without_being_confirmed(reviewer: PageClient, unit: Unit):
    entry = factories.an_activity(unit, held_on=date(2026, 11, 1), note="Gọi 0912345678")
    page = reviewer.get("activities.show_activity", number=entry.id)

    click(reviewer, page, "Đã xem, đúng")

    assert "Ghi sau ngày hoạt động 21 ngày." in page.find(id="odd").get_text()
    assert "số điện thoại" in page.find(id="odd").get_text()
    assert reviewer.get(reviewer.location).find(id="odd") is None
    assert db.session.get_one(Activity, entry.id).status == "da_gui"


def test_who_settled_first_stays_named(reviewer: PageClient, pair: tuple[int, int]):
    page = reviewer.get("activities.list_oddities")
    click(reviewer, page, "Cả hai đúng")
    before = db.session.query(Oddity).one().settled_by_id
    other = PageClient(reviewer.app).signed_in_as(factories.a_person(factories.unit_with("VHXH"), Role.REVIEWER))

    click(other, page, "Cả hai đúng")

    assert db.session.query(Oddity).one().settled_by_id == before


@pytest.mark.parametrize("status", ["da_xac_nhan", "tra_lai", "da_huy", "nhap"])
def test_only_what_nobody_has_looked_at_stands(reviewer: PageClient, pair: tuple[int, int], status: str):
    factories.in_status(db.session.get_one(Activity, pair[1]), status)

    assert listed(reviewer) == []


@pytest.mark.parametrize(("status", "stands"), [("da_xac_nhan", True), ("tra_lai", False), ("da_huy", False)])
def test_a_duplicate_stands_while_both_count(reviewer: PageClient, pair: tuple[int, int], status: str, stands: bool):
    factories.in_status(db.session.get_one(Activity, pair[0]), status)

    assert listed(reviewer) == ([pair[1]] if stands else [])


def test_a_pair_that_was_parted_stands_no_more(reviewer: PageClient, pair: tuple[int, int]):
    db.session.get_one(Activity, pair[0]).held_on -= timedelta(days=1)
    db.session.commit()

    assert listed(reviewer) == []


def test_the_list_is_filtered_by_kind_unit_and_period(reviewer: PageClient, ward: Unit, pair: tuple[int, int]):
    other = factories.a_unit(ward, name="Trường Hoa Sen", kind="truong")
    late = factories.an_activity(other, type="chao_co", held_on=date(2026, 10, 5), figures={"luot_hs": 9}).id

    assert sorted(listed(reviewer)) == sorted([pair[1], late])
    assert listed(reviewer, loai="late") == [late]
    assert listed(reviewer, q="hoa sen") == [late]
    assert listed(reviewer, ky="2026-12") == [pair[1]]
    assert listed(reviewer, loai="x") == listed(reviewer)


def test_what_changed_meanwhile_is_refused_and_said(reviewer: PageClient, pair: tuple[int, int]):
    page = reviewer.get("activities.list_oddities")
    factories.mark_duplicate(pair[1], of=pair[0])

    again = click(reviewer, page, f"Chỉ tính mục {pair[1]}", status=409)

    assert "vừa được đổi" in again.find(attrs={"role": "alert"}).get_text()
    assert db.session.get_one(Activity, pair[0]).duplicate_of_id is None


def test_another_wards_oddities_are_neither_listed_nor_settled(reviewer: PageClient):
    far = factories.a_unit(factories.a_ward("00002"))
    first, second = factories.an_activity(far).id, factories.an_activity(far).id

    assert listed(reviewer) == []
    reviewer.post("activities.settle_oddity", {"kind": "duplicate"}, number=second, status=404)
    ours = factories.a_scope(factories.unit_with("VHXH"), Role.REVIEWER)
    settle_oddities(second, [OddityKind.DUPLICATE], by=ours, now=NOW)
    reviewer.post("activities.choose_counting", {"other": str(second), "seen": "1"}, number=first, status=404)

    assert db.session.query(Oddity).one().settled_at is None
    assert db.session.get_one(Activity, second).duplicate_of_id is None


def test_the_unit_reads_what_is_odd_on_its_entry_and_settles_nothing(
    reporter: PageClient, unit: Unit, pair: tuple[int, int]
):
    late = factories.an_activity(unit, held_on=date(2026, 11, 1))

    page = reporter.get("activities.show_activity", number=pair[1])
    told = reporter.get("activities.show_activity", number=late.id).find(id="odd").get_text()

    assert f"Mục {pair[0]}" in page.find(id="duplicate").get_text()
    assert page.find(id="odd") is None
    assert "Ghi sau ngày hoạt động 21 ngày." in told
    assert "Đã xem, đúng" not in page.get_text()
    reporter.post("activities.settle_oddity", {"kind": "duplicate"}, number=pair[1], status=403)


def test_the_unit_says_with_one_click_which_of_two_counts(reporter: PageClient, pair: tuple[int, int]):
    page = reporter.get("activities.show_activity", number=pair[1])

    click(reporter, page, f"Chỉ tính mục {pair[1]}")

    assert db.session.get_one(Activity, pair[0]).duplicate_of_id == pair[1]
