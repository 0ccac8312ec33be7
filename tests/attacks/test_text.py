"""Hostile text is kept as text and shown as text; what no text may hold is refused with everything kept."""

import unicodedata
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from app import clock
from app.activities.models import Activity
from app.extensions import db
from tests.attacks.payloads import MARKUP, REFUSED, SQL, all_text
from tests.house.world import everything
from tests.page import PageClient

TAGS = {"script", "iframe", "object", "embed", "base", "style", "img"}


def a_meeting(**more: object) -> dict[str, object]:
    today = clock.today().isoformat()
    return {"key": str(uuid4()), "held_on": today, "type": "hop_tdp", "luot_nguoi_du": "45"} | more


def inert(page: BeautifulSoup) -> None:
    """Fails when something a person typed became part of the page's own code (inspection.py looks for the rest)."""
    own = [tag for tag in page.find_all(TAGS) if not str(tag.get("src", "")).startswith("/static/")]
    assert own == []
    assert len(page.find_all("form")) == len(page.find_all("form", action=True))
    assert not page.select("[hx-get='/dang-xuat'], [hx-post='/dang-xuat'], [http-equiv]")
    assert "1337" not in page.get_text().split()


def shown(text: str) -> str:
    """A text as it is stored."""
    return unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize("field", ["note", "difficulty"])
def test_whatever_is_written_is_read_back_as_text(reporter: PageClient, reviewer: PageClient, field: str):
    for place, text in enumerate(all_text()):
        sent = a_meeting(luot_nguoi_du=str(place), **{field: f"x{text}x"})
        sent["confirmed"] = [f"duplicate/hop_tdp/{sent['held_on']}", "numbers"]
        reporter.post("activities.log_activity", sent, slug="hop")
        inert(reporter.get(reporter.location))
        number = db.session.query(Activity.id).order_by(Activity.id.desc()).limit(1).scalar()

        for client in (reporter, reviewer):
            page = client.get("activities.show_activity", number=number)
            assert page.find(class_="written").get_text() == shown(f"x{text}x"), text
            inert(page)
    inert(reviewer.get("status.list_activities", code="TDP07"))


@pytest.mark.parametrize("field", ["note", "difficulty", "luot_nguoi_du", "day", "key", "type", "topics", "confirmed"])
def test_a_form_sent_back_shows_it_as_text(reporter: PageClient, field: str):
    before = everything()

    for text in (*MARKUP, *SQL):
        page = reporter.post("activities.log_activity", a_meeting(held_on="x") | {field: text}, slug="hop", status=422)
        inert(page)
        box = page.find(id=field)
        if field in {"note", "difficulty"}:
            assert box.get_text() == shown(text)
        if field in {"luot_nguoi_du", "day"}:
            assert box["value"] == text
    assert everything() == before


@pytest.mark.parametrize("field", ["note", "difficulty", "day", "key", "type", "difficulty_category"])
@pytest.mark.parametrize("htmx", [False, True])
def test_what_no_text_may_hold_is_refused_and_nothing_else_lost(reporter: PageClient, field: str, htmx: bool):
    before = everything()

    for text in REFUSED:
        sent = a_meeting(note="Giữ lại", difficulty="Giữ cả đây") | {field: text}
        page = reporter.post("activities.log_activity", sent, slug="hop", status=422, htmx=htmx)
        kept = {page.find(id=name).get_text() for name in ("note", "difficulty") if name != field}
        assert kept <= {"Giữ lại", "Giữ cả đây"}
        assert page.find(id="luot_nguoi_du")["value"] == "45"
    assert everything() == before


@pytest.mark.parametrize("path", ["/nhat-ky/ghi/khac?q=", "/don-vi?q=", "/don-vi?loai=", "/dang-nhap?next="])
def test_a_search_shows_it_as_text_and_finds_nothing_by_it(reviewer: PageClient, signed_out: PageClient, path: str):
    client = signed_out if "dang-nhap" in path else reviewer
    for text in (*all_text(), *REFUSED):
        page = client.get(path + text_in_address(text))
        inert(page)


def text_in_address(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


@pytest.mark.parametrize("wildcard", ["%", "_", "\\", "%%", "t%p"])
def test_a_wildcard_stands_for_itself(reviewer: PageClient, unit: object, wildcard: str):
    page = reviewer.get("/don-vi?q=" + text_in_address(wildcard))

    assert page.find("table") is None


@pytest.mark.parametrize("field", ["phone", "password"])
def test_sign_in_takes_hostile_text_for_wrong(signed_out: PageClient, at, field: str):
    for place, text in enumerate((*MARKUP, *SQL, *REFUSED, "x" * 5000)):
        at(datetime(2026, 11, 23, tzinfo=clock.HANOI) + timedelta(days=2 * place))  # so that none has to wait
        sent = {"phone": "0510000007", "password": "x", field: text}
        page = signed_out.post("accounts.sign_in", sent, status=422)
        inert(page)
        assert field != "password" or len(text) < 5 or text not in str(page)
