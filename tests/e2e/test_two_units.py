"""Someone of two units: the unit acted for is the biggest thing on every page, and a tap away is the other."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import Screen
from tests.e2e.conftest import Visit
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-journeys")
LARGEST = """() => {
  const size = e => parseFloat(getComputedStyle(e).fontSize);
  const said = [...document.body.querySelectorAll("*")].filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()));
  return said.sort((a, b) => size(b) - size(a))[0].textContent.trim();
}"""


@pytest.fixture
def page(running: RunningApp, visit: Visit, screen: Screen) -> Page:
    return visit(running, screen, "TDP01")


def act_for(page: Page, unit: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Đổi đơn vị").click()
    page.get_by_role("button", name=unit).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(unit)


def test_the_unit_acted_for_is_the_biggest_thing_on_every_page(page: Page):
    for unit, code in (("Tổ dân phố số 2", "TDP02"), ("Tổ dân phố số 1", "TDP01")):
        act_for(page, unit)
        for path in ("/", "/nhat-ky/ghi/hop", "/nhat-ky/ghi/khac", "/toi", f"/don-vi/{code}/nhat-ky", "/tro-giup"):
            page.goto(path)
            assert page.evaluate(LARGEST) == unit, path
