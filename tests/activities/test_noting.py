"""What is odd is asked once, stored with the entry, looked at again when it is corrected, and seen by two at once."""

from datetime import date, datetime, timedelta

import pytest

from app.activities.background import Case, look_before
from app.activities.changing import Wish, change_activity
from app.activities.entry import Entry
from app.activities.models import Activity, Oddity
from app.activities.workflow import Step
from app.clock import HANOI
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.activities.sending import a_form
from tests.counting import expect_queries
from tests.page import PageClient

NOW = datetime(2026, 11, 22, 19, 40, tzinfo=HANOI)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _this_evening(at) -> None:
    at(NOW)


def a_meeting(attending: int = 45, **boxes: object) -> dict[str, object]:
    return a_form(type="hop_tdp", luot_nguoi_du=str(attending)) | boxes


def noted() -> list[tuple[int, str, int | None]]:
    rows = db.session.query(Oddity).order_by(Oddity.activity_id, Oddity.kind)
    return [(row.activity_id, row.kind, row.other_id) for row in rows]


def corrected(row: Activity, entry: Entry) -> None:
    db.session.rollback()
    by = factories.a_scope(db.session.get_one(Unit, row.unit_id))
    change_activity(row.id, Wish(Step.CORRECT, row.version, entry=entry), by=by, now=NOW)


ALL = ["duplicate", "jump", "crowd", "numbers", "late"]


@pytest.fixture
def odd_meeting(unit: Unit) -> dict[str, object]:
    """What is odd in every way: a unit of 100 households, four meetings of 45, one of them on that day."""
    unit.households = 100
    db.session.commit()
    for ago in (12, 30, 60, 90):
        factories.an_activity(unit, held_on=TODAY - timedelta(days=ago))
    db.session.query(Oddity).delete()
    db.session.commit()
    return a_meeting(1200, held_on="2026-11-10", note="Gọi 0912345678")


def test_all_that_is_odd_is_asked_at_once_and_then_stored_with_it(reporter: PageClient, odd_meeting: dict[str, object]):
    page = reporter.post("activities.log_activity", odd_meeting, slug="hop", status=422)
    asked = [box["value"] for box in page.select(".notice--ask input")]
    reporter.post("activities.log_activity", odd_meeting | {"confirmed": asked}, slug="hop")

    assert [each.split("/")[0] for each in asked] == ALL
    said = page.find(class_="notice--ask").get_text()
    assert "đã ghi lúc 19:40: 45 lượt người dự. Ghi thêm lần nữa?" in said
    assert "Số lượt người dự là 1.200, mọi khi khoảng 45. Có đúng không?" in said
    assert page.select_one("#activity-form .notice--ask button").get_text() == "Đúng, lưu lại"  # no way down the form
    assert {kind for _, kind, _ in noted()} == set(ALL)


def test_an_answer_holds_for_what_was_asked_alone(reporter: PageClient, unit: Unit):
    unit.households = 10
    db.session.commit()

    boxes = a_meeting(45, confirmed="crowd/45")
    reporter.post("activities.log_activity", boxes | {"luot_nguoi_du": "46"}, slug="hop", status=422)
    reporter.post("activities.log_activity", boxes, slug="hop")

    assert [kind for _, kind, _ in noted()] == ["crowd"]


def test_the_form_sent_again_is_not_asked_about_itself(reporter: PageClient):
    boxes = a_meeting()

    for _ in range(2):
        reporter.post("activities.log_activity", boxes, slug="hop")

    assert noted() == []


def test_each_row_of_a_page_is_looked_at_and_one_query_is_enough(unit: Unit):
    factories.an_activity(unit, type="huong_dan_ky_nang", held_on=TODAY, figures={"luot_nguoi_hd": 5})
    entries = [Entry(kind, TODAY, {"luot_nguoi_hd": 7}) for kind in ("huong_dan_ky_nang", "huong_dan_dvc")]
    number = unit.id

    with expect_queries(2):  # and one for the entry that stands there
        looked = look_before(Case(number, entries, TODAY))
    with expect_queries(1):
        nothing = look_before(Case(number, entries[1:], TODAY))

    assert [[odd.kind for odd in each.odd] for each in looked] == [["duplicate"], []]
    assert nothing[0].odd == []


