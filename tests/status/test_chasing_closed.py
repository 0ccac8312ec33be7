"""Chưa cập nhật of what is closed, a month or a unit: what is asked for can still be done."""

from datetime import date, datetime

import pytest

from app.clock import HANOI
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing
from tests.page import PageClient


def test_of_a_closed_month_nobody_is_asked_to_say_what_he_cannot_say_any_more(reviewer: PageClient, ward: Unit, at):
    factories.a_unit(ward, code="TDP02", name="Tổ dân phố số 2")
    a_closing(ward)
    at(datetime(2026, 11, 20, 9, 0, tzinfo=HANOI))

    page = reviewer.get("/chua-cap-nhat?ky=2026-11")

    texts = [page.select_one(place).get_text() for place in ("#group-text", "#text-TDP02")]
    assert all("đã chốt" in text and "bổ sung" in text and "Không phát sinh" not in text for text in texts)


@pytest.mark.parametrize("span", ["2026-10", "2026-Q4", "2026-11-01..2026-11-14"])
def test_what_has_no_button_on_the_units_home_is_not_asked_for(reviewer: PageClient, ward: Unit, at, span: str):
    factories.a_unit(ward, code="TDP02", name="Tổ dân phố số 2")
    at(datetime(2026, 11, 20, 9, 0, tzinfo=HANOI))

    page = reviewer.get(f"/chua-cap-nhat?ky={span}")

    texts = [page.select_one(place).get_text() for place in ("#group-text", "#text-TDP02")]
    assert all("báo lại Phòng Văn hóa - Xã hội" in text and "Không phát sinh" not in text for text in texts)
    if span == "2026-Q4":
        assert reviewer.get(f"/tong-quan?ky={span}").select_one("#reminder").get_text() == texts[0]


def test_a_unit_that_is_over_is_listed_with_what_is_left_to_do_and_asked_for_nothing(
    reviewer: PageClient, ward: Unit, at
):
    at(datetime(2026, 11, 16, 9, 0, tzinfo=HANOI))
    for code, last in (("TDP01", date(2026, 11, 5)), ("TDP02", None), ("TDP03", date(2026, 11, 16))):
        factories.a_unit(ward, code=code, name=f"Tổ dân phố số {code[-1]}", closed_on=last)

    page = reviewer.get("/chua-cap-nhat?ky=2026-11")

    assert "hoạt động đến hết ngày 05/11/2026: phường ghi thay" in page.select_one("#u-TDP01").get_text()
    assert page.select("#text-TDP01, #u-TDP01 form") == []
    assert [each["value"] for each in page.select("[aria-labelledby=group] [name=don-vi]")] == ["TDP02", "TDP03"]
    assert "hoạt động đến hết ngày" not in page.select_one("#u-TDP03").get_text()  # its last day is today
    assert page.select_one("#group-text").get_text().startswith("Kính gửi: TDP 2, 3.")
    reviewer.get(page.select_one("#u-TDP01 a[href*=ghi-thay]")["href"])
    assert reviewer.get("/tong-quan?ky=2026-11").select_one("#reminder").get_text().startswith("Kính gửi: TDP 2, 3.")
