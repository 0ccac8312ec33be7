"""The days of a week's sheet: which it offers, what it says of them, what it asks about them."""

from datetime import date, datetime

import pytest

from app.activities.models import Activity, Oddity, Supplement
from app.activities.weeks import NoSuchWeek, Week, asked_week, week_of
from app.activities.workflow import Status
from app.clock import HANOI
from app.extensions import db
from app.periods.models import Closure
from app.units.models import Unit
from tests import factories
from tests.activities.sending import filled, stored
from tests.activities.week import FIVE, MONDAY, a_sheet, said
from tests.counting import expect_queries
from tests.page import PageClient

PATH = f"/nhat-ky/tuan?tuan={MONDAY}"
WEDNESDAY = date(2026, 11, 25)
FUTURE = "Ngày hoạt động không được sau hôm nay."


@pytest.fixture(autouse=True)
def _on_a_wednesday(at) -> None:
    at(datetime(2026, 11, 25, 16, 0, tzinfo=HANOI))


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 22)])
def test_a_week_is_monday_to_sunday(day: date):
    assert week_of(day) == Week(date(2026, 11, 16))
    assert week_of(day).days[-1] == week_of(day).sunday == date(2026, 11, 22)
    assert asked_week(day.isoformat(), WEDNESDAY) == week_of(day)


def test_without_a_day_it_is_the_week_of_today():
    assert asked_week(None, WEDNESDAY).monday == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["", "2026-11-30", "2027-01-01", "2026-W47", "20261116", "2026-02-30", "1999-12-31", "9999-12-31", "x" * 99]
)
def test_no_other_week_has_a_sheet(clerk: PageClient, text: str):
    with pytest.raises(NoSuchWeek):
        asked_week(text, WEDNESDAY)
    clerk.get("activities.log_week", tuan=text, status=404)
    clerk.post("activities.log_week", a_sheet(**FIVE), tuan=text, status=404)


def test_days_to_come_have_no_row_and_cannot_be_chosen(clerk: PageClient):
    page = clerk.get("activities.log_week")

    names = set(filled(page, "week-form"))
    days = [option["value"] for option in page.select("#them-1-ngay option")]
    assert {name.split("-")[1] for name in names if name.count("-") == 2 and "them" not in name} == {"T2", "T3", "T4"}
    assert days == ["", "2026-11-23", "2026-11-24", "2026-11-25"]


def test_what_is_sent_for_a_day_to_come_is_refused_and_kept(clerk: PageClient):
    free = {"them-1-ngay": "2026-11-26", "them-1-viec": "chao_co", "them-1-so": "5"}

    page = clerk.post("activities.log_week", a_sheet(sinh_hoat_lop__T6__so_lop="28") | free, status=422)

    assert said(page) == [f"Dòng 2, Thứ Sáu 27/11: {FUTURE}", "Dòng 6, Thứ Năm 26/11: Chọn ngày trong tuần."]
    assert page.find(id="sinh_hoat_lop-T6-so_lop")["value"] == "28"
    assert stored() == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"so": "5"}, ["Chọn ngày trong tuần.", "Chọn việc đã làm."]),
        ({"ngay": "2026-11-17", "so": "5"}, ["Chọn việc đã làm."]),
        ({"ngay": "2026-11-17", "viec": "cuoc_thi_hs"}, ["Nhập số tác phẩm, bài dự thi (nếu không đếm được, ghi số ước tính)."]),
        ({"ngay": "2026-11-24", "viec": "cuoc_thi_hs", "so": "5"}, ["Chọn ngày trong tuần."]),
        ({"ngay": "2026-11-17", "viec": "hop_tdp", "so": "5"}, ["Chọn việc đã làm."]),
        ({"ngay": "2026-11-17", "viec": "zzz", "so": "5"}, ["Chọn việc đã làm."]),
        ({"ngay": "2026-11-17", "viec": "cuoc_thi_hs", "so": "năm"}, ["Số chỉ gồm chữ số, ví dụ 45."]),
    ],
)  # fmt: skip
def test_a_free_line_says_what_it_lacks(clerk: PageClient, line: dict[str, str], expected: list[str]):
    page = clerk.post(PATH, a_sheet(**{f"them__1__{name}": value for name, value in line.items()}), status=422)

    assert [text.partition(": ")[2] for text in said(page)] == expected
    assert all(text.startswith("Dòng 11") for text in said(page))


def test_what_was_logged_already_stands_beside_its_row(clerk: PageClient, school: Unit):
    kept = factories.an_activity(school, type="chao_co", held_on=date(2026, 11, 16), figures={"luot_hs": 931})
    gone = factories.an_activity(school, type="chao_co", held_on=date(2026, 11, 16), figures={"luot_hs": 930})
    factories.an_activity(school, type="cuoc_thi_hs", held_on=date(2026, 11, 18), figures={"so_tac_pham": 45})
    factories.an_activity(school, type="chao_co", held_on=date(2026, 11, 23), figures={"luot_hs": 929})
    gone.status = Status.WITHDRAWN
    db.session.commit()

    done = clerk.get(PATH).select(".week__done")

    assert [each.get_text() for each in done] == [
        "đã ghi: 931 lượt học sinh",
        "Thứ Tư 18/11 đã ghi: Cuộc thi vẽ tranh, báo tường, video clip, tuyên truyền, 45 tác phẩm, bài dự thi",
    ]
    assert done[0]["href"] == f"/nhat-ky/{kept.id}"


