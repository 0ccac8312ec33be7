"""A report is kept as it is, once its period is closed: with its figures, its words and its file, never altered."""

from datetime import date
from hashlib import sha256
from io import BytesIO

import docx
import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.reporting.letters import customs
from app.reporting.models import IssuedReport
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing, reopened
from tests.page import PageClient
from tests.reporting.reading import KEEP, NOVEMBER_REPORT, kept, said

LETTER = {
    "plan": "Kế hoạch số 12/KH-UBND",
    "place": "Phú Lương",
    "superior": "",
    "issuer": "ỦY BAN NHÂN DÂN",
    "symbol": "BC-UBND",
    "addressees": "Sở Văn hóa và Thể thao",
    "bases": "",
    "authority": "TM. ỦY BAN NHÂN DÂN",
    "signer": "",
    "recipients": "Như trên",
}


def words(client: PageClient, path: str) -> str:
    answer = client.send(path)
    assert answer.status_code == 200, path
    return "\n".join(each.text for each in docx.Document(BytesIO(answer.get_data())).paragraphs)


def test_an_open_period_is_a_draft_and_is_not_kept(reviewer: PageClient, november: Unit):
    assert "DỰ THẢO" in reviewer.get(NOVEMBER_REPORT).find("article").get_text()
    page = reviewer.post(KEEP, {"mau": "phong"}, status=409)
    assert "chưa chốt số liệu" in page.get_text()
    assert db.session.query(IssuedReport).count() == 0


def test_what_was_kept_stays_whatever_comes_after(reviewer: PageClient, november: Unit, ward: Unit):
    a_closing(ward)
    here = kept(reviewer, number="45", issued_on="17/11/2026")
    before, file = reviewer.get(here).find("article").get_text(), words(reviewer, f"{here}/bao-cao.docx")

    factories.an_activity(november, held_on=date(2026, 11, 6), figures={"luot_nguoi_du": 7})
    reviewer.post(f"{NOVEMBER_REPORT}/doan", {"muc": "II", "doan": "II:tong", "seen": "0", "text": "Lời khác."})

    assert "kỳ tháng 11/2026" in reviewer.get("/bao-cao").select_one("[aria-labelledby=kept] a").get_text()
    assert said(reviewer, "II")[1] == "Lời khác."
    assert reviewer.get(here).find("article").get_text() == before
    assert words(reviewer, f"{here}/bao-cao.docx") == file
    assert "40 lượt người dự" in before


def test_the_file_is_the_one_its_digest_names(reviewer: PageClient, november: Unit, ward: Unit):
    a_closing(ward)
    here = kept(reviewer)
    row = db.session.query(IssuedReport).one()

    answer = reviewer.send(f"{here}/bao-cao.docx")

    assert sha256(answer.get_data()).hexdigest() == row.digest
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''B%C3%A1o%20c%C3%A1o" in answer.headers["Content-Disposition"]


def test_the_database_itself_refuses_to_alter_it(reviewer: PageClient, november: Unit, ward: Unit):
    a_closing(ward)
    kept(reviewer)

    with pytest.raises(DBAPIError):
        db.session.execute(update(IssuedReport).values(content="[]"))
    db.session.rollback()


def test_the_same_report_sent_twice_is_kept_once_and_a_changed_one_beside_it(
    reviewer: PageClient, november: Unit, ward: Unit
):
    a_closing(ward)

    assert kept(reviewer) == kept(reviewer)
    reviewer.post(f"{NOVEMBER_REPORT}/doan", {"muc": "II", "doan": "II:tong", "seen": "0", "text": "Lời khác."})
    kept(reviewer)

    assert db.session.query(IssuedReport).count() == 2


def test_a_letterhead_changed_since_makes_another_report(reviewer: PageClient, november: Unit, ward: Unit):
    a_closing(ward)
    first = kept(reviewer)
    only = customs("Phường Phú Lương") | {"phong.signer": "Người Ký"}  # the opening sentence stays as it was
    texts = {box: only.get(box) or only.get(f"phong.{box}", "") for box in LETTER}
    reviewer.post("/bao-cao/the-thuc", texts | {"mau": "phong"})

    assert kept(reviewer) != first
    file = docx.Document(BytesIO(reviewer.send(f"{reviewer.location}/bao-cao.docx").get_data()))
    assert "Người Ký" in "".join(file.element.body.itertext())


@pytest.mark.parametrize(
    ("box", "typed"),
    [
        ("number", "0"),
        ("number", "chín"),
        ("number", "100000"),
        ("issued_on", "31/2/2026"),
        ("issued_on", "17/11/0226"),
        ("issued_on", "14/10/2026"),  # the day before the period
    ],
)
def test_a_number_or_day_that_is_none_is_said_and_stays(
    reviewer: PageClient, november: Unit, ward: Unit, box: str, typed: str
):
    a_closing(ward)

    page = reviewer.post(KEEP, {"mau": "phong", box: typed}, status=422)

    assert page.find(attrs={"name": box})["value"] == typed
    assert page.find(id=f"error-{box}")


def test_a_period_opened_again_meanwhile_is_not_kept(reviewer: PageClient, november: Unit, ward: Unit):
    number = a_closing(ward)
    reopened(ward, number)

    reviewer.post(KEEP, {"mau": "phong"}, status=409)
    assert db.session.query(IssuedReport).count() == 0


def test_another_wards_report_is_not_found(app, reviewer: PageClient, november: Unit, ward: Unit):
    a_closing(ward)
    here = kept(reviewer)
    elsewhere = factories.a_ward("09999", "Phường Khác")
    office = factories.a_unit(elsewhere, code="VHXH-KHAC", kind="phong_vhxh")
    stranger = PageClient(app).signed_in_as(factories.a_person(office, "reviewer"))

    stranger.get(here, status=404)
    stranger.get(f"{here}/bao-cao.docx", status=404)
    assert "40 lượt người dự" not in stranger.get(NOVEMBER_REPORT).get_text()


def test_the_audit_says_in_words_what_was_kept_and_which_texts_were_changed(app, reviewer: PageClient, november, ward):
    a_closing(ward)
    kept(reviewer)
    reviewer.post("/bao-cao/the-thuc", LETTER | {"mau": "ubnd"})
    admin = PageClient(app).signed_in_as(factories.a_person(ward, "admin"))

    lines = admin.get("/quan-tri/nhat-ky").find("main").get_text()

    for words in (
        "Lưu báo cáo",
        "Mẫu của Phòng VH-XH",
        "Đổi thể thức báo cáo",
        "Mẫu của UBND phường, kính gửi",
        "Sở Văn hóa",
    ):
        assert words in lines
    assert "ubnd." not in lines


def test_a_file_made_anew_is_sent_whole_whatever_part_is_asked_for(reviewer: PageClient, november: Unit):
    """Two parts of it, made a second apart, would be of two files."""
    for path in (f"{NOVEMBER_REPORT}/bao-cao.docx?mau=phong", f"{NOVEMBER_REPORT}/so-lieu.xlsx"):
        answer = reviewer.send(path, headers={"Range": "bytes=0-1"})
        assert answer.status_code == 200, path
        assert len(answer.get_data()) > 2
