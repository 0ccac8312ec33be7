"""What the page of an entry lets each person do, and what it tells them of what was done."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.activities.models import Activity, Change
from app.activities.workflow import Step
from app.clock import HANOI
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.activities.test_changing import closed
from tests.page import PageClient

DAY = date(2026, 11, 10)


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))


@pytest.fixture
def entry(unit: Unit) -> Activity:
    return factories.an_activity(unit, held_on=DAY)


def offered(client: PageClient, entry: Activity) -> list[str]:
    """What the page's links and buttons lead to, of what changes the entry."""
    main = client.get("activities.show_activity", number=entry.id).find("main")
    found = [tag.get("href") or tag.get("action") for tag in main.select("a[href],form[action]")]
    own = f"/nhat-ky/{entry.id}/"
    return [each.removeprefix(own) for each in dict.fromkeys(found) if each.startswith(own)]


def does(client: PageClient, entry: Activity, act: str, *, status: int = 303, **typed: object):
    """Sends a form of the entry's page, on the version the page would show now."""
    seen = db.session.query(Activity.version).filter_by(id=entry.id).scalar()
    db.session.rollback()
    return client.post(f"/nhat-ky/{entry.id}/{act}", {"seen": seen} | typed, status=status)


def test_each_is_offered_what_he_may_do_now(
    reporter: PageClient, reviewer: PageClient, observer: PageClient, entry: Activity
):
    assert offered(reporter, entry) == ["anh", "sua", "huy"]
    assert offered(reviewer, entry) == ["da-xem", "xac-nhan", "tra-lai", "sua", "huy"]
    assert offered(observer, entry) == []

    does(reviewer, entry, "xac-nhan")
    assert offered(reviewer, entry) == ["tra-lai", "sua", "huy", "bo-xac-nhan"]

    does(reporter, entry, "huy")
    assert offered(reporter, entry) == offered(reviewer, entry) == ["lay-lai"]


def test_once_its_month_is_closed_the_unit_is_told_who_corrects_it(
    reporter: PageClient, reviewer: PageClient, entry: Activity, unit: Unit
):
    closed(unit)

    assert offered(reporter, entry) == ["anh"]
    page = reporter.get("activities.show_activity", number=entry.id).text
    assert "gọi Phòng Văn hóa - Xã hội sửa giúp" in page
    assert "thì bấm Sửa" not in page  # it is odd as well: typed late
    assert "sua" in offered(reviewer, entry)
    assert "đã chốt số liệu" in reporter.get(f"/nhat-ky/{entry.id}/sua", status=409).text
    reporter.get(f"/nhat-ky/{entry.id}/huy", status=409)
    does(reporter, entry, "huy", status=409)


def test_what_is_withdrawn_is_asked_about_once_and_taken_back(reporter: PageClient, entry: Activity):
    page = reporter.get("activities.withdraw_activity", number=entry.id)

    does(reporter, entry, "huy", reason="Ghi nhầm ngày")
    gone = reporter.get(reporter.location)
    does(reporter, entry, "lay-lai")
    back = reporter.get(reporter.location)

    assert "hủy nhầm thì lấy lại được" in page.text
    assert "Đã hủy lần ghi này" in gone.find(role="status").text
    assert "Ghi nhầm ngày" in gone.text
    assert "Đã lấy lại lần ghi này" in back.find(role="status").text


def test_only_who_took_the_step_is_told_it_is_saved(reporter: PageClient, reviewer: PageClient, entry: Activity):
    does(reporter, entry, "huy")

    assert reviewer.get(reporter.location).find(role="status") is None
    does(reporter, entry, "lay-lai")
    assert reporter.get(f"/nhat-ky/{entry.id}?luu=2").find(role="status") is None


def test_the_history_says_who_when_what_and_why_newest_first(
    reporter: PageClient, reviewer: PageClient, entry: Activity
):
    does(reviewer, entry, "tra-lai", ready="Nhờ ghi rõ thêm nội dung đã làm.", reason="Ghi tên thủ tục.")
    factories.changed(entry.id, Step.CORRECT, figures={"luot_nguoi_du": 30}, note="Nộp hồ sơ")

    page = reporter.get("activities.show_activity", number=entry.id)
    lines = [line.get_text(" ", strip=True) for line in page.select(".feed__item")]

    assert lines[0].endswith(
        "(Tổ trưởng) sửa 19:40 ngày 22/11/2026 Số lượt người dự: 45 → 30 Ghi chú: để trống → Nộp hồ sơ"
    )
    assert lines[1] == (
        "Phòng VH-XH trả lại bổ sung 19:40 ngày 22/11/2026 Nhờ ghi rõ thêm nội dung đã làm. Ghi tên thủ tục."
    )


