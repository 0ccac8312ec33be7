"""Paper of a unit: sums of a period to be signed, and an empty sheet whose codes are the officer's."""

import re
from datetime import date, datetime

import pytest
import zxingcpp
from PIL import Image

from app.clock import HANOI
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.page import PageClient


@pytest.fixture
def met(at, unit: Unit) -> Unit:
    at(datetime(2026, 11, 22, 9, 0, tzinfo=HANOI))
    factories.an_activity(unit, held_on=date(2026, 9, 20), figures={"luot_nguoi_du": 30})
    factories.an_activity(unit, held_on=date(2026, 11, 5), figures={"luot_nguoi_du": 40, "so_buoi": 0})
    return unit


def rows(client: PageClient, path: str) -> dict[str, list[str]]:
    table = client.get(path).find("table")
    return {
        cells[0]: cells[2:]
        for cells in ([cell.get_text() for cell in row.find_all("td")] for row in table.find_all("tr"))
        if cells
    }


def test_the_sheet_says_what_the_period_and_the_year_add_up_to(reporter: PageClient, met: Unit):
    found = rows(reporter, f"/don-vi/{met.code}/phieu-tong-hop?ky=2026-11")

    assert found["Số hoạt động"] == ["1", "2"]
    assert found["Số lượt người dự"] == ["40", "70"]
    assert found["Số buổi"] == ["0", "0"]  # a zero that was reported is a zero


def test_what_only_the_year_has_is_left_empty_for_the_period(reporter: PageClient, met: Unit):
    assert rows(reporter, f"/don-vi/{met.code}/phieu-tong-hop?ky=2026-12")["Số lượt người dự"] == ["", "70"]


def test_it_is_signed_by_who_leads_such_a_unit(reviewer: PageClient, met: Unit, ward: Unit):
    school = factories.a_unit(ward, code="TH01", kind="truong", name="Trường Tiểu học số 1")

    assert "TỔ TRƯỞNG" in reviewer.get(f"/don-vi/{met.code}/phieu-tong-hop").get_text()
    assert "HIỆU TRƯỞNG" in reviewer.get(f"/don-vi/{school.code}/phieu-tong-hop").get_text()


def test_the_codes_on_paper_are_those_the_officer_types_by(
    reviewer: PageClient, reporter: PageClient, met: Unit, plan: Plan
):
    legend = reporter.get(f"/don-vi/{met.code}/phieu-ghi-tay").find_all("table")[1]
    paper = [" ".join(cell.get_text() for cell in row.find_all("td")[:2]) for row in legend.find_all("tr")[1:]]
    page = reviewer.get(f"/don-vi/{met.code}/ghi-thay")
    offered = [each.get_text() for each in page.select("details .row-link__text")]

    assert paper == offered
    assert len(paper) == len(plan.types_for("tdp"))


def test_the_code_on_paper_opens_the_officers_page_for_this_unit(reporter: PageClient, met: Unit):
    svg = reporter.get(f"/don-vi/{met.code}/phieu-ghi-tay").find("svg", class_="qr")
    black = svg.find_all("path")[1]["d"]
    size = int(svg["viewbox"].split()[2])
    picture = Image.new("L", (size, size), 255)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", black):
        picture.paste(0, (int(x), int(y), int(x) + int(width), int(y) + 1))

    assert [each.text for each in zxingcpp.read_barcodes(picture.resize((600, 600)))] == [
        f"http://localhost/don-vi/{met.code}/ghi-thay"
    ]


@pytest.mark.parametrize("sheet", ["phieu-tong-hop", "phieu-ghi-tay"])
def test_another_units_paper_is_not_found(reporter: PageClient, met: Unit, ward: Unit, sheet: str):
    factories.a_unit(ward, code="TDP08")

    reporter.get(f"/don-vi/TDP08/{sheet}", status=404)


def test_every_figure_of_every_activity_has_its_column(reviewer: PageClient, ward: Unit, plan: Plan):
    for place, kind in enumerate(plan.unit_kinds):
        unit = factories.a_unit(ward, code=f"K{place}", kind=kind)
        blank, legend = reviewer.get(f"/don-vi/{unit.code}/phieu-ghi-tay").find_all("table")
        heads = [cell.get_text() for cell in blank.find_all("th")]
        letters = {cell.get_text() for cell in legend.select("td b")}
        assert letters, kind
        assert letters <= set(heads), kind
        assert len(blank.find_all("tr")[1].find_all("td")) == len(heads)
