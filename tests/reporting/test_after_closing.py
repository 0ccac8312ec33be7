"""What a closing froze stays in its report; what came later, and what was planned, goes into the next one."""

from datetime import date

from app import clock
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing, reopened
from tests.page import PageClient
from tests.reporting.reading import NOVEMBER_REPORT, kept, said, sent


def test_how_units_stood_is_the_closings_whatever_comes_after(reviewer: PageClient, november: Unit, ward: Unit):
    silent = factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")
    a_closing(ward)
    before = said(reviewer, "II")[0], said(reviewer, "IV")
    assert "1 đơn vị chưa cập nhật" in before[0]

    factories.an_activity(silent, held_on=date(2026, 11, 6), figures={"luot_nguoi_du": 7})

    assert (said(reviewer, "II")[0], said(reviewer, "IV")) == before


def test_the_next_report_says_what_came_after_the_closing(reviewer: PageClient, november: Unit, ward: Unit):
    a_closing(ward)
    factories.an_activity(november, held_on=date(2026, 11, 6), figures={"luot_nguoi_du": 7})

    told = said(reviewer, "II.10", "/bao-cao/2026-12")

    assert told == [
        "Sau khi chốt số liệu tháng 11/2026, số liệu được bổ sung, điều chỉnh: số hoạt động từ 1 thành 2; số lượt người dự từ 40 thành 47."
    ]
    assert "40 lượt người dự" in " ".join(said(reviewer, "II"))


def test_what_nobody_had_reported_at_the_closing_is_not_called_zero(reviewer: PageClient, november: Unit, ward: Unit):
    a_closing(ward)
    factories.an_activity(
        november, type="huong_dan_dvc", held_on=date(2026, 11, 6), figures={"luot_nguoi_hd": 9, "luot_nct": 4}
    )

    (told,) = said(reviewer, "II.10", "/bao-cao/2026-12")

    assert "số lượt người được hướng dẫn lúc chốt chưa ghi nhận, nay là 9; số lượt người cao tuổi lúc chốt" in told


def test_a_kept_report_whose_period_was_closed_anew_is_set_right_in_the_next(
    reviewer: PageClient, november: Unit, ward: Unit, at
):
    closing = a_closing(ward)
    kept(reviewer)
    factories.an_activity(november, held_on=date(2026, 11, 6), figures={"luot_nguoi_du": 7})
    reopened(ward, closing)
    a_closing(ward, at=clock.now())

    told = said(reviewer, "II.10", "/bao-cao/2026-12")

    assert told == [
        "Sau khi chốt số liệu tháng 11/2026, số liệu được bổ sung, điều chỉnh: số hoạt động từ 1 thành 2; số lượt người dự từ 40 thành 47."
    ]
    figure = reviewer.get("/bao-cao/2026-12").find(id="muc-II.10").select_one(".paper__text a")
    assert "40" in reviewer.get(figure["href"]).get_text()
    kept(reviewer)
    assert reviewer.get("/bao-cao/2026-12").find(id="muc-II.10") is None


def test_what_was_planned_is_carried_over_and_what_was_counted_is_not(reviewer: PageClient, november: Unit, ward: Unit):
    factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")  # silent: IV counts it
    a_closing(ward)
    reviewer.post(
        f"{NOVEMBER_REPORT}/doan",
        {"muc": "IV", "doan": "moi", "seen": "0", "text": "Mở lớp cho người cao tuổi vào tháng 12."},
    )
    assert any("chưa cập nhật số liệu" in each for each in said(reviewer, "IV"))
    kept(reviewer)

    carried = said(reviewer, "IV", "/bao-cao/2026-12")

    assert "Mở lớp cho người cao tuổi vào tháng 12." in carried
    assert len([each for each in carried if "chưa cập nhật số liệu" in each]) <= 1


def test_what_was_made_of_a_plan_stays_with_its_words_whatever_comes_before_it(reviewer: PageClient, november: Unit):
    december = "/bao-cao/2026-12"
    plan, other = "Mở lớp cho người cao tuổi vào tháng 12.", "In tài liệu chữ to."
    november_plans = {"muc": "IV", "doan": "moi"}
    reviewer.post(f"{NOVEMBER_REPORT}/doan", november_plans | {"seen": "0", "text": plan})
    page = reviewer.get(december).find(id="muc-IV")
    row = next(each for each in page.select(".paper__row") if plan in each.get_text())
    sent(reviewer, row.find("a")["href"], act="bo")
    assert plan not in said(reviewer, "IV", december)

    reviewer.post(f"{NOVEMBER_REPORT}/doan", november_plans | {"seen": "1", "text": other})
    key = next(each["href"] for each in reviewer.get(NOVEMBER_REPORT).select("#muc-IV a") if "rieng" in each["href"])
    sent(reviewer, key, act="bo")  # the first plan goes, the second moves up

    assert other in said(reviewer, "IV", december)
