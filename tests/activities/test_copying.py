"""Ghi lại như lần trước: a log page opened with an earlier entry's figures, today, and nothing in words."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.activities.models import Activity, TagKind
from app.activities.queries import own_activity
from app.activities.workflow import Status, Step
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.sending import a_client_of, filled, stored
from tests.counting import expect_queries
from tests.page import PageClient

SAID = {"topics": ("bdhvs", "hanoi"), "audiences": ("doanh_nghiep",), "channels": ("fanpage",)}
LINE = "Chép từ lần ghi ngày 03/11/2026. Xem lại số liệu trước khi lưu."
UNFIT = "Chưa chép được lần ghi ngày 03/11/2026: loại hoạt động đó không ghi ở trang này. Ghi như thường."
DAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))


def test_home_repeats_the_latest_that_was_no_mistake(reporter: PageClient, unit: Unit):
    right, wrong, twice = (factories.an_activity(unit, held_on=day) for day in (DAY, date(2026, 11, 4), DAY))
    factories.changed(wrong.id, Step.WITHDRAW)
    factories.mark_duplicate(twice.id, of=right.id)

    links = [a["href"] for a in reporter.get("/").select("#latest ~ a") if "nhu=" in a["href"]]

    assert links == [f"/nhat-ky/ghi/hop?nhu={right.id}"]


def test_what_was_logged_stands_in_the_form_but_its_words(reporter: PageClient, unit: Unit):
    entry = factories.an_activity(unit, held_on=DAY, note="Ghi chú", difficulty="Mạng yếu", **SAID)

    page = reporter.get("activities.log_activity", slug="hop", nhu=entry.id)

    form = filled(page)
    assert page.find(id="copied").get_text() == LINE
    assert (form["held_on"], form["type"], form["luot_nguoi_du"]) == ("2026-11-22", "hop_tdp", "45")
    assert (form["so_buoi"], form["note"], form["difficulty"]) == ("", "", "")
    assert (form["topics"], form["audiences"]) == (["bdhvs", "hanoi"], ["doanh_nghiep"])
    assert form["channels"] == ["fanpage"]


def test_saving_it_makes_a_new_entry_of_today_with_all_that_was_shown(reporter: PageClient, unit: Unit):
    first = factories.an_activity(unit, held_on=DAY, note="Ghi chú", **SAID)
    page = reporter.get("activities.log_activity", slug="hop", nhu=first.id)

    reporter.post(page.find(id="activity-form")["action"], filled(page))

    second = db.session.query(Activity).order_by(Activity.id.desc()).first()
    made = own_activity(factories.a_scope(unit), second.id)
    assert (made.type, made.held_on, made.figures, made.note) == (
        "hop_tdp",
        date(2026, 11, 22),
        {"luot_nguoi_du": 45},
        "",
    )
    assert {kind: sorted(tags) for kind, tags in made.tags.items()} == {
        TagKind(name[:-1]): sorted(tags) for name, tags in SAID.items()
    }


def test_in_a_page_of_rows_its_own_row_is_filled_and_no_other(reporter: PageClient, unit: Unit):
    figures = {"luot_nguoi_hd": 1250, "luot_nct": 4}
    entry = factories.an_activity(unit, type="huong_dan_ky_nang", held_on=DAY, figures=figures, topics=("attt",))
    page = reporter.get("activities.log_activity", slug="huong-dan", nhu=entry.id)

    reporter.post(page.find(id="activity-form")["action"], filled(page))

    assert list(stored().values())[1:] == [("huong_dan_ky_nang", {"so_hoat_dong": 1} | figures)]
    assert filled(page)["topics"] == ["attt"]


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.RETURNED, Status.DRAFT])
def test_what_counts_nowhere_can_be_logged_again(reporter: PageClient, unit: Unit, status: Status):
    entry, other = (factories.an_activity(unit, held_on=DAY) for _ in range(2))
    entry.status, entry.duplicate_of_id = status, other.id
    db.session.commit()

    assert filled(reporter.get("activities.log_activity", slug="hop", nhu=entry.id))["luot_nguoi_du"] == "45"


def test_a_type_the_page_does_not_hold_leaves_it_empty_and_says_so(reporter: PageClient, unit: Unit):
    entry = factories.an_activity(unit, type="chao_co", held_on=DAY, figures={"luot_hs": 931})

    page = reporter.get("activities.log_activity", slug="hop", nhu=entry.id)
    finder = reporter.get("activities.log_activity", slug="khac", nhu=entry.id)

    assert (page.find(id="copied").get_text(), filled(page)["luot_nguoi_du"]) == (UNFIT, "")
    assert finder.find(id="copied").get_text() == UNFIT
    assert len(finder.select("#types li")) > 5


def test_an_entry_of_another_unit_is_not_there(reporter: PageClient, reviewer: PageClient, ward: Unit):
    theirs = factories.an_activity(factories.a_unit(ward), held_on=DAY)

    for client in (reporter, reviewer):
        for wrong in (theirs.id, 999_999, "abc", "0", "-1", ""):
            client.get("activities.log_activity", slug="khac", loai="hoi_nghi", nhu=wrong, status=404)
            client.get("activities.log_activity", slug="khac", nhu=wrong, status=404)


def test_its_link_stands_on_the_entry_the_receipt_and_the_home(reporter: PageClient, unit: Unit):
    entry = factories.an_activity(unit, held_on=DAY)
    wanted = f"/nhat-ky/ghi/hop?nhu={entry.id}"

    for path in (f"/nhat-ky/{entry.id}", f"/nhat-ky/phieu/{entry.submission_id}", "/"):
        assert [link["href"] for link in reporter.get(path).select("a[href*=nhu]")] == [wanted]


def test_who_does_not_log_for_the_unit_gets_no_link(app: Flask, reviewer: PageClient, observer: PageClient, unit: Unit):
    entry = factories.an_activity(unit, held_on=DAY)

    for client in (reviewer, observer):
        for path in (f"/nhat-ky/{entry.id}", f"/nhat-ky/phieu/{entry.submission_id}"):
            assert client.get(path).select("a[href*=nhu]") == []


@pytest.mark.parametrize(
    ("type", "figures", "path"),
    [
        ("sinh_hoat_lop", {"so_lop": 28}, "/nhat-ky/ghi/chao-co?nhu={}"),
        ("hoi_thao", {"luot_nguoi_du": 30}, "/nhat-ky/ghi/khac?loai=hoi_thao&nhu={}"),
        ("hop_tdp", {"luot_nguoi_du": 30}, "/nhat-ky/ghi/khac?nhu={}"),
    ],
)
def test_it_opens_the_page_that_holds_the_type(app: Flask, type: str, figures: dict[str, int], path: str):
    client = a_client_of(app, "truong", code="TH01")
    entry = factories.an_activity(factories.unit_with("TH01"), type=type, held_on=DAY, figures=figures)
    link = client.get("activities.show_activity", number=entry.id).select_one("a[href*=nhu]")["href"]

    assert link == path.format(entry.id)
    assert client.get(link).find(id="copied") is not None


def test_it_costs_one_query(reporter: PageClient, unit: Unit):
    entry = factories.an_activity(unit, held_on=DAY, **SAID)

    with expect_queries(2):
        reporter.get("activities.log_activity", slug="hop", nhu=entry.id)


def test_audiences_the_plan_does_not_know_are_dropped(reporter: PageClient, unit: Unit):
    form = {"held_on": "2026-11-22", "type": "hop_tdp", "luot_nguoi_du": "9", "key": "k" * 20}

    reporter.post(
        "activities.log_activity", form | {"audiences": ["zzz", "doanh_nghiep"], "channels": "zzz"}, slug="hop"
    )

    made = own_activity(factories.a_scope(unit, Role.REPORTER), db.session.query(Activity.id).scalar())
    assert made.tags == {TagKind.AUDIENCE: ["doanh_nghiep"]}
