"""A report edited, told of when its figures change, taken out and kept, with and without JavaScript; and how it looks."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, PLAIN_DESK, Screen, fresh_count
from tests.e2e.conftest import Visit
from tests.e2e.looking import misfits_on_a_desk, misfits_on_phones
from tests.e2e.pages import Look, at, opened_wide
from tests.e2e.running import RunningApp
from tests.e2e.test_periods import MONTH, button, close, log_late, open_again

pytestmark = pytest.mark.xdist_group("browser-journeys")
HERE = f"/bao-cao/{MONTH.id}"


@pytest.fixture(params=[DESK, PLAIN_DESK], ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    return request.param


def rewrite(page: Page, section: str, place: int, text: str) -> None:
    page.goto(HERE)
    page.locator(f"[id='muc-{section}'] .paper__tools a").nth(place).click()
    page.get_by_label("Nội dung đoạn").fill(text)
    button(page, "Lưu đoạn")
    expect(page.get_by_text(text)).to_be_visible()


def downloaded(page: Page, tmp_path: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp Word").click()
    assert download.value.suggested_filename.startswith("Báo cáo tháng"), download.value.suggested_filename
    path = tmp_path / f"{fresh_count()}.docx"
    download.value.save_as(path)
    return "\n".join(each.text for each in docx.Document(BytesIO(path.read_bytes())).paragraphs)


def test_two_paragraphs_are_edited_a_figure_changes_and_the_mark_shows(leader: Page, reviewer: Page, tmp_path: Path):
    first, second = f"Trong kỳ mọi tổ đều cố gắng, lần {fresh_count()}.", f"Thiếu máy chiếu, lần {fresh_count()}."
    rewrite(reviewer, "II", 1, first)
    rewrite(reviewer, "III.2", 0, second)
    expect(reviewer.get_by_text("Số liệu đã đổi", exact=True)).to_have_count(0)

    log_late(leader, MONTH, fresh_count())
    reviewer.reload()

    expect(reviewer.locator("[id='muc-II'] .chip--amber")).to_have_text("Số liệu đã đổi")
    words = downloaded(reviewer, tmp_path)
    assert first in words
    assert second in words


def test_what_was_kept_stays_when_the_report_goes_on(reviewer: Page, tmp_path: Path):
    said = f"Lời đã nộp, lần {fresh_count()}."
    rewrite(reviewer, "II", 1, said)
    closing = close(reviewer, MONTH)
    reviewer.goto(HERE)
    reviewer.get_by_role("link", name="Lưu bản chính thức").click()
    reviewer.get_by_label("Số văn bản").fill("45")
    button(reviewer, "Lưu bản chính thức")
    expect(reviewer.get_by_role("heading", level=1)).to_contain_text("Báo cáo đã lưu")
    kept = reviewer.url

    rewrite(reviewer, "II", 1, "Lời sau này.")

    reviewer.goto(kept)
    expect(reviewer.get_by_text(said)).to_be_visible()
    words = downloaded(reviewer, tmp_path)
    assert said in words
    assert "Lời sau này." not in words
    open_again(reviewer, closing, "Thử xong.")


LOOKS = [
    Look("reports", "VHXH", at("/bao-cao")),
    Look("report", "VHXH", opened_wide("/bao-cao/2026-11")),
    Look("report-of-the-ward", "VHXH", at("/bao-cao/2026-11?mau=ubnd")),
    Look("report-editing", "VHXH", at("/bao-cao/2026-11/doan?muc=II&doan=II:tong")),
    Look("report-adding", "VHXH", at("/bao-cao/2026-11/doan?muc=III.3&doan=moi")),
    Look("report-quoting", "VHXH", at("/bao-cao/2026-11/trich?muc=III.2")),
    Look("report-letterhead", "VHXH", at("/bao-cao/the-thuc")),
    Look("downloads", "VHXH", opened_wide("/tai-so-lieu")),
    Look("sheet", "VHXH", at("/don-vi/TDP07/phieu-tong-hop?ky=2026-11")),
    Look("blank-sheet", "VHXH", at("/don-vi/TDP07/phieu-ghi-tay")),
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_its_pages_fit_every_phone_desk_and_everybody(running: RunningApp, visit: Visit, look: Look):
    page = visit(running, DESK, look.unit)
    look.open(page)

    found = misfits_on_a_desk(page) + misfits_on_phones(page)

    assert not found, "\n".join(found)
