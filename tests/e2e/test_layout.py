"""Every page at every size: axe finds nothing, nothing overflows, every target is wide enough for a thumb."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESK, PHONE, Screen
from tests.e2e.conftest import Visit
from tests.e2e.looking import misfits_on_a_desk, misfits_on_phones
from tests.e2e.pages import LOOKS, Look
from tests.e2e.running import RunningApp

pytestmark = pytest.mark.xdist_group("browser-looks")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_page_fits_every_phone_and_everybody(running: RunningApp, visit: Visit, look: Look):
    page = visit(running, PHONE, look.unit)
    look.open(page)

    found = misfits_on_phones(page)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_page_fits_a_desk_and_everybody(running: RunningApp, visit: Visit, look: Look):
    page = visit(running, DESK, look.unit)

    look.open(page)

    found = misfits_on_a_desk(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("screen", [DESK], ids=str)
def test_the_log_form_is_filled_and_sent_by_keyboard(leader: Page, screen: Screen):
    leader.goto("/nhat-ky/ghi/hop")
    keys = leader.keyboard

    tab_to(leader, "held_on")
    keys.press("ArrowRight")
    tab_to(leader, "luot_nguoi_du")
    keys.type("1999")
    keys.press("Enter")

    expect(leader.get_by_role("heading", level=1)).to_have_text("Đã lưu cuộc họp")


def tab_to(page: Page, name: str) -> None:
    """Tabs until the box of this name has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


@pytest.mark.parametrize("screen", [DESK], ids=str)
@pytest.mark.parametrize("path", ["/", "/nhat-ky/ghi/hop", "/nhat-ky/ghi/huong-dan", "/don-vi/TDP07"])
def test_tabbing_shows_where_one_is_and_reaches_the_end(leader: Page, screen: Screen, path: str):
    leader.goto(path)

    unmarked = []
    for _ in range(80):
        leader.keyboard.press("Tab")
        stop = leader.evaluate(STOP)
        if stop["marked"] < 2:
            unmarked.append(stop["what"])
        if "Đăng xuất" in stop["what"]:
            break

    assert unmarked == []
    assert "Đăng xuất" in stop["what"]


STOP = """() => {
  const at = document.activeElement, face = at.matches(".choice input") ? at.nextElementSibling : at;
  return {what: at.outerHTML.slice(0, 120), marked: parseFloat(getComputedStyle(face).outlineWidth)};
}"""
