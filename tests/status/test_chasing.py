"""Chưa cập nhật: who is listed, who sees names and numbers, the texts, and đã nhắc."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.accounts.models import Membership, Person
from app.clock import HANOI
from app.extensions import db
from app.periods.models import Reminder, Said
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.counting import expect_queries
from tests.page import PageClient
from tests.status.updating import logged, said

PAGE, NOTED = "/chua-cap-nhat?ky=2026-11", "/chua-cap-nhat/da-nhac"
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=HANOI)


@pytest.fixture(autouse=True)
def _before_the_deadline(at) -> None:
    at(NOW)


@pytest.fixture
def units(ward: Unit) -> dict[str, Unit]:
    """Three silent tổ, one that logged, one that said nothing, a silent school, and who is never expected."""
    made = {n: factories.a_unit(ward, code=f"TDP{n:02d}", name=f"Tổ dân phố số {n}") for n in (15, 4, 2, 7, 9)}
    logged("20/10")(made[7])
    said(Said.NOTHING, "14/11")(made[9])
    made |= {code: factories.a_unit(ward, code=code, name=name, kind=kind) for code, kind, name in OTHERS}
    return {unit.code: unit for unit in made.values()}


OTHERS = (
    ("TH01", "truong", "Trường THCS Hoa Sen"),
    ("MTTQ", "mttq", "Ủy ban MTTQ Việt Nam phường"),
    ("XDD", "ban_xdd", "Ban Xây dựng Đảng"),
    ("VP", "van_phong", "Văn phòng HĐND và UBND phường"),
)
SILENT = ["Tổ dân phố số 2", "Tổ dân phố số 4", "Tổ dân phố số 15", "Trường THCS Hoa Sen"]


def names(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select(".silent h3 a")]


def noted() -> list[tuple[int, str]]:
    return [(row.unit_id, row.period) for row in db.session.query(Reminder).order_by(Reminder.unit_id, Reminder.id)]


@pytest.mark.parametrize("client", ["reviewer", "observer"])
def test_the_silent_are_listed_by_kind_and_name_and_nobody_else(request: pytest.FixtureRequest, units, client: str):
    page = request.getfixturevalue(client).get(PAGE)

    assert names(page) == SILENT
    for never in ("MTTQ", "Xây dựng Đảng", "Văn phòng HĐND"):
        assert never not in page.main.get_text()


def test_the_text_for_the_group_names_only_them(reviewer: PageClient, units):
    text = reviewer.get(PAGE).select_one("#group-text").get_text()

    assert text == (
        "Kính gửi: TDP 2, 4, 15 và Trường THCS Hoa Sen.\n"
        "Tháng 11/2026 (15/10/2026 đến 14/11/2026): Sổ tay số chưa có số liệu của đơn vị. Đề nghị ghi giúp chậm nhất là hết ngày "
        "17/11/2026; nếu không có hoạt động nào thì chọn “Không phát sinh”.\n"
        "http://localhost/\n"
        "Phòng Văn hóa - Xã hội trân trọng cảm ơn."
    )


def test_after_the_deadline_it_is_still_polite(reviewer: PageClient, units, at):
    at(NOW + timedelta(days=5))

    text = reviewer.get(PAGE).select_one("#group-text").get_text()

    assert "Hạn cập nhật là 17/11/2026, mong đơn vị ghi sớm giúp" in text
    assert all(word not in text.lower() for word in ("thiếu", "quá hạn", "chậm", "vi phạm"))


def test_an_officer_reads_whom_to_call_the_leader_first(reviewer: PageClient, units):
    deputy, leader = (factories.a_person(units["TDP02"]) for _ in range(2))
    _named(deputy, "Tổ phó tổ dân phố")
    _named(leader, "Tổ trưởng tổ dân phố")

    row = reviewer.get(PAGE).select_one("#u-TDP02")

    assert [link["href"] for link in row.select("[href^=tel]")] == [f"tel:{leader.phone}"]
    assert row.select_one(".share").get_text().startswith(f"Kính gửi đồng chí {leader.name}, Tổ dân phố số 2.")


def _named(person: Person, title: str) -> None:
    db.session.query(Membership).filter_by(person_id=person.id).update({"title": title})
    db.session.commit()


def test_an_observer_reads_no_names_no_numbers_and_no_texts(observer: PageClient, reviewer: PageClient, units):
    leader = factories.a_person(units["TDP02"])
    reviewer.post(NOTED, {"ky": "2026-11", "don-vi": ["TDP02"]})
    officer = reviewer.get(PAGE).select_one("#u-TDP02").get_text()

    with expect_queries(5):  # nobody's name or number is even read
        page = observer.get(PAGE)

    assert leader.phone in officer
    assert leader.phone not in str(page)
    assert leader.name not in str(page)
    assert page.select(".share, [href^=tel], main form") == []
    assert "Đã nhắc hôm nay, 9:00" in page.select_one("#u-TDP02").get_text()
    observer.post(NOTED, {"ky": "2026-11", "don-vi": ["TDP02"]}, status=403)


def test_one_unit_or_all_of_them_were_reminded(reviewer: PageClient, units, at):
    reviewer.post(NOTED, {"ky": "2026-11", "don-vi": ["TDP04"]})
    assert reviewer.location == "/chua-cap-nhat?ky=2026-11#u-TDP04"
    at(NOW + timedelta(hours=1))

    form = reviewer.get(PAGE).select_one("#group-text").parent.form
    everyone = [box["value"] for box in form.select("[name=don-vi]")]
    reviewer.post(NOTED, {"ky": "2026-11", "don-vi": everyone})

    ids = [units[code].id for code in ("TDP02", "TDP04", "TDP04", "TDP15", "TH01")]
    assert sorted(noted()) == sorted((id, "2026-11") for id in ids)


def test_a_double_tap_reminds_once(reviewer: PageClient, units):
    for _ in range(2):
        reviewer.post(NOTED, {"ky": "2026-11", "don-vi": ["TDP04"]})

    assert noted() == [(units["TDP04"].id, "2026-11")]


@pytest.mark.parametrize("code", ["TDP07", "MTTQ", "XDD", "VP", "XA01", "khong-co", "'"])
def test_who_is_not_silent_here_is_not_reminded(reviewer: PageClient, units, code: str):
    factories.a_unit(factories.a_ward("00002"), code="XA01")

    reviewer.post(NOTED, {"ky": "2026-11", "don-vi": [code]})

    assert noted() == []


def test_a_reporter_and_another_wards_officer_see_nothing(app: Flask, units):
    reporter = PageClient(app).signed_in_as(factories.a_person(units["TDP07"]))
    far = factories.a_ward("00002")
    stranger = PageClient(app).signed_in_as(factories.a_person(factories.a_unit(far, kind="phong_vhxh"), Role.REVIEWER))

    reporter.get(PAGE, status=403)
    reporter.post(NOTED, {"ky": "2026-11", "don-vi": ["TDP02"]}, status=403)

    assert names(stranger.get(PAGE)) == []


def test_the_week_is_a_rhythm_worded_softly(reviewer: PageClient, units):
    factories.an_activity(units["TDP15"], held_on=date(2026, 11, 10))
    factories.an_activity(units["TDP04"], held_on=date(2026, 11, 9))

    page = reviewer.get("/chua-cap-nhat?nhip=tuan")

    text = page.select_one("#group-text").get_text()
    assert names(page) == [
        "Tổ dân phố số 2",
        "Tổ dân phố số 4",
        "Tổ dân phố số 7",
        "Tổ dân phố số 9",
        "Trường THCS Hoa Sen",
    ]
    assert text.startswith("Kính gửi: TDP 2, 4, 7, 9 và Trường THCS Hoa Sen.\nTừ 10/11/2026 đến 16/11/2026,")
    assert "khi tiện" in text
    assert "hạn" not in text.lower()


def test_who_said_nothing_of_the_month_is_not_reminded_in_its_weeks(reviewer: PageClient, units, at):
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))

    assert "Tổ dân phố số 9" not in names(reviewer.get("/chua-cap-nhat?nhip=tuan"))


@pytest.mark.parametrize("path", ["/chua-cap-nhat?ky=2027-03", "/chua-cap-nhat?ky=2027-03&nhip=x"])
def test_a_period_ahead_has_nobody_to_remind(reviewer: PageClient, units, path: str):
    page = reviewer.get(path)

    assert names(page) == []
    assert "chưa bắt đầu" in page.main.get_text()


def test_nothing_is_red_and_nothing_is_wanting(reviewer: PageClient, units):
    page = reviewer.get(PAGE)

    assert page.select(".chip--red, .notice--wrong") == []
    assert "thiếu" not in page.get_text().lower()
