"""Proposing an exemplar on the phone: every box says what is missing, nothing typed is lost, numbers are asked about once."""

import pytest

from app.exemplars.models import Exemplar
from app.extensions import db
from app.personal_numbers import WARNING
from tests.page import PageClient

PAGE = "exemplars.propose_exemplar"
KEY = "0123456789abcdef-0123"
WHOLE = {"title": "Cụ bà học gọi video", "story": "Sau ba buổi cụ tự gọi.", "field": "doi_song", "kind": "ca_nhan"}
WHOLE |= {"consent": "co", "key": KEY}


def kept() -> Exemplar:
    return db.session.query(Exemplar).one()


def test_a_leader_proposes_and_sees_it_with_its_state(reporter: PageClient):
    reporter.post(PAGE, WHOLE)

    page = reporter.get(reporter.location)
    assert "Đã gửi phường" in page.text
    assert "Mới gửi" in page.text
    listed = reporter.get("exemplars.list_exemplars")
    assert "Cụ bà học gọi video" in listed.text


@pytest.mark.parametrize("box", ["title", "story", "field", "kind", "consent"])
def test_a_box_left_empty_says_so_and_the_others_keep_what_was_typed(reporter: PageClient, box: str):
    page = reporter.post(PAGE, WHOLE | {box: ""}, status=422)

    assert page.select_one("#error-summary a")["href"] == f"#{box}"
    assert page.find(id=box) is not None
    assert ("Sau ba buổi cụ tự gọi." in str(page)) == (box != "story")
    assert db.session.query(Exemplar).count() == 0


@pytest.mark.parametrize(
    ("field", "value"), [("field", "the_thao"), ("kind", "con_vat"), ("consent", "1"), ("key", "x")]
)
def test_what_no_page_offers_is_refused(reporter: PageClient, field: str, value: str):
    reporter.post(PAGE, WHOLE | {field: value}, status=422)

    assert db.session.query(Exemplar).count() == 0


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"consent": "chua"}, (False, False, False)),
        ({"child": "1", "guardian": "chua"}, (True, True, False)),
        ({"child": "1", "guardian": "co"}, (True, True, True)),
        ({"child": "1", "guardian": "co", "consent": "chua"}, (False, True, False)),
        ({"guardian": "co"}, (True, False, False)),
    ],
)
def test_consent_is_stored_as_it_was_said(reporter: PageClient, sent: dict[str, str], stored: tuple[bool, ...]):
    reporter.post(PAGE, WHOLE | sent)

    row = kept()
    assert (row.consent, row.is_child, row.guardian_consent) == stored


def test_for_a_child_the_guardian_is_asked_about(reporter: PageClient):
    page = reporter.post(PAGE, WHOLE | {"child": "1"}, status=422)

    assert "người giám hộ" in page.select_one("#error-summary").text


@pytest.mark.parametrize("box", ["title", "story"])
def test_a_telephone_number_is_asked_about_once_and_never_blocks(reporter: PageClient, box: str):
    sent = WHOLE | {box: "Gọi cụ theo số 0510000001"}

    asked = reporter.post(PAGE, sent, status=422)
    confirmed = {tag["name"]: tag["value"] for tag in asked.select("input[name=confirmed]")}
    reporter.post(PAGE, sent | confirmed)

    assert WARNING in asked.text
    assert "0510000001" in getattr(kept(), box)


def test_a_second_tap_makes_no_second_exemplar_and_other_words_are_asked_about(reporter: PageClient):
    for _ in range(2):
        reporter.post(PAGE, WHOLE)

    page = reporter.post(PAGE, WHOLE | {"story": "Chuyện khác"}, status=409)

    assert f"gương số {kept().id}" in page.text
    assert "Chuyện khác" in page.find("textarea").text
    assert page.find(id="key")["value"] != KEY


def test_htmx_is_answered_with_the_form_alone(reporter: PageClient):
    page = reporter.post(PAGE, WHOLE | {"title": ""}, status=422, htmx=True)

    assert page.find(id="propose-form") is not None
    assert page.find("html") is None
