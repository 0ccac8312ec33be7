"""A week's sheet that was begun is kept as every log form is, and a colleague of the school goes on with it."""

from datetime import datetime

import pytest
from flask import Flask

from app.activities.models import Activity
from app.clock import HANOI
from app.drafts.models import Draft
from app.extensions import db
from app.units.models import Unit
from tests.activities.week import FIVE, MONDAY, a_sheet, clerk_of
from tests.page import PageClient

SHEET = f"/nhat-ky/tuan?tuan={MONDAY}"


@pytest.fixture(autouse=True)
def _on_the_sunday(at) -> None:
    at(datetime(2026, 11, 22, 19, 40, tzinfo=HANOI))


def keeping(client: PageClient) -> str:
    """Where the sheet is kept, as its page says."""
    return client.get(SHEET).find("button", attrs={"data-draft": True})["formaction"]


def drafts() -> int:
    return db.session.query(Draft).count()


def test_while_typing_one_line_says_when_it_was_kept_and_nothing_counts(clerk: PageClient):
    line = clerk.post(keeping(clerk), a_sheet(**FIVE), status=200, htmx=True)

    assert line.get_text(strip=True) == "Đã giữ bản nháp lúc 19:40."
    assert (drafts(), db.session.query(Activity).count()) == (1, 0)


def test_a_colleague_goes_on_with_what_was_typed_and_sending_it_ends_it(app: Flask, school: Unit, clerk: PageClient):
    sent = a_sheet(**FIVE | {"chao_co-T2-luot_hs": "93x"})
    clerk.post(keeping(clerk), sent)
    colleague = clerk_of(app, school)

    drafts_at_home = colleague.get("/").select("section[aria-labelledby=drafts] li")
    page = colleague.get(drafts_at_home[0].a["href"])
    boxes = {name: page.find(attrs={"name": name}) for name in ("key", "chao_co-T2-luot_hs", "them-1-so")}
    colleague.post(page.find(id="week-form")["action"], sent | {"chao_co-T2-luot_hs": "931"})

    assert "Ghi cả tuần từ 16/11" in drafts_at_home[0].get_text()
    assert [box["value"] for box in boxes.values()] == [sent["key"], "93x", "45"]
    assert (drafts(), db.session.query(Activity).count()) == (0, 5)


@pytest.mark.parametrize(("boxes", "kept"), [({}, 0), ({"chao_co-T2-luot_hs": " "}, 0), ({"them-1-so": "4"}, 1)])
def test_an_empty_sheet_makes_no_draft_and_what_is_rubbed_out_is_none(
    clerk: PageClient, boxes: dict[str, str], kept: int
):
    sent, place = a_sheet(), keeping(clerk)
    clerk.post(place, sent | FIVE, status=200, htmx=True)

    clerk.post(place, sent | boxes, status=200, htmx=True)

    assert drafts() == kept


def test_a_sheet_without_its_key_keeps_nothing_and_says_so(clerk: PageClient):
    page = clerk.post(keeping(clerk), FIVE, status=422)

    assert "chưa giữ được bản nháp" in page.find(id="draft-line").get_text()
    assert page.find(attrs={"name": "chao_co-T2-luot_hs"})["value"] == "931"
    assert drafts() == 0


@pytest.mark.parametrize("week", ["2026-11-30", "x", ""])
def test_a_week_that_is_none_keeps_nothing(clerk: PageClient, week: str):
    clerk.post(f"/nhat-ky/nhap/tuan?tuan={week}", a_sheet(**FIVE), status=404)

    assert drafts() == 0


def test_a_unit_without_sheets_keeps_none(reporter: PageClient):
    reporter.post("/nhat-ky/nhap/tuan?tuan=2026-11-16", a_sheet(**FIVE), status=404)

    assert drafts() == 0
