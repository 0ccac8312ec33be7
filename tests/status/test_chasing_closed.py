"""Chưa cập nhật of a month that is closed: what is asked of its units can still be done."""

from datetime import datetime

from app.clock import HANOI
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing
from tests.page import PageClient


def test_of_a_closed_month_nobody_is_asked_to_say_what_he_cannot_say_any_more(reviewer: PageClient, ward: Unit, at):
    factories.a_unit(ward, code="TDP02", name="Tổ dân phố số 2")
    a_closing(ward)
    at(datetime(2026, 11, 20, 9, 0, tzinfo=HANOI))

    page = reviewer.get("/chua-cap-nhat?ky=2026-11")

    texts = [page.select_one(place).get_text() for place in ("#group-text", "#text-TDP02")]
    assert all("đã chốt" in text and "bổ sung" in text and "Không phát sinh" not in text for text in texts)
