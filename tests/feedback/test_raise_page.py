"""Raising in the browser: what was written is sent, in whichever of the two boxes it was written."""

import pytest

from app.extensions import db
from app.feedback.models import Feedback
from tests.activities.sending import filled
from tests.page import PageClient

PAGE = "feedback.raise_feedback"


@pytest.mark.parametrize(
    ("text", "proposal", "kept"),
    [
        ("Mạng yếu", "", ("Mạng yếu", "")),
        ("Mạng yếu", "Nhờ nhà mạng", ("Mạng yếu", "Nhờ nhà mạng")),
        ("", "Xin thêm máy chiếu", ("Xin thêm máy chiếu", "")),
    ],
)
def test_either_box_is_enough(reporter: PageClient, text: str, proposal: str, kept: tuple[str, str]):
    form = filled(reporter.get(PAGE), "raise-form")

    reporter.post(PAGE, form | {"kind": "de_xuat", "category": "mang", "text": text, "proposal": proposal})

    assert db.session.query(Feedback.text, Feedback.proposal).all() == [kept]


def test_with_neither_it_is_asked_for(reporter: PageClient):
    form = filled(reporter.get(PAGE), "raise-form")

    page = reporter.post(PAGE, form | {"kind": "de_xuat", "category": "mang"}, status=422)

    assert page.select_one("#error-text").get_text() == "Lỗi: Nhập vài chữ về khó khăn hoặc đề xuất."
    assert db.session.query(Feedback).count() == 0
