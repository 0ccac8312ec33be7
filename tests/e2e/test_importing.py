"""An admin imports a workbook: from the template, past a wrong row, to the unit in the list."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.browsing import Screen, fresh_count, sign_in
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
ADMIN = "0510000007"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def admin(running: RunningApp, visit: Visit, screen: Screen) -> Iterator[Page]:
    page = visit(running, screen)
    kept = json.loads((running.data_dir / "demonstration-accounts.json").read_text(encoding="utf-8"))
    sign_in(page, next(row for row in kept if row["phone"] == ADMIN))
    yield page
    running.close_new_units()


def filled(template: Path, *units: list[object]) -> FilePayload:
    """The downloaded template with these rows in its first sheet."""
    book = load_workbook(BytesIO(template.read_bytes()))
    for row in units:
        book["Đơn vị"].append(row)
    kept = BytesIO()
    book.save(kept)
    return {"name": "danh-sach.xlsx", "mimeType": TYPE, "buffer": kept.getvalue()}


def send(page: Page, file: FilePayload) -> None:
    page.goto("/quan-tri/nhap")
    page.get_by_label("Tệp Excel đã điền").set_input_files(file)
    page.get_by_role("button", name="Gửi và xem trước").click()


def test_a_unit_comes_in_through_the_template(admin: Page):
    code = f"MOI{fresh_count()}"
    admin.goto("/quan-tri/nhap")
    with admin.expect_download() as download:
        admin.get_by_role("link", name="Tải tệp mẫu").click()
    template = download.value.path()
    good = [code, "Tổ dân phố", f"Tổ dân phố {code}"]

    send(admin, filled(template, good, [f"{code}B", "Tổ dân phố"]))
    expect(admin.get_by_text("Chưa có “Tên đơn vị”.")).to_be_visible(timeout=30_000)
    send(admin, filled(template, good))
    admin.get_by_role("button", name="Nhập 1 dòng").click(timeout=30_000)

    expect(admin.get_by_role("heading", name="Đã nhập xong")).to_be_visible(timeout=30_000)
    send(admin, filled(template, good))
    expect(admin.get_by_text("Không có gì để nhập")).to_be_visible(timeout=30_000)
