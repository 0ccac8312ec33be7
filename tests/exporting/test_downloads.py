"""The page and the files as people get them: who, which, under what name."""

import csv
import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from flask import Flask

from app import clock
from app.accounts.models import SignIn
from app.audit.models import AuditLine
from app.exporting.views import download
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

ZALO = "Mozilla/5.0 (Linux; Android 13; SM-A145F; wv) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/1"


@pytest.fixture
def entries(ward: Unit, unit: Unit) -> None:
    for each in (unit, factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")):
        factories.an_activity(each, held_on=date(2026, 11, 14))


def codes(client: PageClient, path: str) -> list[str]:
    text = client.send(path).data.decode("utf-8-sig")
    return [line["Mã đơn vị"] for line in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.mark.usefixtures("entries")
def test_a_reporter_takes_out_the_own_units_entries_and_no_other(reporter: PageClient):
    assert codes(reporter, "/nhat-ky/tai-ve?ky=2026-11&dang=csv") == ["TDP07"]
    reporter.get("/nhat-ky/tai-ve?ky=2026-11&dv=TDP08", status=404)
    reporter.get("/bao-cao/2026-11/so-lieu.xlsx", status=403)
    reporter.get("/nhat-ky/tai-ve?ky=2026-11&dang=ky", status=404)


@pytest.mark.usefixtures("entries")
def test_the_ward_takes_out_all_or_some(reviewer: PageClient, observer: PageClient):
    for client in (reviewer, observer):
        assert codes(client, "/nhat-ky/tai-ve?ky=2026-11&dang=csv") == ["TDP07", "TDP08"]
        assert codes(client, "/nhat-ky/tai-ve?ky=2026-11&dang=csv&dv=TDP08") == ["TDP08"]


@pytest.mark.parametrize(
    ("path", "plain", "marked"),
    [
        (
            "/nhat-ky/tai-ve?ky=2026-11",
            "nhat-ky-hoat-dong-thang-11-2026-phuong-phu-luong.xlsx",
            "Nh%E1%BA%ADt%20k%C3%BD%20ho%E1%BA%A1t%20%C4%91%E1%BB%99ng%20th%C3%A1ng%2011-2026%2C%20"
            "Ph%C6%B0%E1%BB%9Dng%20Ph%C3%BA%20L%C6%B0%C6%A1ng.xlsx",
        ),
        (
            "/bao-cao/2026-Q4/so-lieu.xlsx",
            "so-lieu-quy-iv-2026-phuong-phu-luong.xlsx",
            "S%E1%BB%91%20li%E1%BB%87u%20qu%C3%BD%20IV-2026%2C%20Ph%C6%B0%E1%BB%9Dng%20Ph%C3%BA%20L%C6%B0%C6%A1ng.xlsx",
        ),
    ],
)
@pytest.mark.usefixtures("entries")
def test_files_are_to_be_kept_under_vietnamese_names(reviewer: PageClient, path: str, plain: str, marked: str):
    answer = reviewer.send(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{marked}"
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    assert "Lần ghi" in openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames


@pytest.mark.usefixtures("entries")
def test_the_page_says_how_many_and_leads_to_the_files(reviewer: PageClient):
    page = reviewer.get("/tai-so-lieu?ky=2026-11&tu=1/11/2026&den=30/11/2026&loai=tdp")

    links = [a["href"] for a in page.select("main a.button")]
    assert "2 lần ghi" in page.get_text()
    assert links[0] == "/nhat-ky/tai-ve?ky=2026-11-01..2026-11-30&loai=tdp&dang=xlsx"
    assert links[2] == "/bao-cao/2026-11-01..2026-11-30/so-lieu.xlsx"
    assert codes(reviewer, links[1]) == ["TDP07", "TDP08"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tu=31/2/2026&den=1/3/2026", "Từ ngày: gõ như 22/11/2026."),
        ("tu=2/3/2026&den=1/3/2026", "“Đến ngày” phải từ “Từ ngày” trở đi."),
        ("tu=2/3/2026", "Nhập cả hai ngày"),
        ("dv=KHAC", "Chọn lại trong danh sách."),
        ("muc=zzz", "Chọn lại trong danh sách."),
        ("hd=%00", "Chọn lại trong danh sách."),
    ],
)
def test_what_it_cannot_find_it_says_and_keeps_what_was_typed(reviewer: PageClient, typed: str, said: str):
    page = reviewer.get(f"/tai-so-lieu?{typed}", status=422)

    assert said in page.get_text()
    if typed.startswith("tu="):
        assert page.find(id="tu")["value"] == typed[3:].split("&")[0]


def test_a_reviewer_is_asked_for_the_password_again_and_a_reporter_is_not(reviewer: PageClient, reporter: PageClient):
    db.session.query(SignIn).update({"confirmed_at": clock.now() - timedelta(minutes=31)})
    db.session.commit()

    reviewer.get("/nhat-ky/tai-ve?ky=2026-11", status=303)
    assert reviewer.location.startswith("/toi/xac-nhan?next=")
    assert reporter.send("/nhat-ky/tai-ve?ky=2026-11").status_code == 200


def test_inside_zalo_the_page_says_how_to_get_out(reporter: PageClient):
    assert "Mở bằng trình duyệt" in reporter.send("/tai-so-lieu", headers={"User-Agent": ZALO}).get_data(as_text=True)
    assert "Mở bằng trình duyệt" not in reporter.send("/tai-so-lieu").get_data(as_text=True)


@pytest.mark.usefixtures("entries")
def test_more_than_a_browser_waits_for_is_no_file_at_once(reviewer: PageClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(download, "AT_ONCE", 1)

    reviewer.get("/nhat-ky/tai-ve?ky=2026-11&loai=tdp", status=303)

    assert reviewer.location == "/tai-so-lieu?ky=2026-11&loai=tdp&dang=xlsx"


def test_who_may_take_out_nothing_does_not(app: Flask, ward: Unit):
    publisher = PageClient(app).signed_in_as(factories.a_person(ward, Role.PUBLISHER))

    for path in ("/tai-so-lieu", "/nhat-ky/tai-ve", "/bao-cao/2026-11/so-lieu.xlsx"):
        publisher.get(path, status=403)


@pytest.mark.usefixtures("entries")
def test_whoever_takes_entries_out_stands_in_the_audit(reporter: PageClient, reviewer: PageClient, unit: Unit):
    codes(reporter, "/nhat-ky/tai-ve?ky=2026-11&dang=csv")
    codes(reviewer, "/nhat-ky/tai-ve?ky=2026-11&dang=csv")
    reviewer.get("/nhat-ky/tai-ve?ky=2026-11&dv=TDP99", status=404)
    reviewer.send("/bao-cao/2026-11/bao-cao.docx")

    taken = db.session.query(AuditLine).filter_by(event="file-taken-out").order_by(AuditLine.id).all()

    assert [(each.unit_id, json.loads(each.after)["file"]) for each in taken] == [
        (unit.id, "Nhật ký hoạt động tháng 11-2026, Tổ dân phố số 7.csv"),
        (None, "Nhật ký hoạt động tháng 11-2026, Phường Phú Lương.csv"),
        (None, "Báo cáo tháng 11-2026 (dự thảo).docx"),
    ]
