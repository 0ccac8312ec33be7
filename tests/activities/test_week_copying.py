"""Chép số tuần trước: the sheet filled with what was logged a week before; nothing is stored by it."""

from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup

from app.activities.models import Activity
from app.clock import HANOI
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.activities.sending import filled
from tests.page import PageClient

PATH = "/nhat-ky/tuan?tuan=2026-11-23"
COPY = PATH + "&chep=1"


@pytest.fixture(autouse=True)
def _on_a_wednesday(at) -> None:
    at(datetime(2026, 11, 25, 16, 0, tzinfo=HANOI))


def numbers_in(page: BeautifulSoup) -> dict[str, object]:
    """What stands in the boxes, the key and the unit aside."""
    return {name: value for name, value in filled(page, "week-form").items() if value and name not in {"key", "unit"}}


def of(school: Unit, kind: str, day: int, **figures: int) -> Activity:
    return factories.an_activity(school, type=kind, held_on=date(2026, 11, day), figures=figures)


def test_last_weeks_figures_stand_on_the_same_days(clerk: PageClient, school: Unit):
    of(school, "chao_co", 16, luot_hs=931, luot_gv=40, so_buoi=1)
    of(school, "long_ghep_mon_hoc", 18, so_tiet=6)

    page = clerk.get(COPY)

    expected = {"chao_co-T2-luot_hs": "931", "chao_co-T2-luot_gv": "40", "long_ghep_mon_hoc-T4-so_tiet": "6"}
    assert numbers_in(page) == expected
    assert page.find(id="copied").get_text() == "Đã chép số của tuần trước. Xem lại từng dòng trước khi lưu."
    assert db.session.query(Activity).count() == 2


def test_what_has_no_row_comes_into_the_free_lines(clerk: PageClient, school: Unit):
    of(school, "chao_co", 17, luot_hs=930)
    of(school, "cuoc_thi_hs", 18, so_tac_pham=45)

    assert numbers_in(clerk.get(COPY)) == {
        "them-1-ngay": "2026-11-24",
        "them-1-viec": "chao_co",
        "them-1-so": "930",
        "them-2-ngay": "2026-11-25",
        "them-2-viec": "cuoc_thi_hs",
        "them-2-so": "45",
    }


def test_neither_days_to_come_nor_what_is_logged_already_are_filled(clerk: PageClient, school: Unit):
    of(school, "chao_co", 16, luot_hs=931)
    of(school, "chao_co", 23, luot_hs=929)
    of(school, "sinh_hoat_lop", 20, so_lop=28)

    page = clerk.get(COPY)

    assert numbers_in(page) == {}
    assert page.find(id="copied").get_text() == "Tuần trước không có số nào để chép vào đây."


def test_more_than_the_free_lines_hold_is_left_out(clerk: PageClient, school: Unit):
    for count in range(5):
        of(school, "cuoc_thi_hs", 16, so_tac_pham=count)

    assert [numbers_in(clerk.get(COPY)).get(f"them-{place}-so") for place in (1, 2, 3, 4)] == ["0", "1", "2", None]


def test_it_is_offered_where_there_is_something_to_copy(clerk: PageClient, school: Unit):
    assert clerk.get(PATH).select("a[href*=chep]") == []
    of(school, "chao_co", 16, luot_hs=931)

    assert [link["href"] for link in clerk.get(PATH).select("a[href*=chep]")] == [COPY]
    assert clerk.get(COPY).select("a[href*=chep]") == []


def test_another_units_week_is_not_copied(clerk: PageClient, school: Unit, ward: Unit):
    of(factories.a_unit(ward, kind="truong"), "chao_co", 16, luot_hs=931)

    assert numbers_in(clerk.get(COPY)) == {}
