"""A unit's card and its picture: true figures, for those who may see the unit, safe whatever it is called."""

import io
from datetime import datetime
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from flask import Flask
from PIL import Image

from app.clock import HANOI
from app.feedback.choices import Kind
from app.feedback.workflow import Step
from app.periods.models import Said
from app.permissions import Role
from app.sharing.card import NOTHING_HAPPENED, NOTHING_THERE, NOTHING_YET, SOLVED
from app.units.models import Unit
from tests import factories
from tests.demo.sample import sample
from tests.page import PageClient
from tests.status.updating import said

HOSTILE = "<script>alert(1)</script> & \"Tổ\" 'x' \u202e🙂 " + "Ễ" * 150
NAVY, PAPER = (0x0F, 0x35, 0x52), (255, 255, 255)


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))


def drawn(client: PageClient, code: str, query: str = "") -> Image.Image:
    answer = client.send(f"/don-vi/{code}/the.png{query}")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    picture = Image.open(io.BytesIO(answer.data))
    picture.load()
    return picture.convert("RGB")


def colours(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many colours a part of a picture has: 1 where nothing is drawn."""
    return len(picture.crop(box).getcolors(1 << 20))


def test_the_samples_figures_are_on_the_card(demo_ward: PageClient):
    """By the sample: one sitting with 46 people between 15/10 and 14/11, and no difficulty said to be solved."""
    figures = [e["measures"] for e in sample()["entries"] if (e["unit"], e["period_month"]) == ("TDP07", "2026-11")]
    page = demo_ward.get("sharing.show_card", code="TDP07", ky="2026-11")

    assert figures == [{"so_buoi": 1, "luot_nguoi_du": 46}]
    assert page.find(id="share-text").get_text().split("\n") == [
        "Tổ dân phố số 7, kỳ tháng 11/2026: 1 buổi, 46 lượt người dự.",
        "http://localhost/don-vi/TDP07?ky=2026-11",
    ]


def test_only_difficulties_their_unit_says_are_solved_are_on_the_card(reporter: PageClient, unit: Unit, ward: Unit):
    officer = factories.a_scope(factories.a_unit(ward, kind="phong_vhxh"), Role.REVIEWER)
    codes = [factories.a_feedback(unit, kind=kind) for kind in (Kind.DIFFICULTY, Kind.DIFFICULTY, Kind.PROPOSAL)]
    for code in codes:
        factories.a_step(code, officer, Step.RECEIVE)
        factories.a_step(code, officer, Step.ANSWER)
    factories.a_step(codes[0], factories.a_scope(unit), Step.CONFIRM)
    factories.a_step(codes[1], officer, Step.CLOSE)
    factories.a_step(codes[2], factories.a_scope(unit), Step.CONFIRM)

    assert f"2026: 1 {SOLVED}." in reporter.get("sharing.show_card", code="TDP07").find(id="share-text").get_text()


def test_an_empty_period_has_a_kind_sentence_and_nothing_to_copy(reporter: PageClient):
    page = reporter.get("sharing.show_card", code="TDP07")

    assert NOTHING_YET in page.main.get_text()
    assert page.find(id="share-text") is page.find("img") is None
    assert drawn(reporter, "TDP07").size == (1080, 1080)


@pytest.mark.parametrize(
    ("period", "word", "sentence"),
    [
        ("2026-10", None, NOTHING_THERE),
        ("2026-10", Said.NOTHING, NOTHING_HAPPENED),
        ("2026-11", Said.NOTHING, NOTHING_HAPPENED),
    ],
)
def test_a_period_without_figures_says_why(
    reporter: PageClient, unit: Unit, period: str, word: Said | None, sentence: str
):
    if word:
        said(word, "01/11", period)(unit)

    page = reporter.get("sharing.show_card", code="TDP07", ky=period)

    assert page.select_one("p.card").get_text() == sentence
    assert reporter.get(f"/don-vi/TDP07/the.svg?ky={period}").select("text")[-3].get_text() in sentence


def test_the_picture_is_drawn(reporter: PageClient, unit: Unit):
    factories.an_activity(unit, figures={"luot_nguoi_du": 63})

    picture = drawn(reporter, "TDP07")

    assert picture.size == (1080, 1080)
    assert (picture.getpixel((5, 5)), picture.getpixel((5, 500))) == (NAVY, PAPER)
    assert colours(picture, (0, 130, 60, 300)) == 1
    assert colours(picture, (80, 130, 1000, 300)) > 20  # the name
    assert colours(picture, (80, 400, 1000, 900)) > 20  # the figures
    assert colours(picture, (80, 1000, 600, 1050)) > 20  # the ward


def test_the_pictures_name_is_vietnamese_and_it_is_never_stored(reporter: PageClient):
    for suffix in ("png", "svg"):
        headers = reporter.send(f"/don-vi/TDP07/the.{suffix}?ky=2026-10").headers

        assert headers["Cache-Control"] == "no-store"
        kept = headers["Content-Disposition"]
        assert kept.startswith("inline; ")
        assert unquote(kept).endswith(f"filename*=UTF-8''Tổ dân phố số 7, tháng 10-2026.{suffix}")


def test_a_hostile_name_neither_breaks_nor_injects(app: Flask, ward: Unit):
    unit = factories.a_unit(ward, code="X1", name=HOSTILE[:200])
    factories.an_activity(unit)
    client = PageClient(app).signed_in_as(factories.a_person(unit))

    root = ElementTree.fromstring(client.send("/don-vi/X1/the.svg").data)  # noqa: S314

    assert {each.tag.rpartition("}")[2] for each in root.iter()} == {"svg", "rect", "text", "g"}
    assert drawn(client, "X1").size == (1080, 1080)
    assert "<script>alert" not in str(client.get("sharing.show_card", code="X1").main)
    client.get("sharing.show_year", code="X1")


@pytest.mark.parametrize("page", ["the", "the.png", "the.svg", "tong-ket-nam"])
def test_a_card_is_for_those_who_may_see_the_unit(app: Flask, ward: Unit, unit: Unit, page: str):
    neighbour, far = factories.a_unit(ward), factories.a_unit(factories.a_ward("09999", "Phường Khác"))
    office = factories.a_unit(ward, kind="phong_vhxh")
    may = {
        (unit, Role.REPORTER): 200, (office, Role.REVIEWER): 200, (ward, Role.OBSERVER): 200,
        (neighbour, Role.REPORTER): 404, (far, Role.REVIEWER): 404, (far, Role.OBSERVER): 404,
        (office, Role.HANDLER): 403, (office, Role.PUBLISHER): 403, (ward, Role.ADMIN): 403,
    }  # fmt: skip

    for (where, role), status in may.items():
        client = PageClient(app).signed_in_as(factories.a_person(where, role))
        assert client.send(f"/don-vi/TDP07/{page}").status_code == status
    assert PageClient(app).send(f"/don-vi/TDP07/{page}").status_code == 303


def test_home_and_the_units_page_lead_to_the_card_and_the_year(reporter: PageClient):
    assert reporter.get("/").find("a", string="Chia sẻ kết quả")["href"] == "/don-vi/TDP07/the"
    page = reporter.get("status.show_unit", code="TDP07", ky="2026-01")
    assert page.find("a", string="Chia sẻ kết quả")["href"] == "/don-vi/TDP07/the?ky=2026-01"
    assert page.find("a", string="Tổng kết năm")["href"] == "/don-vi/TDP07/tong-ket-nam?nam=2026"