@pytest.mark.parametrize("status", ["tra_lai", "da_huy", "nhap"])
def test_what_does_not_count_is_repeated_by_nothing(unit: Unit, status: str):
    factories.in_status(factories.an_activity(unit), status)

    factories.an_activity(unit)

    assert noted() == []


def test_only_the_own_unit_type_and_twelve_months_before_are_compared(unit: Unit, ward: Unit):
    day = date(2026, 11, 20)
    for held_on in (day - timedelta(days=366), day, day + timedelta(days=1)):
        factories.an_activity(unit, held_on=held_on, figures={"luot_nguoi_du": 10})
    for each in (unit, factories.a_unit(ward)):
        kind = "hop_chi_bo" if each is unit else "hop_tdp"
        for ago in (1, 2, 3):
            factories.an_activity(each, type=kind, held_on=day - timedelta(days=ago), figures={"luot_nguoi_du": 10})

    looked = look_before(Case(unit.id, [Entry("hop_tdp", day, {"luot_nguoi_du": 999})], TODAY))

    assert [odd.kind for odd in looked[0].odd] == ["duplicate"]
    assert looked[0].background.earlier == {}


def test_neither_what_does_not_count_nor_what_is_older_hides_a_jump(unit: Unit):
    for ago in (1, 2, 3):
        factories.an_activity(unit, held_on=TODAY - timedelta(days=ago), figures={"luot_nguoi_du": 10})
    for ago in (5, 366):
        old = factories.an_activity(unit, held_on=TODAY - timedelta(days=ago), figures={"luot_nguoi_du": 900})
        factories.in_status(old, "tra_lai" if ago == 5 else "da_gui")

    [looked] = look_before(Case(unit.id, [Entry("hop_tdp", TODAY, {"luot_nguoi_du": 100})], TODAY))

    assert [(odd.kind, odd.against) for odd in looked.odd] == [("jump", 10)]


def test_a_correction_is_looked_at_again(unit: Unit):
    first, second = factories.an_activity(unit), factories.an_activity(unit)
    before = noted()

    corrected(second, Entry("hop_tdp", TODAY - timedelta(days=11), {"luot_nguoi_du": 45}))

    assert before == [(second.id, "duplicate", first.id)]
    assert noted() == [(second.id, "late", None)]


def test_what_was_settled_stays_so_while_nothing_of_it_changed(unit: Unit):
    factories.an_activity(unit)
    second = factories.an_activity(unit)
    db.session.query(Oddity).update({"settled_at": NOW})
    db.session.commit()

    corrected(second, Entry("hop_tdp", TODAY, {"luot_nguoi_du": 46}, note="0912345678"))

    assert {row.kind: row.settled_at is not None for row in db.session.query(Oddity)} == {
        "duplicate": True,
        "numbers": False,
    }


def test_a_pair_is_noted_once_whichever_is_corrected(unit: Unit):
    first, second = factories.an_activity(unit), factories.an_activity(unit)

    corrected(first, Entry("hop_tdp", TODAY, {"luot_nguoi_du": 46}))

    assert noted() == [(second.id, "duplicate", first.id)]


def test_what_comes_back_beside_another_is_noted(unit: Unit):
    first, by = factories.an_activity(unit), factories.a_scope(unit)
    change_activity(first.id, Wish(Step.WITHDRAW, 1), by=by, now=NOW)
    second = factories.an_activity(unit)

    change_activity(first.id, Wish(Step.RESTORE, 2), by=by, now=NOW)

    assert noted() == [(first.id, "duplicate", second.id)]
