"""A unit's status page on paper."""

import re

import pytest

from tests.e2e.browsing import DESK
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-looks")
A4 = re.compile(rb"/MediaBox \[0 0 59[45][.0-9]* 84[12][.0-9]*\]")  # points
PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize(("reader", "unit"), [("TDP07", "TDP07"), ("TH01", "TH01"), ("VHXH", "TH01"), ("MTTQ", "MTTQ")])
@pytest.mark.parametrize("period", ["2026-11", "2026"])
def test_a_status_page_prints_on_one_a4_page(running: RunningApp, visit: Visit, reader: str, unit: str, period: str):
    page = visit(running, DESK, reader)
    page.goto(f"/don-vi/{unit}?ky={period}")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(PAGE.findall(printed)) == 1
    assert A4.search(printed)


@pytest.mark.parametrize("address", ["the?ky=2026-11", "the?ky=2026", "tong-ket-nam?nam=2026", "tong-ket-nam?nam=2025"])
@pytest.mark.parametrize(("reader", "unit"), [("TDP07", "TDP07"), ("VHXH", "TH01"), ("MTTQ", "MTTQ"), ("VHXH", "TTVH")])
def test_what_a_unit_shares_prints_on_one_a4_page(
    running: RunningApp, visit: Visit, reader: str, unit: str, address: str
):
    page = visit(running, DESK, reader)
    page.goto(f"/don-vi/{unit}/{address}")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(PAGE.findall(printed)) == 1
    assert A4.search(printed)