def test_the_same_again_is_asked_once(clerk: PageClient, school: Unit):
    figures = {"luot_hs": 931, "so_buoi": 1}
    factories.an_activity(school, type="chao_co", held_on=date(2026, 11, 16), figures=figures)
    sheet = a_sheet(chao_co__T2__luot_hs="931")

    asked = clerk.post(PATH, sheet, status=422).select_one(".notice--ask")
    clerk.post(PATH, sheet | {"confirmed": asked.input["value"]})

    assert "đã ghi lúc" in asked.p.get_text()
    assert len(stored()) == 2


@pytest.mark.parametrize("second", ["931", "500"])
def test_two_lines_of_a_type_and_day_are_asked_about_once_and_noted(clerk: PageClient, second: str):
    twice = {"chao_co-T2-luot_hs": "931", "them-1-ngay": MONDAY, "them-1-viec": "chao_co", "them-1-so": second}

    asked = clerk.post(PATH, a_sheet() | twice, status=422).select_one(".notice--ask[role=alert]")
    clerk.post(PATH, a_sheet() | twice | {"confirmed": asked.input["value"]})

    (first, _), (other, _) = db.session.query(Activity.id, Activity.held_on).order_by(Activity.id)
    assert "Chào cờ đầu tuần ngày 16/11/2026 có hơn một dòng." in asked.p.get_text()
    assert db.session.query(Oddity.activity_id, Oddity.kind, Oddity.other_id).all() == [(other, "duplicate", first)]


def test_a_week_before_the_plan_is_asked_about(clerk: PageClient):
    path, sheet = (
        "/nhat-ky/tuan?tuan=2025-06-16",
        a_sheet(chao_co__T2__luot_hs="931", long_ghep_mon_hoc__T2__so_tiet="2"),
    )

    asked = clerk.post(path, sheet, status=422).select(".notice--ask input")
    clerk.post(path, sheet | {"confirmed": [each["value"] for each in asked]})

    assert [each["value"] for each in asked] == ["before-plan/2025-06-16"]
    assert len(stored()) == 2


def october_closed(unit: Unit) -> None:
    """The month that ends in the middle of the week of 12 October."""
    row = Closure(ward_id=unit.ward_id, period="2026-10", kind="month", figures="{}", reason="")
    row.first_on, row.last_on = date(2026, 9, 15), date(2026, 10, 14)
    row.closed_at = datetime(2026, 10, 17, tzinfo=HANOI)
    db.session.add(row)
    db.session.commit()


def test_the_receipt_of_a_week_over_a_cut_tells_of_both_months(clerk: PageClient, school: Unit):
    october_closed(school)
    sheet = a_sheet(long_ghep_mon_hoc__T2__so_tiet="2", long_ghep_mon_hoc__T6__so_tiet="3")

    path = "/nhat-ky/tuan?tuan=2026-10-12"
    asked = clerk.post(path, sheet, status=422).select(".notice--ask input")
    clerk.post(path, sheet | {"confirmed": [each["value"] for each in asked]})
    page = clerk.get(clerk.location)

    headings = [heading.get_text() for heading in page.select("section.card h2")]
    assert [heading.rpartition(", ")[2] for heading in headings[:2]] == ["tháng 10/2026 đã có", "tháng 11/2026 đã có"]
    assert [note.get_text().partition(" đã chốt")[0] for note in page.select("p.notice")] == ["Tháng 10/2026"]


def test_a_week_over_a_cut_says_which_days_belong_to_which_month(clerk: PageClient):
    page = clerk.get("/nhat-ky/tuan?tuan=2026-10-12")

    assert page.find(id="cut").get_text() == (
        "Từ 12/10 đến 14/10 tính vào tháng 10/2026; từ 15/10 đến 18/10 tính vào tháng 11/2026."
    )
    assert clerk.get(PATH).find(id="cut") is None


def test_in_a_closed_month_it_is_taken_and_marked(clerk: PageClient, school: Unit):
    october_closed(school)

    sheet = a_sheet(chao_co__T2__luot_hs="931", sinh_hoat_lop__T6__so_lop="2")
    asked = clerk.post("/nhat-ky/tuan?tuan=2026-10-12", sheet, status=422).select_one("[name=confirmed]")["value"]
    clerk.post("/nhat-ky/tuan?tuan=2026-10-12", sheet | {"confirmed": asked})

    marked = db.session.query(Activity.held_on).join(Supplement, Supplement.activity_id == Activity.id).all()
    assert [each.held_on for each in marked] == [date(2026, 10, 12)]


@pytest.mark.parametrize("entries", [1, 60])
def test_its_cost_is_the_same_however_much_was_logged(clerk: PageClient, school: Unit, entries: int):
    for place in range(entries):
        factories.an_activity(
            school, type="chao_co", held_on=date(2026, 11, 9 + place % 14), figures={"luot_hs": place}
        )

    with expect_queries(2):  # who is signed in, what was logged
        clerk.get(PATH)
    with expect_queries(2):
        clerk.get(PATH + "&chep=1")