def test_officers_see_the_officers_name_and_the_unit_does_not(
    reporter: PageClient, reviewer: PageClient, observer: PageClient, entry: Activity
):
    officer = factories.a_person(db.session.query(Unit).filter_by(code="VHXH").one(), Role.REVIEWER)
    officer.name = "MARKEROFFICER"
    db.session.commit()
    factories.changed(entry.id, Step.CONFIRM, factories.a_scope(factories.unit_with("VHXH"), Role.REVIEWER, officer))

    read = [client.get(f"/nhat-ky/{entry.id}").text for client in (reporter, reviewer, observer)]

    assert ["MARKEROFFICER" in each for each in read] == [False, True, True]


def test_a_long_history_is_cut_and_says_so(reporter: PageClient, entry: Activity):
    for _ in range(16):
        factories.changed(entry.id, Step.CONFIRM)
        factories.changed(entry.id, Step.UNCONFIRM)

    page = reporter.get("activities.show_activity", number=entry.id)

    assert len(page.select(".feed__item")) == 30
    assert "Chỉ hiện 30 lần thay đổi gần nhất." in page.text


def test_sending_back_wants_a_reason_and_keeps_what_was_ticked(reviewer: PageClient, entry: Activity):
    page = does(reviewer, entry, "tra-lai", status=422)

    assert "Chọn hoặc ghi lý do" in page.find(id="error-summary").text
    assert page.find(id="return-form").find_parent("details").has_attr("open")
    assert db.session.query(Change).count() == 0


def test_who_comes_second_is_told_who_was_first_and_keeps_what_he_typed(reviewer: PageClient, entry: Activity):
    factories.changed(entry.id, Step.CORRECT, note="Khác")
    late = {"seen": 1, "reason": "Lý do đã gõ"}

    returned = reviewer.post(f"/nhat-ky/{entry.id}/tra-lai", late, status=409)
    withdrawn = reviewer.post(f"/nhat-ky/{entry.id}/huy", late, status=409)
    confirmed = reviewer.post(f"/nhat-ky/{entry.id}/xac-nhan", late, status=409)

    for page in (returned, withdrawn, confirmed):
        assert "(Tổ trưởng) đã sửa lần ghi này lúc 19:40. Xem phần mới" in page.text
    assert returned.find(id="reason").text.strip() == withdrawn.find(id="reason").text == "Lý do đã gõ"
    assert db.session.query(Change).count() == 1


def test_a_second_tap_on_confirm_says_the_same(reviewer: PageClient, entry: Activity):
    for _ in range(2):
        reviewer.post(f"/nhat-ky/{entry.id}/xac-nhan", {"seen": 1})
        assert "Đã xác nhận." in reviewer.get(reviewer.location).find(role="status").text

    assert db.session.query(Change).count() == 1


@pytest.mark.parametrize("act", ["tra-lai", "xac-nhan", "bo-xac-nhan"])
def test_a_unit_does_not_review_itself(reporter: PageClient, entry: Activity, act: str):
    does(reporter, entry, act, status=403, reason="Không được")

    assert db.session.query(Change).count() == 0


MAY_READ = {"unit": True, "reviewer": True, "observer": True, "other unit": False, "other ward": False}


@pytest.mark.parametrize("who", MAY_READ)
def test_reasons_are_read_by_the_unit_reviewers_and_observers_alone(
    app: Flask, ward: Unit, unit: Unit, entry: Activity, who: str
):
    desk = factories.a_unit(ward, kind="phong_vhxh")
    far = factories.a_unit(factories.a_ward("09999", "Phường Khác"), code="XA01")
    held = {"unit": (unit, Role.REPORTER), "reviewer": (desk, Role.REVIEWER), "observer": (ward, Role.OBSERVER)}
    held |= {"other unit": (factories.a_unit(ward), Role.REPORTER), "other ward": (far, Role.REVIEWER)}
    client = PageClient(app).signed_in_as(factories.a_person(*held[who]))
    factories.changed(entry.id, Step.RETURN, reason="MARKERREASON")

    paths = ["/", f"/nhat-ky/{entry.id}", f"/nhat-ky/{entry.id}/sua", f"/nhat-ky/{entry.id}/tra-lai", "/don-vi"]
    read = "".join(client.send(path).get_data(as_text=True) for path in paths)

    assert ("MARKERREASON" in read) is MAY_READ[who]
